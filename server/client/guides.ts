import type { GuideStep, GuideView } from '../contract/guide.ts';
import type { KioskReport, KioskSession } from '../contract/kiosk-session.ts';
import { command, newCommandId } from './api.ts';

const guide = (desk: string, verb: string) => `/api/guides/${encodeURIComponent(desk)}/${verb}`;
const kiosk = (terminal: string, verb: string) => `/api/kiosk-sessions/${encodeURIComponent(terminal)}/${verb}`;

/** What the desk puts before its visitor. Every call may throw `ApiError`. */
export const guides = {
  show: (desk: string, step: GuideStep) => command<GuideView>(guide(desk, 'show'), { step }),
  notice: (desk: string, no: string, code: string) => command<GuideView>(guide(desk, 'notice'), { no, code }),
  replay: (desk: string) => command<GuideView>(guide(desk, 'replay'), {}),
  voice: (desk: string, voice: string) => command<GuideView>(guide(desk, 'voice'), { voice }),
  clear: (desk: string) => command<GuideView>(guide(desk, 'clear'), {}),
  /** For a page that is being closed: nobody waits for the answer. */
  clearAndLeave: (desk: string) => leave(guide(desk, 'clear'), {}),
};

/** The visitor at a kiosk, whom a guide may go on for. Every call may throw `ApiError`. */
export const kioskSessions = {
  report: (terminal: string, report: KioskReport) => command<KioskSession>(kiosk(terminal, 'report'), { ...report }),
  end: (terminal: string, session: string) => command<unknown>(kiosk(terminal, 'end'), { session }),
  takeOver: (terminal: string, session: string, desk: string) =>
    command<KioskSession>(kiosk(terminal, 'take-over'), { session, desk }),
  release: (terminal: string, session: string, number?: string) =>
    command<KioskSession>(kiosk(terminal, 'release'), { session, number }),
};

function leave(path: string, body: Record<string, unknown>): void {
  const whole = new Blob([JSON.stringify({ commandId: newCommandId(), ...body })], { type: 'application/json' });
  navigator.sendBeacon(path, whole);
}

import type { DeviceCommand } from '../../contract/commands.ts';
import type { JobOutcome } from '../../contract/device.ts';
import type { HallEvent } from '../../contract/events.ts';
import { Refused } from '../../contract/refusal.ts';
import type { Announcement, HallState } from '../hall-state.ts';
import type { Slip } from '../ticket/ticket.ts';

/** What devices report. A report that comes twice says nothing new and makes no event. */
export function decideDevice(state: HallState, command: DeviceCommand): HallEvent[] {
  switch (command.type) {
    case 'begin-slip': {
      const slip = slipOf(state, command.slip);
      // Only a queued slip may go to paper: this is what keeps a number from being printed twice.
      if (slip.status !== 'queued') throw new Refused('slip-not-printing', { slip: slip.id, status: slip.status });
      return [{ type: 'SlipPrintStarted', ticketId: slip.ticketId, slip: slip.id, device: command.device }];
    }
    case 'report-job':
      return command.outcome.kind === 'slip'
        ? reportSlip(state, command.outcome, command.device)
        : reportSpeech(state, command.outcome, command.device);
    case 'doubt-slips':
      return [...state.slips.values()]
        .filter(
          ({ id, status, printer }) =>
            status === 'printing' &&
            (command.printers?.includes(printer) ?? true) &&
            !(command.except?.includes(id) ?? false),
        )
        .map((slip) => ({
          type: 'SlipPrintUncertain' as const,
          ticketId: slip.ticketId,
          slip: slip.id,
          device: slip.printer,
          detail: command.detail ?? 'restarted',
        }));
    case 'settle-slip':
      return settleSlip(state, command.slip, command.came);
  }
}

function slipOf(state: HallState, id: number): Slip {
  const slip = state.slips.get(id);
  if (slip === undefined) throw new Refused('slip-not-printing', { slip: id });
  return slip;
}

/**
 * A slip that was never begun cannot have come out; it may be given up, and its printer is then refused the leave to
 * print it. What is printed stays printed.
 */
function settleSlip(state: HallState, id: number, came: boolean): HallEvent[] {
  const slip = slipOf(state, id);
  if (slip.status === (came ? 'printed' : 'failed')) return [];
  const open = came ? ['printing', 'uncertain', 'failed'] : ['queued', 'printing', 'uncertain'];
  if (!open.includes(slip.status)) throw new Refused('slip-not-printing', { slip: id, status: slip.status });
  return [{ type: 'SlipSettled', ticketId: slip.ticketId, slip: id, came }];
}

const slipEvents = { printed: 'SlipPrinted', uncertain: 'SlipPrintUncertain', failed: 'SlipPrintFailed' } as const;

function reportSlip(state: HallState, outcome: Extract<JobOutcome, { kind: 'slip' }>, device: string): HallEvent[] {
  const slip = slipOf(state, outcome.id);
  if (slip.status === outcome.outcome) return [];
  // A slip that was doubted at a restart stays doubted: only a person decides about it.
  if (slip.status !== 'printing' && !(slip.status === 'queued' && outcome.outcome === 'failed'))
    throw new Refused('slip-not-printing', { slip: slip.id, status: slip.status });
  const base = { ticketId: slip.ticketId, slip: slip.id, device };
  if (outcome.outcome === 'printed') return [{ type: 'SlipPrinted', ...base }];
  return [{ type: slipEvents[outcome.outcome], ...base, detail: outcome.detail ?? null }];
}

function reportSpeech(state: HallState, outcome: Extract<JobOutcome, { kind: 'speech' }>, device: string): HallEvent[] {
  const made = state.announcements.find(({ seq }) => seq === outcome.id);
  if (made !== undefined) return reportAnnouncement(made, outcome, device);
  const call = state.recentCalls.find((each) => each.seq === outcome.id);
  // A call older than the day's last sixty is of no more use to anybody.
  if (call === undefined || call.reported.includes(device)) return [];
  const base = { ticketId: call.ticketId, call: call.seq, device };
  if (outcome.outcome === 'spoken') return [{ type: 'CallSpoken', ...base }];
  return [{ type: 'CallDropped', ...base, detail: outcome.detail ?? null }];
}

function reportAnnouncement(
  made: Announcement,
  outcome: Extract<JobOutcome, { kind: 'speech' }>,
  device: string,
): HallEvent[] {
  if (made.reported.includes(device)) return [];
  const base = { announcement: made.seq, device };
  if (outcome.outcome === 'spoken') return [{ type: 'AnnouncementSpoken', ...base }];
  return [{ type: 'AnnouncementDropped', ...base, detail: outcome.detail ?? null }];
}

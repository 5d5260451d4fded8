import type { EscortEvent } from '../contract/escort.ts';
import type { Recorded } from '../contract/events.ts';

/** Forms that are no longer recorded: a guide sent by the supervisor was once a thing apart from an escort. */
type PastEvent =
  | { type: 'GuideSent'; guide: string; counter: number; ticketId: string | null; note: string | null }
  | { type: 'GuideArrived'; errand: number };

const past: { [T in PastEvent['type']]: (event: Extract<PastEvent, { type: T }>) => EscortEvent } = {
  GuideSent: ({ guide, counter, ticketId, note }) => ({ type: 'EscortSent', ticketId, guide, counter, note }),
  GuideArrived: ({ errand }) => ({ type: 'EscortEnded', escort: errand }),
};

/** Reads an event of an older release in today's form. The journal itself keeps the old text. */
export function upcast(recorded: Recorded): Recorded {
  const type: string = recorded.event.type;
  if (type !== 'GuideSent' && type !== 'GuideArrived') return recorded;
  return { ...recorded, event: past[type](recorded.event as unknown as never) };
}

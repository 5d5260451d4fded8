import { Type } from 'typebox';
import { TicketEscort } from './escort.ts';
import { ticketMoved } from './moved.ts';

/**
 * What makes the visit easier for a visitor (guidance T25): wants to hear rather than read; speaks dialect; has papers read
 * out and forms filled in; hears badly; comes in a wheelchair; called for a person at the kiosk. Only these words stand on
 * the record, never what lies behind them. Each is set by what the visitor chose or asked for, and can be taken away.
 */
export const assistNeeds = ['listening', 'dialect', 'reading', 'hearing', 'wheelchair', 'helper'] as const;
export type AssistNeed = (typeof assistNeeds)[number];
const AssistNeed = Type.Unsafe<AssistNeed>({ type: 'string', enum: [...assistNeeds] });
export const AssistNeeds = Type.Array(AssistNeed, { maxItems: assistNeeds.length, uniqueItems: true });

/** What a ticket tells of the care its visitor needs; each is left out where there is none. */
export const ticketCare = {
  assist: Type.Optional(AssistNeeds),
  /** A guide is sent for, or walks with the visitor. */
  escort: Type.Optional(TicketEscort),
  ...ticketMoved,
};

export type AssistCommand = { type: 'note-assist'; ticketId: string; needs: AssistNeed[] };
/** All that stands from now on; an empty list takes everything away. */
export type AssistEvent = { type: 'AssistNoted'; ticketId: string; needs: AssistNeed[] };

import { type Static, Type } from 'typebox';
import { OptionalUnattended } from './attendance.ts';
import { ticketMoved } from './moved.ts';
import { TicketStatus, WaitRange } from './ticket.ts';

/** What anybody may know who types a number that stands on the boards anyway: no service, no id. */
export const NumberStatus = Type.Object(
  {
    number: Type.String(),
    zone: Type.Integer(),
    status: TicketStatus,
    ahead: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]),
    wait: Type.Union([WaitRange, Type.Null()]),
    unattended: OptionalUnattended,
    counters: Type.Array(Type.Integer()),
    counter: Type.Union([Type.Integer(), Type.Null()]),
    /** True for a missed or held number that can come back to the queue here. */
    mayRequeue: Type.Boolean(),
    ...ticketMoved,
  },
  { additionalProperties: false },
);
export type NumberStatus = Static<typeof NumberStatus>;

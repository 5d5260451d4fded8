import { type Static, Type } from 'typebox';

export const Role = Type.Union([
  Type.Literal('clerk'),
  Type.Literal('desk'),
  Type.Literal('supervisor'),
  Type.Literal('archivist'),
  Type.Literal('admin'),
]);
export type Role = Static<typeof Role>;

/** A signed-in member of staff. */
export interface StaffActor {
  kind: 'staff';
  staff: string;
  role: Role;
}

/**
 * Who gives a command. A terminal is a kiosk or a desk screen without a person signed in; a citizen is whoever holds
 * a ticket's id; a device reports what became of a job; the clock closes the day.
 */
export type Actor =
  | StaffActor
  | { kind: 'terminal'; terminal: string }
  | { kind: 'citizen' }
  | { kind: 'device'; device: string }
  | { kind: 'clock' };

/** The journal's `by`: the kind of actor and its id, such as `staff:a03`, `terminal:kiosk-1`, `clock`. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'staff':
      return `staff:${actor.staff}`;
    case 'terminal':
      return `terminal:${actor.terminal}`;
    case 'device':
      return `device:${actor.device}`;
    default:
      return actor.kind;
  }
}

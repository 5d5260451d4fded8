import { type Actor, actorName } from '../../contract/actor.ts';
import type { Recorded } from '../../contract/events.ts';
import {
  type Inspection,
  type InspectionCommand,
  type InspectionEvent,
  inspectionAnswerDays,
} from '../../contract/inspection.ts';
import { Refused } from '../../contract/refusal.ts';
import { staffName } from '../../contract/staff-name.ts';
import { dateAt, dayNumber, type WorkingCalendar } from '../calendar/calendar.ts';

type Inspected = Extract<InspectionEvent, { type: 'CounterInspected' }>;

/** One check, folded from the stream `inspections`. Times are epoch milliseconds. */
export interface InspectionState {
  inspected: Inspected;
  at: number;
  by: string;
  answer: { at: number; text: string } | null;
  takenBackAt: number | null;
}
export type Inspections = Map<string, InspectionState>;

export function applyInspection(all: Inspections, { event, at, by }: Recorded<InspectionEvent>): void {
  if (event.type === 'CounterInspected') {
    all.set(event.id, { inspected: event, at, by, answer: null, takenBackAt: null });
    return;
  }
  const found = all.get(event.id);
  if (found === undefined) throw new Error(`the record speaks of check ${event.id}, which was never made`);
  if (event.type === 'InspectionTakenBack') found.takenBackAt = at;
  else found.answer = { at, text: event.text };
}

export interface InspectionContext {
  at: number;
  actor: Actor;
  calendar: WorkingCalendar;
  newId(): string;
  /** Who sits at a counter, or answers for its post; undefined where there is no such counter. */
  inspectedAt(counter: number): string | null | undefined;
}

/**
 * Looks at a counter, takes a look back the same day, or answers a finding (hall-rules, section 8). Throws `unknown-counter`,
 * `unknown-inspection`, `not-your-own`, `inspection-over`, `nothing-to-answer`.
 */
export function decideInspection(
  all: Inspections,
  command: InspectionCommand,
  context: InspectionContext,
): InspectionEvent[] {
  const today = dateAt(context.calendar, context.at);
  if (command.type === 'inspect') {
    const { counter, aspect, good, note } = command;
    const staff = context.inspectedAt(counter);
    if (staff === undefined) throw new Refused('unknown-counter', { counter });
    return [{ type: 'CounterInspected', id: context.newId(), on: today, counter, aspect, good, staff, note }];
  }
  const found = all.get(command.id);
  if (found === undefined) throw new Refused('unknown-inspection', { id: command.id });
  if (command.type === 'take-back-inspection') {
    if (found.takenBackAt !== null) return [];
    if (found.inspected.on !== today) throw new Refused('inspection-over', { on: found.inspected.on });
    return [{ type: 'InspectionTakenBack', id: command.id }];
  }
  const { actor } = context;
  if (actor.kind !== 'staff' || actor.staff !== found.inspected.staff) throw new Refused('not-your-own', {});
  if (!isAnswerable(found, today)) throw new Refused('nothing-to-answer', { id: command.id });
  return [{ type: 'InspectionAnswered', id: command.id, text: command.text }];
}

function isAnswerable({ inspected, answer, takenBackAt }: InspectionState, today: string): boolean {
  const days = dayNumber(today) - dayNumber(inspected.on);
  return !inspected.good && answer === null && takenBackAt === null && days <= inspectionAnswerDays;
}

/** As a screen shows it to a person; `today` is the local date. */
export function inspectionView(
  state: InspectionState,
  today: string,
  viewer: Actor,
  file: Parameters<typeof staffName>[0],
): Inspection {
  const { inspected, at, by, answer, takenBackAt } = state;
  const { id, on, counter, aspect, good, staff, note } = inspected;
  const own = actorName(viewer) === `staff:${staff}`;
  const mayTakeBack = viewer.kind === 'staff' && (viewer.role === 'supervisor' || viewer.role === 'admin');
  return {
    id,
    at: new Date(at).toISOString(),
    on,
    counter,
    aspect,
    good,
    staff,
    staffName: staff === null ? null : staffName(file, staff),
    note,
    by,
    answer: answer === null ? null : { at: new Date(answer.at).toISOString(), text: answer.text },
    takenBackAt: takenBackAt === null ? null : new Date(takenBackAt).toISOString(),
    allowed: [
      ...(mayTakeBack && takenBackAt === null && on === today ? (['take-back'] as const) : []),
      ...(own && isAnswerable(state, today) ? (['answer'] as const) : []),
    ],
  };
}

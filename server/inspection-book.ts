import { type Actor, actorName } from './contract/actor.ts';
import type { Recorded } from './contract/events.ts';
import type { Inspection, InspectionCommand, InspectionEvent } from './contract/inspection.ts';
import type { Post } from './contract/post.ts';
import { dateAt, type WorkingCalendar } from './domain/calendar/calendar.ts';
import type { HallModel } from './domain/hall-model.ts';
import type { HallState } from './domain/hall-state.ts';
import {
  applyInspection,
  decideInspection,
  type InspectionState,
  type Inspections,
  inspectionView,
} from './domain/inspection/inspection.ts';
import type { Journal } from './journal/journal.ts';

const stream = 'inspections';

export interface InspectionParts {
  journal: Journal;
  model: HallModel;
  calendar: WorkingCalendar;
  newId: () => string;
  /** The hall's present day. */
  day(): HallState;
  postsOn(date: string): Post[];
}

/** 日常巡查: the checks of counters, folded at start. Works inside the transaction that its owner has begun. */
export class InspectionBook {
  readonly #parts: InspectionParts;
  #all: Inspections = new Map();

  constructor(parts: InspectionParts) {
    this.#parts = parts;
    this.refold();
  }

  refold(): void {
    this.#all = new Map();
    for (const recorded of this.#parts.journal.read(stream))
      applyInspection(this.#all, recorded as Recorded<InspectionEvent>);
  }

  /** Decides and records; tells how the check then stands. Throws `Refused`. */
  perform(command: InspectionCommand, actor: Actor, at: number, recorded: Recorded[]): Inspection {
    const { journal, calendar, newId, model } = this.#parts;
    const inspectedAt = (counter: number) => this.#inspectedAt(counter, dateAt(calendar, at));
    const events = decideInspection(this.#all, command, { at, actor, calendar, newId, inspectedAt });
    const own = journal.append(stream, events, { at, by: actorName(actor), actingFor: null });
    for (const each of own) applyInspection(this.#all, each as Recorded<InspectionEvent>);
    recorded.push(...own);
    const id = command.type === 'inspect' ? (events[0]?.id ?? '') : command.id;
    const found = this.#all.get(id);
    if (found === undefined) throw new Error(`check ${id} left no trace`);
    return inspectionView(found, dateAt(calendar, at), actor, model.file);
  }

  /** Whoever sits there; else who stands in for the post; else its A. */
  #inspectedAt(counter: number, date: string): string | null | undefined {
    const { model, day, postsOn } = this.#parts;
    if (!model.counters.has(counter)) return undefined;
    const state = day();
    const post = postsOn(date).find((each) => each.counter === counter);
    return state.counters.get(counter)?.staff ?? state.duty.covers.get(counter)?.staff[0] ?? post?.a ?? null;
  }

  /** Checks of local dates from one to another, both counted, newest first. */
  list(from: string, until: string, viewer: Actor, at: number): Inspection[] {
    return this.#view(({ inspected }) => inspected.on >= from && inspected.on <= until, viewer, at);
  }

  /** What was found of one person, newest first. */
  of(staff: string, viewer: Actor, at: number): Inspection[] {
    return this.#view(({ inspected }) => inspected.staff === staff, viewer, at);
  }

  #view(wanted: (state: InspectionState) => boolean, viewer: Actor, at: number): Inspection[] {
    const today = dateAt(this.#parts.calendar, at);
    return [...this.#all.values()]
      .filter(wanted)
      .reverse()
      .map((state) => inspectionView(state, today, viewer, this.#parts.model.file));
  }

  /** As recorded, oldest first. */
  states(): Iterable<InspectionState> {
    return this.#all.values();
  }
}

export function isInspectionCommand(command: { type: string }): command is InspectionCommand {
  return ['inspect', 'take-back-inspection', 'answer-inspection'].includes(command.type);
}

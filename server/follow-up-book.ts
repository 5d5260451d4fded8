import { type Actor, actorName } from './contract/actor.ts';
import type { Recorded } from './contract/events.ts';
import type { FollowUp, FollowUpCommand, FollowUpEvent } from './contract/follow-up.ts';
import type { RatingEvent } from './contract/rating.ts';
import { isPoor } from './contract/rating-levels.ts';
import { dateAt, type WorkingCalendar } from './domain/calendar/calendar.ts';
import { applyFollowUp, decideFollowUp, type FollowUpState, type FollowUps } from './domain/follow-up/follow-up.ts';
import type { HallModel } from './domain/hall-model.ts';
import { followUpView } from './domain/view/follow-up-view.ts';
import type { Journal } from './journal/journal.ts';

const stream = 'follow-ups';

export interface FollowUpParts {
  journal: Journal;
  model: HallModel;
  newId: () => string;
  calendar: WorkingCalendar;
}

/**
 * The stream of follow-ups, folded at start. As the day's book, it works inside the transaction that its owner has begun;
 * when that fails, `refold` reads it again.
 */
export class FollowUpBook {
  readonly #parts: FollowUpParts;
  #all: FollowUps = new Map();

  constructor(parts: FollowUpParts) {
    this.#parts = parts;
    this.refold();
  }

  refold(): void {
    this.#all = new Map();
    for (const recorded of this.#parts.journal.read(stream))
      applyFollowUp(this.#all, recorded as Recorded<FollowUpEvent>);
  }

  /** Opens one for each poor rating among what was recorded; the telephone number goes to the side table. */
  open(recorded: readonly Recorded[], contact: string | undefined): Recorded[] {
    const { journal, newId, calendar } = this.#parts;
    return recorded.flatMap((each) => {
      if (each.event.type !== 'TicketRated' || !isPoor(each.event.level)) return [];
      const { type: _, channel: __, ...rated } = each.event satisfies RatingEvent;
      const kept = contact === undefined ? null : newId();
      if (kept !== null) journal.keepPerson({ id: kept, data: JSON.stringify({ contact }) }, each.at);
      const on = dateAt(calendar, each.at);
      const opened = { type: 'FollowUpOpened' as const, id: newId(), ...rated, rating: each.seq, on, contact: kept };
      return this.#record([opened], each.by, each.at);
    });
  }

  /** Throws `Refused` before anything was written. */
  perform(command: FollowUpCommand, actor: Actor, at: number): Recorded[] {
    const { journal, model, newId, calendar } = this.#parts;
    const events = decideFollowUp(this.#all, command, { at, actor, model, newId, calendar });
    for (const event of events) if (event.type === 'ContactErased') journal.erasePerson(event.contact);
    return this.#record(events, actorName(actor), at);
  }

  #record(events: readonly FollowUpEvent[], by: string, at: number): Recorded[] {
    const recorded = this.#parts.journal.append(stream, events, { at, by, actingFor: null });
    for (const each of recorded) applyFollowUp(this.#all, each as Recorded<FollowUpEvent>);
    return recorded;
  }

  find(id: string, at: number): FollowUp | undefined {
    const found = this.#all.get(id);
    return found === undefined ? undefined : this.#view(found, at);
  }

  /** Newest first. */
  list(at: number): FollowUp[] {
    return Array.from(this.#all.values(), (each) => this.#view(each, at)).reverse();
  }

  #view(followUp: FollowUpState, at: number): FollowUp {
    return followUpView(followUp, this.#parts.calendar, at, this.#parts.model.file.staff);
  }

  /** Id of the number in the side table, or null when none is kept. */
  contactOf(id: string): string | null {
    return this.#all.get(id)?.contact ?? null;
  }
}

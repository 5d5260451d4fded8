import { type Actor, actorName } from './contract/actor.ts';
import {
  type Consult,
  type ConsultCommand,
  type ConsultEvent,
  type ConsultLine,
  type ConsultStanding,
  consultActions,
} from './contract/consult.ts';
import type { Recorded } from './contract/events.ts';
import {
  applyConsult,
  type ConsultRecord,
  type Consults,
  consultLines,
  consultOf,
  decideConsult,
} from './domain/desk/consults.ts';
import type { HallModel } from './domain/hall-model.ts';
import { isoTime } from './domain/view/brief.ts';
import type { Journal } from './journal/journal.ts';
import { consultWordsBefore, personData } from './journal/person-table.ts';

const stream = 'consults';

/**
 * The stream of consultations, folded at start. As the other books, it works inside the transaction that its owner has
 * begun; when that fails, `refold` reads it again. What people asked stands in the side table, never in the journal.
 */
export class ConsultBook {
  readonly #journal: Journal;
  readonly #model: HallModel;
  readonly #newId: () => string;
  #consults: Consults = new Map();

  constructor(journal: Journal, model: HallModel, newId: () => string) {
    this.#journal = journal;
    this.#model = model;
    this.#newId = newId;
    this.refold();
  }

  refold(): void {
    this.#consults = new Map();
    for (const recorded of this.#journal.read(stream)) applyConsult(this.#consults, recorded as Recorded<ConsultEvent>);
  }

  lines(): ConsultLine[] {
    return consultLines(this.#consults);
  }

  /** Newest first, with their words; `mine` leaves only what a person owns or was asked to take over. */
  list(open: boolean, mine: string | null): Consult[] {
    return [...this.#consults.values()]
      .filter(({ state }) => (state !== 'closed') === open)
      .filter(({ owner, offeredTo }) => mine === null || owner === mine || offeredTo === mine)
      .reverse()
      .map((consult) => this.#withWords(consult));
  }

  /** Throws `unknown-consult`. */
  find(id: string): Consult {
    return this.#withWords(consultOf(this.#consults, id));
  }

  /** Decides and records. Throws `Refused`. */
  perform(command: ConsultCommand, actor: Actor, at: number): { recorded: Recorded[]; consult: ConsultStanding } {
    const context = { at, actor, model: this.#model, newId: this.#newId };
    const events = decideConsult(this.#consults, command, context);
    for (const event of events) {
      if (event.type === 'ConsultOpened' && command.type === 'open-consult')
        this.#journal.keepPerson({ id: event.words, data: command.question }, at);
      if (event.type === 'ConsultClosed' && event.words !== null && command.type === 'close-consult')
        this.#journal.keepPerson({ id: event.words, data: command.answer ?? '' }, at);
    }
    const recorded = this.#journal.append(stream, events, { at, by: actorName(actor), actingFor: null });
    for (const each of recorded) applyConsult(this.#consults, each as Recorded<ConsultEvent>);
    const [event] = events;
    if (event === undefined) throw new Error('a consultation was decided without an event');
    return { recorded, consult: standingOf(consultOf(this.#consults, event.id)) };
  }

  /** Erases the words of whatever was closed before a moment. Returns how many there still were. */
  forget(before: number): number {
    const words = consultWordsBefore(this.#journal.database, before);
    for (const id of words) this.#journal.erasePerson(id);
    return words.length;
  }

  #withWords(consult: ConsultRecord): Consult {
    const words = (id: string | null) => (id === null ? null : (personData(this.#journal.database, id) ?? null));
    return { ...standingOf(consult), question: words(consult.question), answer: words(consult.answer) };
  }
}

function standingOf({ question: _question, answer: _answer, ...consult }: ConsultRecord): ConsultStanding {
  return {
    ...consult,
    openedAt: isoTime(consult.openedAt),
    closedAt: consult.closedAt === null ? null : isoTime(consult.closedAt),
    steps: consult.steps.map((step) => ({ ...step, at: isoTime(step.at) })),
    allowed: [...consultActions[consult.state]],
  };
}

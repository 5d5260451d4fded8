import { type Actor, actorName } from './contract/actor.ts';
import type { Command } from './contract/commands.ts';
import type { DossierRules } from './contract/dossier-rules.ts';
import type { Recorded } from './contract/events.ts';
import { Refused } from './contract/refusal.ts';
import type { DeskBook } from './desk-book.ts';
import type { WorkingCalendar } from './domain/calendar/calendar.ts';
import type { Forecast } from './domain/forecast/forecast.ts';
import type { HallModel } from './domain/hall-model.ts';
import type { HallState } from './domain/hall-state.ts';
import type { DossierBook } from './dossier-book.ts';
import type { FollowUpBook } from './follow-up-book.ts';
import { HallBook } from './hall-book.ts';
import type { InspectionBook } from './inspection-book.ts';
import type { Journal } from './journal/journal.ts';
import { shortDigest } from './journal/short-digest.ts';
import type { LeaveBook } from './leave-book.ts';
import type { PostBook } from './post-book.ts';
import type { StarBook } from './star-book.ts';

/** The answer to a command that was recorded. */
export interface Acted {
  /** The answer as JSON text, exactly as recorded. */
  text: string;
  /** True when this command had been recorded before: nothing was done now. */
  repeated: boolean;
}

export interface HallLog {
  info(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

export interface HallOptions {
  journal: Journal;
  model: HallModel;
  now(): number;
  log: HallLog;
  calendar: WorkingCalendar;
  /** Left out, the county's preset. */
  dossierRules?: DossierRules;
  /** Waits worked out beforehand; left out, the usual estimate is told. */
  forecast?: Forecast;
  /** Told of each day before it begins or is read again, so that its settings can be put in force. */
  dayBegins?(date: string): void;
  /** The hall as it will be from its next opening on; left out, as it is. */
  coming?(): HallModel;
}

/** One door for every change: `act` decides, records, and only then answers and tells the listeners. */
export interface Hall {
  readonly model: HallModel;
  readonly forecast: Forecast | undefined;
  /** What is recorded and committed. Read only. */
  readonly state: HallState;
  readonly lastSeq: number;
  /** Dossiers as recorded and committed. Read only. */
  readonly dossiers: Pick<
    DossierBook,
    'find' | 'page' | 'pulse' | 'yours' | 'namesOn' | 'publicPage' | 'listDay' | 'requirePaperRight' | 'datesBy'
  >;
  /** Changes of posts as recorded and committed. Read only. */
  readonly posts: Pick<PostBook, 'on' | 'list'>;
  /** Follow-ups of poor ratings as recorded and committed. Read only. */
  readonly followUps: Pick<FollowUpBook, 'find' | 'list' | 'contactOf'>;
  /** Leaves and handovers as recorded and committed. Read only. */
  readonly leaves: Pick<LeaveBook, 'list' | 'detail' | 'toDecide' | 'find' | 'standing' | 'postsAt' | 'openLines'>;
  /** Bookings and consultations as recorded and committed. Read only. */
  readonly desk: {
    bookings: Pick<DeskBook['bookings'], 'list' | 'slots' | 'find'>;
    consults: Pick<DeskBook['consults'], 'list' | 'lines' | 'find'>;
  };
  /** Checks of the daily inspection as recorded and committed. Read only. */
  readonly inspections: Pick<InspectionBook, 'list' | 'of'>;
  /** The star contest as recorded and committed. Read only. */
  readonly stars: Pick<StarBook, 'month' | 'now'>;
  now(): number;
  /**
   * Decides the command against the present state. Rejects with `Refused`; then nothing was recorded. The same
   * `commandId` is answered with what was recorded the first time. Devices and the clock need no id.
   */
  act(command: Command, actor: Actor, commandId?: string): Promise<Acted>;
  /** Called after each commit with what it recorded, in order. A listener must not throw. */
  onRecorded(listener: (recorded: readonly Recorded[]) => void): () => void;
  /** Records what still waits, then takes no more. */
  close(): Promise<void>;
}

interface Waiting {
  command: Command;
  actor: Actor;
  commandId: string | undefined;
  resolve(acted: Acted): void;
  reject(reason: Error): void;
}

/** Commands that are committed together at most; the rest goes into the next group at once. */
const groupMost = 256;
/** More than this many waiting commands means that the disk no longer answers. */
const waitingMost = 10_000;

export function openHall(options: HallOptions): Hall {
  return new OneDoor(options);
}

class OneDoor implements Hall {
  readonly model: HallModel;
  readonly forecast: Forecast | undefined;
  readonly now: () => number;
  readonly #journal: Journal;
  readonly #log: HallLog;
  readonly #books: HallBook;
  readonly #listeners = new Set<(recorded: readonly Recorded[]) => void>();
  #waiting: Waiting[] = [];
  #scheduled = false;
  #closed = false;

  constructor({ dossierRules: rules, log, ...options }: HallOptions) {
    const { journal, model, now, forecast } = options;
    this.model = model;
    this.forecast = forecast;
    this.now = now;
    this.#journal = journal;
    this.#log = log;
    this.#books = new HallBook({ ...options, forecast, rules });
  }

  get state(): HallState {
    return this.#books.state;
  }

  get dossiers() {
    return this.#books.dossiers;
  }

  get posts() {
    return this.#books.posts;
  }

  get followUps() {
    return this.#books.followUps;
  }

  get desk() {
    return this.#books.desk;
  }

  get inspections() {
    return this.#books.inspections;
  }

  get stars() {
    return this.#books.stars;
  }

  get leaves() {
    return this.#books.leaves;
  }

  get lastSeq(): number {
    return this.#journal.lastSeq;
  }

  act(command: Command, actor: Actor, commandId?: string): Promise<Acted> {
    return new Promise((resolve, reject) => {
      if (this.#closed || this.#waiting.length >= waitingMost) {
        reject(new Refused('commit-failed'));
        return;
      }
      this.#waiting.push({ command, actor, commandId, resolve, reject });
      this.#schedule();
    });
  }

  onRecorded(listener: (recorded: readonly Recorded[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#closed = true;
    while (this.#waiting.length > 0) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Commands that arrive in the same turn of the loop are committed together. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.#commitGroup());
  }

  #commitGroup(): void {
    this.#scheduled = false;
    const group = this.#waiting.slice(0, groupMost);
    this.#waiting = this.#waiting.slice(groupMost);
    if (this.#waiting.length > 0) this.#schedule();
    const recorded: Recorded[] = [];
    const answers: (() => void)[] = [];
    try {
      this.#journal.begin();
      for (const request of group) answers.push(this.#settle(request, recorded));
      this.#journal.commit();
    } catch (error) {
      this.#failGroup(group, error);
      return;
    }
    for (const answer of answers) answer();
    if (recorded.length > 0) for (const listener of this.#listeners) listener(recorded);
  }

  /** Runs one request inside the group; a refusal is its own affair, anything else fails the whole group. */
  #settle(request: Waiting, recorded: Recorded[]): () => void {
    try {
      const acted = this.#actOne(request, recorded);
      return () => {
        this.#logCommand(request, acted.repeated ? 'repeated' : 'recorded');
        request.resolve(acted);
      };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return () => {
        this.#logCommand(request, error.code);
        request.reject(error);
      };
    }
  }

  #actOne({ command, actor, commandId }: Waiting, recorded: Recorded[]): Acted {
    const digest = commandId === undefined ? '' : commandDigest(command, actor);
    if (commandId !== undefined) {
      const kept = this.#journal.command(commandId);
      if (kept !== undefined) {
        if (kept.digest !== digest) throw new Refused('command-id-reused', { commandId });
        return { text: kept.result, repeated: true };
      }
    }
    const at = this.#books.moment();
    this.#books.turn(at, command.type === 'turn-day', recorded);
    const answer = this.#books.perform(command, actor, at, recorded);
    const text = JSON.stringify(answer);
    if (commandId !== undefined) this.#journal.keepCommand(commandId, at, { digest, result: text });
    return { text, repeated: false };
  }

  #failGroup(group: readonly Waiting[], error: unknown): void {
    this.#log.error({ error, commands: group.length }, 'a group of commands could not be recorded');
    this.#journal.rollback();
    this.#books.refold();
    for (const request of group) request.reject(new Refused('commit-failed'));
  }

  #logCommand({ command, actor, commandId }: Waiting, outcome: string): void {
    this.#log.info({ commandId, command: command.type, by: actorName(actor), outcome }, 'command');
  }
}

/** Tells a retry from another command under the same id. A digest, because a command may hold personal data. */
function commandDigest(command: Command, actor: Actor): string {
  return shortDigest(`${actorName(actor)} ${JSON.stringify(command)}`);
}

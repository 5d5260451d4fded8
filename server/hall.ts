import { type Actor, actorName } from './contract/actor.ts';
import type { Command } from './contract/commands.ts';
import type { DossierRules } from './contract/dossier-rules.ts';
import type { DossierAnswer } from './contract/dossier-view.ts';
import type { Recorded } from './contract/events.ts';
import type { FollowUp, FollowUpCommand } from './contract/follow-up.ts';
import type { PostChange, PostChangeCommand } from './contract/post-change.ts';
import { Refused } from './contract/refusal.ts';
import { DayBook } from './day-book.ts';
import type { WorkingCalendar } from './domain/calendar/calendar.ts';
import type { HallModel } from './domain/hall-model.ts';
import type { HallState } from './domain/hall-state.ts';
import { type Answer, answerOf } from './domain/view/answer.ts';
import { DossierBook } from './dossier-book.ts';
import { FollowUpBook } from './follow-up-book.ts';
import { idMaker } from './id-maker.ts';
import type { Journal } from './journal/journal.ts';
import { shortDigest } from './journal/short-digest.ts';
import { PostBook } from './post-book.ts';

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
}

/** One door for every change: `act` decides, records, and only then answers and tells the listeners. */
export interface Hall {
  readonly model: HallModel;
  /** What is recorded and committed. Read only. */
  readonly state: HallState;
  readonly lastSeq: number;
  /** Dossiers as recorded and committed. Read only. */
  readonly dossiers: Pick<DossierBook, 'find' | 'page' | 'publicPage' | 'listDay'>;
  /** Changes of posts as recorded and committed. Read only. */
  readonly posts: Pick<PostBook, 'on' | 'list'>;
  /** Follow-ups of poor ratings as recorded and committed. Read only. */
  readonly followUps: Pick<FollowUpBook, 'find' | 'list' | 'contactOf'>;
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
  readonly now: () => number;
  readonly #journal: Journal;
  readonly #log: HallLog;
  readonly dossiers: DossierBook;
  readonly posts: PostBook;
  readonly followUps: FollowUpBook;
  readonly #book: DayBook;
  readonly #listeners = new Set<(recorded: readonly Recorded[]) => void>();
  #waiting: Waiting[] = [];
  #scheduled = false;
  #closed = false;

  constructor({ journal, model, now, log, calendar, dossierRules: rules }: HallOptions) {
    this.model = model;
    this.now = now;
    this.#journal = journal;
    this.#log = log;
    const newId = idMaker(now);
    this.posts = new PostBook(journal, model, newId);
    this.followUps = new FollowUpBook({ journal, model, newId, calendar });
    this.#book = new DayBook(journal, model, now, newId, (date) => this.posts.on(date));
    this.dossiers = new DossierBook({
      journal,
      model,
      newId,
      calendar,
      rules,
      day: () => this.#book.state,
    });
  }

  get state(): HallState {
    return this.#book.state;
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
    const at = this.#book.moment();
    recorded.push(...this.#book.turnDay(at, command.type === 'turn-day'));
    const answer = this.#perform(command, actor, at, recorded);
    const text = JSON.stringify(answer);
    if (commandId !== undefined) this.#journal.keepCommand(commandId, at, { digest, result: text });
    return { text, repeated: false };
  }

  /** Hands the command to the book it belongs to and says what to answer. */
  #perform(
    command: Command,
    actor: Actor,
    at: number,
    recorded: Recorded[],
  ): Answer | DossierAnswer | PostChange | FollowUp {
    if (command.type === 'follow-up' || command.type === 'sweep-follow-ups')
      return this.#followUp(command, actor, at, recorded);
    if (command.type === 'dossier') {
      this.dossiers.perform(command, actor, at, recorded);
      return this.dossiers.answer(command.no, at);
    }
    if (command.type === 'propose-posts' || command.type === 'approve-posts' || command.type === 'reject-posts')
      return this.#changePosts(command, actor, at, recorded);
    const own =
      command.type === 'lodge-dossier'
        ? this.dossiers.lodge(command, actor, at)
        : this.#book.perform(command, actor, at);
    if (command.type === 'rate') own.push(...this.followUps.open(own, command.contact));
    recorded.push(...own);
    return answerOf(this.state, this.model, command, own, at);
  }

  #followUp(command: FollowUpCommand, actor: Actor, at: number, recorded: Recorded[]): Answer | FollowUp {
    const own = this.followUps.perform(command, actor, at);
    recorded.push(...own);
    const found = command.type === 'follow-up' ? this.followUps.find(command.id, at) : undefined;
    return found ?? { recorded: own.length };
  }

  /** A change that is approved for today is in force at once, and the day's own record says so. */
  #changePosts(command: PostChangeCommand, actor: Actor, at: number, recorded: Recorded[]): PostChange {
    const { recorded: own, change, inForce } = this.posts.perform(command, actor, at, this.state.date);
    recorded.push(...own);
    if (inForce.length > 0)
      recorded.push(...this.#book.perform({ type: 'change-posts', posts: inForce, change: change.id }, actor, at));
    return change;
  }

  #failGroup(group: readonly Waiting[], error: unknown): void {
    this.#log.error({ error, commands: group.length }, 'a group of commands could not be recorded');
    this.#journal.rollback();
    this.#book.refold();
    this.dossiers.forget();
    this.posts.refold();
    this.followUps.refold();
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

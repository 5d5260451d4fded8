import { hash } from 'node:crypto';
import { type Actor, actorName } from './contract/actor.ts';
import type { Command, HallCommand } from './contract/commands.ts';
import type { HallEvent, Recorded } from './contract/events.ts';
import { Refused } from './contract/refusal.ts';
import { apply } from './domain/apply.ts';
import type { Context } from './domain/context.ts';
import { decide } from './domain/decide.ts';
import { decideLodge } from './domain/dossier/lodge.ts';
import type { HallModel } from './domain/hall-model.ts';
import { emptyHall, type HallState } from './domain/hall-state.ts';
import { upcast } from './domain/upcast.ts';
import { answerOf } from './domain/view/answer.ts';
import { idMaker } from './id-maker.ts';
import { dossierCount } from './journal/dossier-table.ts';
import type { Journal } from './journal/journal.ts';
import { dateKeeper, localMoment } from './local-day.ts';

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
}

/** One door for every change: `act` decides, records, and only then answers and tells the listeners. */
export interface Hall {
  readonly model: HallModel;
  /** What is recorded and committed. Read only. */
  readonly state: HallState;
  readonly lastSeq: number;
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
  const { journal, model, log } = options;
  const dateOf = dateKeeper(model.file.timeZone);
  const newId = idMaker(options.now);
  const listeners = new Set<(recorded: readonly Recorded[]) => void>();
  let waiting: Waiting[] = [];
  let scheduled = false;
  let closed = false;
  let lastAt = 0;
  let state = fold();

  /** The newest day of the journal, folded; an empty one when there is none. */
  function fold(): HallState {
    const stream = journal.newestStream('hall:');
    const date = stream === undefined ? dateOf(options.now()) : stream.slice('hall:'.length);
    const folded = emptyHall(date, model);
    if (stream === undefined) return folded;
    for (const recorded of journal.read(stream)) {
      apply(folded, upcast(recorded) as Recorded<HallEvent>);
      lastAt = Math.max(lastAt, recorded.at);
    }
    return folded;
  }

  /** The clock may be set back; the record's time never runs backwards. */
  function moment(): number {
    lastAt = Math.max(lastAt, options.now());
    return lastAt;
  }

  function record(command: HallCommand, actor: Actor, at: number): Recorded[] {
    const context: Context = { at, actor, model, newId };
    return recordEvents(decide(state, command, context), command, actor, at);
  }

  function recordEvents(events: HallEvent[], command: HallCommand, actor: Actor, at: number): Recorded[] {
    if (events.length === 0) return [];
    const author = { at, by: actorName(actor), actingFor: actingFor(command, actor) };
    const recorded = journal.append(`hall:${state.date}`, events, author);
    for (const each of recorded) apply(state, each as Recorded<HallEvent>);
    return recorded;
  }

  /** 代A: whoever serves at a counter in A's place does so on the record. */
  function actingFor(command: HallCommand, actor: Actor): string | null {
    if (actor.kind !== 'staff' || !('counter' in command)) return null;
    if (command.type === 'open') {
      const holder = model.posts.get(command.counter)?.a;
      return holder === undefined || holder === actor.staff ? null : holder;
    }
    const counter = state.counters.get(command.counter);
    return counter?.staff === actor.staff ? counter.actingFor : null;
  }

  function lodge(command: Extract<Command, { type: 'lodge-dossier' }>, actor: Actor, at: number): Recorded[] {
    const item = model.items.get(command.item);
    const numberStem = `${model.file.areaCode}${command.item}${state.date.replaceAll('-', '')}`;
    const event = decideLodge(state, command, {
      at,
      actor,
      model,
      newId,
      numberStem,
      lodgedSoFar: dossierCount(journal.database, numberStem),
      itemVersion: hash('sha256', JSON.stringify(item ?? null), 'hex').slice(0, 16),
    });
    const counter = state.counters.get(event.counter);
    const acting = actor.kind === 'staff' && counter?.staff === actor.staff ? counter.actingFor : null;
    journal.keepPerson({ id: event.person, data: JSON.stringify(command.applicant) }, at);
    return journal.append(`dossier:${event.no}`, [event], { at, by: actorName(actor), actingFor: acting });
  }

  /** The day changes with the first command after midnight: yesterday is closed in its own stream, today opened. */
  function turnDay(at: number, atStart: boolean): Recorded[] {
    const today = dateOf(at);
    if (today <= state.date) return atStart ? openDay(at) : [];
    const closing = record({ type: 'close-day' }, { kind: 'clock' }, at);
    state = emptyHall(today, model);
    return [...closing, ...openDay(at)];
  }

  function openDay(at: number): Recorded[] {
    const opensAt = localMoment(state.date, model.rules.opensAt, model.file.timeZone);
    return record({ type: 'open-day', opensAt }, { kind: 'clock' }, at);
  }

  function actOne(request: Waiting, recorded: Recorded[]): Acted {
    const { command, actor, commandId } = request;
    const digest = commandId === undefined ? '' : commandDigest(command, actor);
    if (commandId !== undefined) {
      const kept = journal.command(commandId);
      if (kept !== undefined) {
        if (kept.digest !== digest) throw new Refused('command-id-reused', { commandId });
        return { text: kept.result, repeated: true };
      }
    }
    const at = moment();
    recorded.push(...turnDay(at, command.type === 'turn-day'));
    const own = command.type === 'lodge-dossier' ? lodge(command, actor, at) : record(command, actor, at);
    recorded.push(...own);
    const text = JSON.stringify(answerOf(state, model, command, own, at));
    if (commandId !== undefined) journal.keepCommand(commandId, at, { digest, result: text });
    return { text, repeated: false };
  }

  function commitGroup(): void {
    scheduled = false;
    const group = waiting.slice(0, groupMost);
    waiting = waiting.slice(groupMost);
    if (waiting.length > 0) schedule();
    const recorded: Recorded[] = [];
    const settle: (() => void)[] = [];
    try {
      journal.begin();
      for (const request of group) settle.push(settlement(request, recorded));
      journal.commit();
    } catch (error) {
      failGroup(group, error);
      return;
    }
    for (const answer of settle) answer();
    if (recorded.length > 0) for (const listener of listeners) listener(recorded);
  }

  /** Runs one request inside the group; a refusal is its own affair, anything else fails the whole group. */
  function settlement(request: Waiting, recorded: Recorded[]): () => void {
    try {
      const acted = actOne(request, recorded);
      return () => {
        logCommand(request, acted.repeated ? 'repeated' : 'recorded');
        request.resolve(acted);
      };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return () => {
        logCommand(request, error.code);
        request.reject(error);
      };
    }
  }

  function failGroup(group: readonly Waiting[], error: unknown): void {
    log.error({ error, commands: group.length }, 'a group of commands could not be recorded');
    journal.rollback();
    state = fold();
    for (const request of group) request.reject(new Refused('commit-failed'));
  }

  function logCommand(request: Waiting, outcome: string): void {
    const { command, actor, commandId } = request;
    log.info({ commandId, command: command.type, by: actorName(actor), outcome }, 'command');
  }

  /** Commands that arrive in the same turn of the loop are committed together. */
  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    setImmediate(commitGroup);
  }

  return {
    model,
    get state() {
      return state;
    },
    get lastSeq() {
      return journal.lastSeq;
    },
    now: options.now,
    act(command, actor, commandId) {
      return new Promise((resolve, reject) => {
        if (closed || waiting.length >= waitingMost) {
          reject(new Refused('commit-failed'));
          return;
        }
        waiting.push({ command, actor, commandId, resolve, reject });
        schedule();
      });
    },
    onRecorded(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      while (waiting.length > 0) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

/** Tells a retry from another command under the same id. A digest, because a command may hold personal data. */
function commandDigest(command: Command, actor: Actor): string {
  return hash('sha256', JSON.stringify([actorName(actor), command]), 'base64').slice(0, 22);
}

import type { PairingAdvice, PairingHelp, PairingReach, ReplayedWaits } from './contract/pairing.ts';
import type { Post } from './contract/post.ts';
import { type Advice, advisePairing } from './domain/pairing/advise.ts';
import { allowedWithin } from './domain/pairing/allowed.ts';
import { loadsOf } from './domain/pairing/loads.ts';
import type { Hall } from './hall.ts';
import type { Journal } from './journal/journal.ts';
import { noteDay } from './reports/fairness/read-record.ts';
import { past } from './reports/past-days.ts';
import { DayGatherer, type GatheredDay } from './reports/proof/gather.ts';
import { spreadOf, waitMinutes } from './reports/proof/prove.ts';
import { replay } from './reports/proof/replay.ts';
import { inSlices } from './reports/slices.ts';

export interface PairingQuestion {
  within: PairingReach;
  two: boolean;
  help: PairingHelp;
}

/** The hall as the adviser sees it. */
interface PairingHall {
  posts: readonly Post[];
  zoneOf(counter: number): number | undefined;
  /** Usual minutes at the counter by service, for a hall without a record. */
  usualMinutes: ReadonlyMap<string, number>;
  /** Services a person may serve beyond those of the own posts; undefined where the hall file does not say. */
  qualifiedOf(staff: string): readonly string[] | undefined;
}

/** The load is that of so many days, as R14 has it; so many of the latest of them are replayed. */
const loadDays = 30;
const replayedDaysMost = 5;
/** Fewer served periods than this say nothing of how services are asked for. */
const servedLeast = 50;
const keptMost = 12;

/** Proposes pairings; what was asked once a day is answered from memory. */
export class PairingDesk {
  readonly #database: Journal['database'];
  readonly #hall: Hall;
  readonly #kept = new Map<string, Promise<PairingAdvice>>();

  constructor(database: Journal['database'], hall: Hall) {
    this.#database = database;
    this.#hall = hall;
  }

  /** The day itself is left out of the load: it is not over. */
  of(question: PairingQuestion): Promise<PairingAdvice> {
    const today = this.#hall.state.date;
    const hall = seenBy(this.#hall);
    const key = JSON.stringify([question, today, hall.posts]);
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const advice = inSlices(advise(this.#database, hall, question, today));
    this.#kept.set(key, advice);
    advice.catch(() => this.#kept.delete(key));
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= keptMost) break;
      this.#kept.delete(oldest);
    }
    return advice;
  }
}

function seenBy({ state, model }: Hall): PairingHall {
  return {
    posts: [...state.duty.posts.values()].sort((one, other) => one.counter - other.counter),
    zoneOf: (counter) => model.counters.get(counter)?.zone,
    usualMinutes: new Map([...model.services.values()].map(({ code, meanMinutes }) => [code, meanMinutes])),
    qualifiedOf: (staff) => model.file.staff.find(({ id }) => id === staff)?.qualified,
  };
}

function* advise(
  database: Journal['database'],
  hall: PairingHall,
  question: PairingQuestion,
  today: string,
): Generator<void, PairingAdvice> {
  const { within, two, help } = question;
  const record = past(database, loadDays, today);
  const enough = record.served >= servedLeast;
  const loads = loadsOf(hall.posts, enough ? record.minutesADay : hall.usualMinutes);
  const helped = hall.posts.filter(({ excluded }) => excluded === null).map(({ counter }) => counter);
  const advice = new Map(
    advisePairing(loads, allowedWithin(within, hall.zoneOf), two).map(({ counter, b }): [number, Advice['b']] => [
      counter,
      b,
    ]),
  );
  const proposedOf = ({ counter, b }: Post) => (helped.includes(counter) ? (advice.get(counter) ?? []) : b);
  const loadOf = new Map(loads.map(({ counter, loadMinutes }) => [counter, loadMinutes]));
  const dates = enough ? record.dates.slice(-replayedDaysMost) : [];
  const waits = { present: [] as number[], proposed: [] as number[] };
  for (const date of dates) {
    const day = yield* gathered(database, date);
    const otherwise = { ...day, covers: new Map(), posts: pairedOtherwise(day, hall, proposedOf, help) };
    waits.present.push(...waitMinutes(yield* replay(day, 'present'), day.endsAt));
    waits.proposed.push(...waitMinutes(yield* replay(otherwise, 'present'), day.endsAt));
  }
  return {
    within,
    two,
    help,
    days: enough ? record.dates.length : 0,
    served: enough ? record.served : 0,
    posts: hall.posts.map((post) => ({
      counter: post.counter,
      a: post.a,
      loadMinutes: Math.round(loadOf.get(post.counter) ?? 0),
      present: post.b,
      proposed: proposedOf(post),
      toQualify: toQualify(post, proposedOf(post), hall),
    })),
    replayed: dates.length === 0 ? null : { dates, present: told(waits.present), proposed: told(waits.proposed) },
  };
}

function* gathered(database: Journal['database'], date: string): Generator<void, GatheredDay> {
  const gatherer = new DayGatherer();
  yield* noteDay(database, date, (line) => gatherer.note(line));
  return gatherer.day();
}

/**
 * The day's posts with the proposed B, each of whom helps. Stand-ins that the system named that day belong to the
 * pairing of then and are left out; who is B helps without being named.
 */
function pairedOtherwise(day: GatheredDay, hall: PairingHall, proposedOf: (post: Post) => string[], help: PairingHelp) {
  const present = new Map(hall.posts.map((post) => [post.counter, post]));
  return day.posts.map((post) => {
    const now = present.get(post.counter);
    if (now === undefined) return post;
    return { ...post, b: proposedOf(now), qualified: {}, help: help === 'longer' ? help : true };
  });
}

/** Services of the post that one of the proposed is not on record for; empty where the present B holders stay. */
function toQualify(post: Post, proposed: readonly string[], hall: PairingHall): string[] {
  const served = new Map(hall.posts.map(({ a, services }) => [a, services]));
  const missing = proposed
    .filter((staff) => !post.b.includes(staff))
    .flatMap((staff) => {
      const may = new Set([...(served.get(staff) ?? []), ...(hall.qualifiedOf(staff) ?? [])]);
      return post.services.filter((service) => !may.has(service));
    });
  return [...new Set(missing)];
}

function told(waits: readonly number[]): ReplayedWaits {
  return { waits: waits.length, ...spreadOf(waits) };
}

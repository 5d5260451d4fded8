import type { GatheredDay, Job, KnownPost } from './gather.ts';
import type { Manned } from './presence.ts';

/** `present`: the posts as they were, with help and cover. `by-hand`: no help, cover after ten minutes. `pooled`: everybody does everything. */
export type Way = 'present' | 'by-hand' | 'pooled';

/** The call of one job in a replay; null where nobody came to it any more. */
export interface Replayed {
  job: Job;
  calledAt: number | null;
}

const minuteMs = 60_000;
/** How long it takes until somebody has arranged cover by hand (R16). */
export const byHandAfterMs = 10 * minuteMs;
/** A counter that closed so shortly before the end, with its clerk going off duty, goes on until nobody waits. */
const lastHourMs = 60 * minuteMs;
const eventsPerStep = 400;
/** Help for the longer line begins when so many more wait there. */
const longerBy = 2;

interface Seat extends Manned {
  /** Since when it waits for somebody; null while it is busy or not manned. */
  idleSince: number | null;
  services: ReadonlySet<string> | 'all';
  /** Those of them that are served only while their line is longer than the own, by the post's counter. */
  helped: ReadonlyMap<number, ReadonlySet<string>>;
}

type Happening =
  | { at: number; order: number; type: 'arrives'; job: Job }
  | { at: number; order: number; type: 'turns' }
  | { at: number; order: number; type: 'free'; seat: Seat };

/**
 * Replays a day's arrivals and service times, with the people who were there, under one way of sharing the work: always
 * the smallest key among what one may serve, the longest idle first, A before B. A generator, so that it can be run in
 * slices.
 */
export function* replay(day: GatheredDay, way: Way): Generator<void, Replayed[]> {
  const seats = seatsOf(day, way);
  const agenda = new Agenda(day, seats);
  const queues = new Map<string, Job[]>();
  const result: Replayed[] = [];
  let events = 0;
  const call = (seat: Seat, job: Job, at: number) => {
    const queue = queues.get(job.service);
    queue?.splice(queue.indexOf(job), 1);
    result.push({ job, calledAt: at });
    seat.idleSince = null;
    agenda.free(at + job.busyMs, seat);
  };
  for (let next = agenda.take(); next !== undefined; next = agenda.take()) {
    events += 1;
    if (events % eventsPerStep === 0) yield;
    const { at } = next;
    if (next.type === 'arrives') {
      insert(queues, next.job);
      const seat = chooseSeat(seats, next.job, day, at);
      if (seat !== undefined) call(seat, next.job, at);
      continue;
    }
    if (next.type === 'free') next.seat.idleSince = at;
    else refresh(seats, day, way, at);
    for (const seat of next.type === 'free' ? [next.seat] : seats) {
      if (!isReady(seat, at)) continue;
      const job = firstFor(seat, queues, leftAlone(seat, seats, queues, at));
      if (job !== undefined) call(seat, job, at);
    }
  }
  for (const queue of queues.values()) for (const job of queue) result.push({ job, calledAt: null });
  return result;
}

function seatsOf(day: GatheredDay, way: Way): Seat[] {
  const { presence, posts, opensAt } = day;
  const ends = Math.max(0, ...presence.manned.map(({ from, until }) => (Number.isFinite(until) ? until : from)));
  const postOf = new Map(posts.map((post) => [post.counter, post]));
  return presence.manned.flatMap((manned): Seat[] => {
    const until = !manned.left && manned.until >= ends - lastHourMs ? Number.POSITIVE_INFINITY : manned.until;
    const post = postOf.get(manned.counter);
    let { from } = manned;
    if (way === 'by-hand' && post !== undefined && post.a !== manned.staff) {
      // Somebody else sits here because A is away: without the system they would have come later.
      const gone = presence.goneSince(post.a, from, opensAt);
      if (gone !== null) from = Math.max(from, gone + byHandAfterMs);
    }
    return from < until
      ? [{ ...manned, from, until, idleSince: from, services: new Set<string>(), helped: new Map() }]
      : [];
  });
}

/** Works out anew what each seat serves. */
function refresh(seats: readonly Seat[], day: GatheredDay, way: Way, at: number): void {
  for (const seat of seats) if (at >= seat.from && at < seat.until) Object.assign(seat, servedBy(seat, day, way, at));
}

function servedBy(seat: Seat, day: GatheredDay, way: Way, at: number): Pick<Seat, 'services' | 'helped'> {
  const own = new Set<string>();
  const helped = new Map<number, ReadonlySet<string>>();
  if (way === 'pooled') return { services: 'all', helped };
  for (const post of day.posts) {
    const sees = maySee(seat, post, day, way, at);
    if (sees === false) continue;
    const limited = post.qualified[seat.staff];
    const services = post.services.filter((service) => limited === undefined || limited.includes(service));
    if (sees === 'longer') helped.set(post.counter, new Set(services));
    else for (const service of services) own.add(service);
  }
  return { services: new Set([...own, ...[...helped.values()].flatMap((line) => [...line])]), helped };
}

/** Services that a seat leaves to their own counters, because no more wait there than in its own line. */
function leftAlone(
  { helped, services }: Seat,
  seats: readonly Seat[],
  queues: ReadonlyMap<string, Job[]>,
  at: number,
): ReadonlySet<string> {
  const left = new Set([...helped.values()].flatMap((line) => [...line]));
  if (left.size === 0 || services === 'all') return left;
  const waitingIn = (line: Iterable<string>) =>
    [...line].reduce((sum, service) => sum + (queues.get(service)?.length ?? 0), 0);
  const own = waitingIn([...services].filter((service) => !left.has(service)));
  for (const [counter, line] of helped) {
    const manned = seats.some((seat) => seat.counter === counter && at >= seat.from && at < seat.until);
    if (own > 0 && manned && waitingIn(line) < own + longerBy) continue;
    for (const service of line) left.delete(service);
  }
  return left;
}

function maySee({ staff, counter }: Seat, post: KnownPost, day: GatheredDay, way: Way, at: number): boolean | 'longer' {
  if (post.a === staff) return true;
  if (way === 'present') {
    const covers = day.covers.get(post.counter) ?? [];
    if (covers.some((cover) => cover.from <= at && at < cover.until && cover.staff.includes(staff))) return true;
    if (!post.b.includes(staff)) return false;
    return post.counter === counter ? true : post.help;
  }
  if (!post.b.includes(staff)) return false;
  if (post.counter === counter) return true;
  const gone = day.presence.goneSince(post.a, at, day.opensAt);
  return gone !== null && at >= gone + byHandAfterMs;
}

function isReady(seat: Seat, at: number): boolean {
  return seat.idleSince !== null && at >= seat.from && at < seat.until;
}

function maySit(seat: Seat, service: string): boolean {
  return seat.services === 'all' || seat.services.has(service);
}

/** A of the post first, then the longest idle. */
function chooseSeat(seats: readonly Seat[], job: Job, { posts }: GatheredDay, at: number): Seat | undefined {
  let best: { seat: Seat; own: boolean } | undefined;
  for (const seat of seats) {
    if (!isReady(seat, at) || !maySit(seat, job.service)) continue;
    const own = posts.some((post) => post.a === seat.staff && post.services.includes(job.service));
    const better = best === undefined || (own !== best.own ? own : (seat.idleSince ?? 0) < (best.seat.idleSince ?? 0));
    if (better) best = { seat, own };
  }
  return best?.seat;
}

function firstFor(seat: Seat, queues: ReadonlyMap<string, Job[]>, left: ReadonlySet<string>): Job | undefined {
  let first: Job | undefined;
  for (const [service, queue] of queues) {
    const head = queue[0];
    if (head === undefined || !maySit(seat, service) || left.has(service)) continue;
    if (first === undefined || before(head, first)) first = head;
  }
  return first;
}

function before(one: Job, other: Job): boolean {
  return one.key < other.key || (one.key === other.key && one.order < other.order);
}

function insert(queues: Map<string, Job[]>, job: Job): void {
  const queue = queues.get(job.service) ?? [];
  let place = queue.length;
  while (place > 0 && before(job, queue[place - 1] ?? job)) place -= 1;
  queue.splice(place, 0, job);
  queues.set(job.service, queue);
}

/** What is known beforehand in order, and counters that become free as they do. */
class Agenda {
  readonly #known: Happening[];
  readonly #free: Happening[] = [];
  #place = 0;
  #order = 0;

  constructor(day: GatheredDay, seats: readonly Seat[]) {
    const turns = new Set(seats.map(({ from }) => from));
    for (const post of day.posts)
      for (const turn of day.presence.turns(post.a)) {
        turns.add(turn);
        turns.add(turn + byHandAfterMs);
      }
    turns.add(day.opensAt + byHandAfterMs);
    for (const spans of day.covers.values())
      for (const { from, until } of spans) for (const turn of [from, until]) if (Number.isFinite(turn)) turns.add(turn);
    this.#known = [
      ...[...turns].map((at) => ({ at, order: 0, type: 'turns' as const })),
      ...day.jobs.map((job) => ({ at: job.arrives, order: 1, type: 'arrives' as const, job })),
    ].sort((one, other) => one.at - other.at || one.order - other.order);
  }

  free(at: number, seat: Seat): void {
    this.#order += 1;
    const happening: Happening = { at, order: this.#order, type: 'free', seat };
    let place = this.#free.length;
    while (place > 0 && (this.#free[place - 1]?.at ?? 0) < at) place -= 1;
    // Latest first, so that the next is taken off the end.
    this.#free.splice(place, 0, happening);
  }

  take(): Happening | undefined {
    const known = this.#known[this.#place];
    const free = this.#free.at(-1);
    if (free !== undefined && (known === undefined || free.at <= known.at)) return this.#free.pop();
    if (known !== undefined) this.#place += 1;
    return known;
  }
}

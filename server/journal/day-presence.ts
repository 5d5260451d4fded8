import type { RecordedEvent } from '../contract/events.ts';
import type { AwayReason, CoverKind } from '../contract/post.ts';
import type { CoverFigures } from './figure-sums.ts';
import { Tally } from './tally.ts';

/** One line of a day's stream, as far as presence is concerned. `at` is epoch milliseconds. */
export interface PresenceLine {
  at: number;
  event: RecordedEvent;
}

/** Events that tell who was there, and who stood in for whom. */
export const presenceTypes: readonly RecordedEvent['type'][] = [
  'DayOpened',
  'DayClosed',
  'PostsChanged',
  'StaffSignedIn',
  'StaffSignedOut',
  'StaffWentAway',
  'StaffCameBack',
  'StaffLeaveOver',
  'StaffFellSilent',
  'StaffHeardAgain',
  'CounterOpened',
  'CoverBegan',
  'CoverEnded',
  'TicketCalled',
];

/** One person's day. Epoch milliseconds; `post` is the counter whose A the person was, `out` null without a sign-out. */
export interface PresenceFigures {
  post: number | null;
  in: number | null;
  out: number | null;
  away: { reason: AwayReason; from: number; until: number | null }[];
}

interface Span {
  from: number;
  until: number;
}
interface Cover extends Span {
  counter: number;
  kind: CoverKind;
  handedOver: boolean;
  gone: number;
}

/** What a day's stream tells of people and posts. Pure: the same lines give the same figures. */
export class DayPresence {
  readonly #people = new Map<string, PresenceFigures>();
  readonly #holders = new Map<number, string>();
  readonly #goneSince = new Map<string, number>();
  readonly #absences: (Span & { staff: string })[] = [];
  readonly #open = new Map<number, Cover>();
  readonly #covers: Cover[] = [];
  #opensAt = 0;
  #lastCallAt: number | null = null;

  note({ at, event }: PresenceLine): void {
    switch (event.type) {
      case 'DayOpened':
        this.#opensAt = event.opensAt;
        this.#hold(event.posts);
        for (const { a } of event.posts) this.#gone(a, event.opensAt);
        return;
      case 'PostsChanged':
        this.#holders.clear();
        this.#hold(event.posts);
        return;
      case 'TicketCalled':
        this.#lastCallAt = at;
        return;
      case 'CoverBegan':
        this.#begin(event.counter, event.kind, event.handedOver, at);
        return;
      case 'CoverEnded':
        this.#end(event.counter, at);
        return;
      default:
        this.#move(event, at);
    }
  }

  #hold(posts: readonly { counter: number; a: string }[]): void {
    for (const { counter, a } of posts) {
      this.#holders.set(counter, a);
      const person = this.#person(a);
      person.post ??= counter;
    }
  }

  #person(staff: string): PresenceFigures {
    const known = this.#people.get(staff);
    if (known !== undefined) return known;
    const fresh: PresenceFigures = { post: null, in: null, out: null, away: [] };
    this.#people.set(staff, fresh);
    return fresh;
  }

  #move(event: RecordedEvent, at: number): void {
    if (event.type === 'StaffSignedIn' || event.type === 'CounterOpened') {
      const person = this.#person(event.staff);
      person.in ??= at;
      person.out = null;
      this.#back(event.staff, at);
    }
    if (event.type === 'StaffSignedOut') {
      this.#person(event.staff).out = at;
      this.#gone(event.staff, at);
    }
    if (event.type === 'StaffWentAway') {
      this.#person(event.staff).away.push({ reason: event.reason, from: at, until: null });
      this.#gone(event.staff, at);
    }
    if (event.type === 'StaffCameBack' || event.type === 'StaffLeaveOver') {
      const last = this.#person(event.staff).away.at(-1);
      if (last !== undefined) last.until ??= at;
    }
    if (event.type === 'StaffCameBack' || event.type === 'StaffHeardAgain') this.#back(event.staff, at);
    if (event.type === 'StaffFellSilent') this.#gone(event.staff, event.since);
  }

  #gone(staff: string, at: number): void {
    if (!this.#goneSince.has(staff)) this.#goneSince.set(staff, at);
  }

  #back(staff: string, at: number): void {
    const from = this.#goneSince.get(staff);
    this.#goneSince.delete(staff);
    if (from !== undefined && from < at) this.#absences.push({ staff, from, until: at });
  }

  #begin(counter: number, kind: CoverKind, handedOver: boolean, at: number): void {
    this.#end(counter, at);
    const holder = this.#holders.get(counter);
    const gone = holder === undefined ? undefined : this.#goneSince.get(holder);
    this.#open.set(counter, { counter, kind, handedOver, from: at, until: at, gone: gone ?? at });
  }

  #end(counter: number, at: number): void {
    const cover = this.#open.get(counter);
    this.#open.delete(counter);
    if (cover !== undefined) this.#covers.push({ ...cover, until: at });
  }

  people(): Map<string, PresenceFigures> {
    return this.#people;
  }

  /** By counter; posts whose A was there all day have no line. Counted while the hall called numbers. */
  covers(): Map<number, CoverFigures> {
    const end = this.#lastCallAt;
    if (end === null) return new Map();
    const within = ({ from, until }: Span): Span => ({
      from: Math.max(from, this.#opensAt),
      until: Math.min(until, end),
    });
    const covers = [
      ...this.#covers,
      ...[...this.#open.values()].map((cover) => ({ ...cover, until: Number.POSITIVE_INFINITY })),
    ];
    const absences = [
      ...this.#absences,
      ...[...this.#goneSince].map(([staff, from]) => ({ staff, from, until: Number.POSITIVE_INFINITY })),
    ];
    const figures = new Map<number, CoverFigures>();
    for (const [counter, holder] of this.#holders) {
      const own = covers.filter((cover) => cover.counter === counter).map((cover) => ({ ...cover, ...within(cover) }));
      const gone = absences.filter(({ staff }) => staff === holder).map(within);
      const found = coverFigures(own, gone);
      if (found.covers > 0 || found.absentSeconds > 0) figures.set(counter, found);
    }
    return figures;
  }
}

const secondsIn = ({ from, until }: Span) => Math.max(0, Math.round((until - from) / 1000));

function coverFigures(covers: readonly Cover[], absences: readonly Span[]): CoverFigures {
  const delay = new Tally();
  const counted = covers.filter(({ from, until }) => until > from);
  for (const { from, gone } of counted) delay.note((from - Math.min(gone, from)) / 1000);
  const shared = absences.flatMap((absence) =>
    counted.map((cover) =>
      secondsIn({ from: Math.max(absence.from, cover.from), until: Math.min(absence.until, cover.until) }),
    ),
  );
  const sum = (lengths: readonly number[]) => lengths.reduce((all, each) => all + each, 0);
  const ofKind = (kind: CoverKind) => counted.filter((cover) => cover.kind === kind).length;
  return {
    covers: counted.length,
    planned: ofKind('planned'),
    stepIn: ofKind('step-in'),
    rescue: ofKind('rescue'),
    notHandedOver: counted.filter(({ handedOver }) => !handedOver).length,
    absentSeconds: sum(absences.map(secondsIn)),
    absentCoveredSeconds: sum(shared),
    coveredSeconds: sum(counted.map(secondsIn)),
    delay: delay.stored(),
  };
}

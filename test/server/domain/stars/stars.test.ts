import { describe, expect, it } from 'vitest';
import type { Recorded } from '../../../../server/contract/events.ts';
import type { RefusalCode } from '../../../../server/contract/refusal.ts';
import { Refused } from '../../../../server/contract/refusal.ts';
import {
  countyStarRule,
  type StarCommand,
  type StarDeduction,
  type StarEvent,
  type StarRecords,
} from '../../../../server/contract/stars.ts';
import { judgeDay } from '../../../../server/domain/attendance/day-sheet.ts';
import { cardDeductions, ratingDeductions } from '../../../../server/domain/stars/deductions.ts';
import { judgeMonth } from '../../../../server/domain/stars/score.ts';
import {
  applyStars,
  decideStars,
  emptyStars,
  starMonth,
  starsNow,
} from '../../../../server/domain/stars/star-state.ts';
import { sampleCalendar } from '../../../fixtures/calendars.ts';
import { sampleModel } from '../../../fixtures/halls.ts';

const names = { person: (staff: string) => staff, counter: (no: number) => `${no}号` };
const card = (id: string, colour: string, points: number, status = 'notified') => ({
  id,
  no: '360700DK03',
  on: '2026-10-12',
  colour,
  cause: 'promised',
  points,
  counter: 1,
  staff: 'a01',
  status,
});
const records = (deductions: StarDeduction[]): StarRecords => ({
  members: [{ staff: 'a01', days: 20, counter: 1 }],
  deductions,
});
const judge = (deductions: StarDeduction[]) =>
  judgeMonth(records(deductions), [], countyStarRule, names).people[0] ?? null;

describe('points of a month', () => {
  it('a month without a fault is a hundred points and five stars', () => {
    expect(judge([])).toMatchObject({ score: 100, stars: 5, cap: null, deductions: [] });
  });

  it('a red card costs its points and leaves three stars at most; a withdrawn one costs nothing', () => {
    const red = cardDeductions([card('c1', 'red', -5), card('c2', 'red', -10, 'withdrawn')], countyStarRule);
    expect(red).toMatchObject([{ id: 'card:red:c1', points: 5, source: { dossier: '360700DK03' } }]);
    expect(judge(red)).toMatchObject({ score: 95, stars: 3, cap: 'red-card' });
  });

  it('two red cards give no stars, whatever the points', () => {
    const red = cardDeductions([card('c1', 'red', -5), card('c2', 'red', -5, 'appealed')], countyStarRule);
    expect(judge(red)).toMatchObject({ score: 90, stars: 0, cap: 'red-cards' });
    expect(red[1]?.pending).toBe(true);
  });

  it('a part never costs more than it holds', () => {
    const cards = ['c1', 'c2', 'c3'].map((id) => card(id, 'yellow', -10));
    const found = judge(cardDeductions(cards, countyStarRule));
    expect(found?.parts.find(({ part }) => part === 'time-limits')).toEqual({ part: 'time-limits', of: 20, points: 0 });
    expect(found).toMatchObject({ score: 80, stars: 2 });
  });

  it('a poor rating counts once the follow-up found it to be true', () => {
    const rated = (finding: 'upheld' | 'partly' | 'not-upheld' | null) =>
      ratingDeductions([{ id: 'f1', on: '2026-10-09', staff: 'a01', counter: 1, finding }], countyStarRule);
    expect(rated(null)).toEqual([]);
    expect(rated('not-upheld')).toEqual([]);
    expect(judge(rated('partly'))).toMatchObject({ score: 98, stars: 5 });
    expect(judge(rated('upheld'))).toMatchObject({ score: 95, stars: 0, cap: 'rating-upheld' });
  });

  it('bonuses add ten points at most, and a counter shares those of its A', () => {
    const bonus = { kind: 'bonus', staff: 'a01', points: 8, month: '2026-10', reason: '表扬信' } as const;
    const twice = [
      { ...bonus, id: 'b1' },
      { ...bonus, id: 'b2' },
    ];
    const { people, counters } = judgeMonth(records([]), twice, countyStarRule, names);
    expect([people[0]?.score, counters[0]?.score]).toEqual([110, 110]);
  });

  it('whoever was not there all month has neither stars nor none', () => {
    const { people } = judgeMonth(
      { members: [{ staff: 'a09', days: 0, counter: 9 }], deductions: [] },
      [],
      countyStarRule,
      names,
    );
    expect(people).toMatchObject([{ stars: null }]);
  });
});

/** The contest of one hall whose record a test changes. */
class Contest {
  readonly state = emptyStars();
  today = '2026-11-10';
  now = records(cardDeductions([card('c1', 'red', -5)], countyStarRule));
  #seq = 0;

  get context() {
    return {
      today: this.today,
      calendar: sampleCalendar(),
      rule: countyStarRule,
      newId: () => `adjustment-${this.#seq + 1}`,
      recordsOf: () => this.now,
      isStaff: (staff: string) => staff === 'a01',
    };
  }

  do(command: StarCommand): StarEvent[] {
    const events = decideStars(this.state, command, this.context);
    for (const event of events) {
      this.#seq += 1;
      const line = { seq: this.#seq, stream: 'stars', version: this.#seq, at: 0, by: 'staff:super1', actingFor: null };
      applyStars(this.state, { ...line, event } as Recorded<StarEvent>);
    }
    return events;
  }

  refused(command: StarCommand): RefusalCode | null {
    try {
      this.do(command);
      return null;
    } catch (error) {
      return error instanceof Refused ? error.code : null;
    }
  }

  month(month = '2026-10') {
    return starMonth(this.state, month, this.context, names);
  }
}

describe('the close of a month', () => {
  it('freezes what was known; what the record says later stands beside it', () => {
    const contest = new Contest();
    contest.do({ type: 'close-star-month', month: '2026-10' });
    contest.now = records(
      ratingDeductions([{ id: 'f1', on: '2026-10-30', staff: 'a01', counter: 1, finding: 'partly' }], countyStarRule),
    );
    const { state, people, changedSince } = contest.month();
    expect([state, people[0]?.stars, people[0]?.score]).toEqual(['closed', 3, 95]);
    expect(changedSince).toMatchObject({ added: [{ id: 'follow-up:f1' }], gone: ['card:red:c1'] });
    expect([...starsNow(contest.state).ofCounter]).toEqual([[1, 3]]);
  });

  it('a lifted deduction stays on record with its reason, and the stars come back', () => {
    const contest = new Contest();
    contest.do({ type: 'close-star-month', month: '2026-10' });
    const lift = { kind: 'lift', deduction: 'card:red:c1' } as const;
    contest.do({ type: 'adjust-stars', month: '2026-10', adjustment: lift, reason: '申诉成立' });
    expect(contest.month().people[0]).toMatchObject({ stars: 5, lifted: [{ id: 'card:red:c1', reason: '申诉成立' }] });
    expect(starsNow(contest.state).ofStaff.get('a01')).toBe(5);
    const again = { type: 'adjust-stars', month: '2026-10', adjustment: lift, reason: '再来' } as const;
    expect(contest.refused(again)).toBe('deduction-lifted');
    expect(contest.refused({ ...again, adjustment: { kind: 'lift', deduction: 'card:red:c9' } })).toBe(
      'unknown-deduction',
    );
  });

  it('waits for the end of the month, happens once, and by itself after three working days', () => {
    const contest = new Contest();
    expect(contest.refused({ type: 'close-star-month', month: '2026-11' })).toBe('month-not-over');
    contest.today = '2026-11-04';
    expect(contest.do({ type: 'sweep-stars' })).toEqual([]);
    contest.today = '2026-11-05';
    expect(contest.do({ type: 'sweep-stars' })).toMatchObject([{ month: '2026-10', on: '2026-11-05' }]);
    expect(contest.do({ type: 'sweep-stars' })).toEqual([]);
    expect(contest.refused({ type: 'close-star-month', month: '2026-10' })).toBe('month-closed');
  });
});

describe('a day of attendance', () => {
  const hours = { calendar: sampleCalendar(), rules: sampleModel().rules };
  const at = (time: string) => Date.parse(`2026-11-23T${time}:00+08:00`);
  const day = (signIn: string | null, signOut: string | null, off: string[] = [], now = '21:00') =>
    judgeDay(
      '2026-11-23',
      { post: 1, in: signIn === null ? null : at(signIn), out: signOut === null ? null : at(signOut) },
      new Set(off),
      { hours, now: at(now) },
    );

  it('the minute of opening is in time, the next one is late', () => {
    expect(day('08:30', '20:00')).toMatchObject({ state: 'present', lateMinutes: 0 });
    expect(day('08:31', '20:00')).toMatchObject({ state: 'late', lateMinutes: 1 });
  });

  it('a morning of leave begins the day in the afternoon; a whole day of it is no absence', () => {
    expect(day('13:55', '20:00', ['2026-11-23/morning'])).toMatchObject({ state: 'present' });
    expect(day(null, null, ['2026-11-23/morning', '2026-11-23/afternoon'])).toMatchObject({
      state: 'leave',
      expected: false,
    });
    expect(day(null, null)).toMatchObject({ state: 'absent' });
  });

  it('nobody is held to have left early who is out at noon, or who never signed out', () => {
    expect(day('08:20', '12:00', [], '13:00')).toMatchObject({ state: 'pending', earlyMinutes: 0 });
    expect(day('08:20', null)).toMatchObject({ state: 'present' });
  });
});

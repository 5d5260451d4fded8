import { describe, expect, it } from 'vitest';
import { DayPresence } from '../../../server/journal/day-presence.ts';
import { binOf, secondsOf, Tally } from '../../../server/journal/tally.ts';
import { numbersFrom } from '../../bench/year-of-visits.ts';
import { sampleModel } from '../../fixtures/halls.ts';

describe('a tally of lengths of time', () => {
  it('each second up to eight hours is told within 3 % of itself', () => {
    for (let seconds = 0; seconds <= 28_800; seconds += 1)
      expect(Math.abs(secondsOf(binOf(seconds)) - seconds)).toBeLessThanOrEqual(seconds * 0.03125);
  });

  it('tallies of many days added up tell the percentiles of all their lengths', () => {
    const chance = numbersFrom(7);
    const all: number[] = [];
    const sum = new Tally();
    for (let day = 0; day < 20; day += 1) {
      const own = new Tally();
      for (let visit = 0; visit < 200; visit += 1) {
        const seconds = Math.round(-Math.log(1 - chance()) * 600);
        own.note(seconds);
        all.push(seconds);
      }
      sum.add(own.stored());
    }
    all.sort((left, right) => left - right);
    for (const share of [0.5, 0.9, 0.95]) {
      const exact = all[Math.ceil(share * all.length) - 1] ?? 0;
      expect(Math.abs((sum.quantile(share) ?? 0) - exact)).toBeLessThanOrEqual(exact * 0.032 + 1);
    }
    expect([sum.count, sum.longest]).toEqual([4000, all.at(-1)]);
    expect(new Tally().quantile(0.5)).toBeNull();
  });
});

describe('the day of a post', () => {
  const nine = 9 * 3_600_000;
  const at = (minute: number) => nine + minute * 60_000;
  const { rules } = sampleModel();
  const posts = [
    { counter: 1, department: null, a: 'a01', b: ['b01'], services: [], qualified: {}, help: true, excluded: null },
  ];
  const call = { type: 'TicketCalled', ticketId: 't', counter: 1, chosen: 'next', reason: null } as const;

  it('tells how long its A was gone, how soon somebody stood in, and how much was covered', () => {
    const day = new DayPresence();
    day.note({ at: at(0), event: { type: 'DayOpened', date: '2026-11-23', opensAt: at(0), posts, rules } });
    day.note({ at: at(0), event: { type: 'StaffSignedIn', staff: 'a01' } });
    const away = { type: 'StaffWentAway', staff: 'a01', reason: 'meeting', until: null, leave: null } as const;
    day.note({ at: at(60), event: away });
    const cover = { counter: 1, kind: 'step-in', staff: ['b01'], reason: 'meeting', handedOver: false } as const;
    day.note({ at: at(70), event: { type: 'CoverBegan', ...cover, staff: [...cover.staff] } });
    day.note({ at: at(100), event: { type: 'StaffCameBack', staff: 'a01' } });
    day.note({ at: at(100), event: { type: 'CoverEnded', counter: 1, reason: 'back' } });
    const called = { ...call, period: 1, service: 'GS01', clerk: 'a01', waitingSince: at(110), speakers: [] };
    day.note({ at: at(120), event: called });
    day.note({ at: at(480), event: { type: 'StaffSignedOut', staff: 'a01' } });
    expect(day.covers().get(1)).toEqual({
      covers: 1,
      planned: 0,
      stepIn: 1,
      rescue: 0,
      notHandedOver: 1,
      absentSeconds: 2400,
      absentCoveredSeconds: 1800,
      coveredSeconds: 1800,
      delay: [1, 600, 600, binOf(600), 1],
    });
    expect(day.people().get('a01')).toMatchObject({ post: 1, in: at(0), out: at(480) });
  });
});

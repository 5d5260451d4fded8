import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import type { Recorded } from '../../../../server/contract/events.ts';
import type { LeaveCommand, LeaveEvent } from '../../../../server/contract/leave-events.ts';
import { Refused } from '../../../../server/contract/refusal.ts';
import { decideLeave } from '../../../../server/domain/leave/decide-leave.ts';
import { applyLeave, emptyLeaves, isOpen, type LeaveState } from '../../../../server/domain/leave/leave-state.ts';
import { postOf } from '../../../../server/domain/post/post-state.ts';
import { localDate } from '../../../../server/local-day.ts';
import { dutyReader } from '../../../../server/reports/duty.ts';
import { sampleCalendar } from '../../../fixtures/calendars.ts';
import { clock, clockAt, staff, supervisor } from '../../../fixtures/hall-script.ts';
import { LeaveHall } from '../../../fixtures/leave-hall.ts';
import { peopleFile, peopleModel } from '../../../fixtures/people-hall.ts';

vi.setConfig({ testTimeout: 60_000 });

const people = ['a01', 'a02', 'a03', 'a04', 'a05', 'b01', 'b03', 'b04'];
const days = ['11-24', '11-25', '11-26', '11-27'];
const halves = ['morning', 'afternoon'] as const;
const wish = fc.record({
  person: fc.constantFrom(...people),
  from: fc.nat(7),
  length: fc.nat(3),
  third: fc.option(fc.constantFrom(...people), { nil: null }),
  withdraw: fc.nat(9),
});
type Wish = typeof wish extends fc.Arbitrary<infer W> ? W : never;

const halfDay = (index: number) => ({
  date: `2026-${days[Math.min(index, 7) >> 1] ?? '11-27'}`,
  half: halves[index % 2] ?? ('morning' as const),
});
const file = peopleFile();
const posts = file.posts.map((post) => postOf(file, post));
const model = peopleModel();

/** What the rules alone make of the wishes. */
function granted(wishes: readonly Wish[]): LeaveState {
  const state = emptyLeaves();
  let version = 0;
  for (const { person, from, length, third, withdraw } of wishes) {
    const open = [...state.leaves.values()].filter((leave) => isOpen(leave));
    const given = withdraw < 2 ? open[withdraw] : undefined;
    const command: LeaveCommand =
      given === undefined
        ? {
            type: 'ask-leave',
            staff: person,
            reason: 'leave',
            first: halfDay(from),
            last: halfDay(Math.min(7, from + length)),
            third,
            unplanned: false,
          }
        : { type: 'withdraw-leave', leave: given.id, reason: '不请了' };
    try {
      const events = decideLeave(state, command, {
        at: clockAt('09:00'),
        actor: staff(given?.staff ?? person),
        model,
        newId: () => `leave-${version}`,
        hours: { calendar: sampleCalendar(), rules: model.rules },
        postsOn: () => posts,
        isAwayNow: () => false,
        lists: () => [],
        digest: () => '',
      });
      for (const event of events) {
        version += 1;
        applyLeave(state, { event, at: 0, by: 'staff:x', stream: 'leave', version } as Recorded<LeaveEvent>);
      }
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }
  return state;
}

it('A and B are never both away without a third who is there', () => {
  let together = 0;
  fc.assert(
    fc.property(fc.array(wish, { minLength: 5, maxLength: 40 }), (wishes) => {
      const open = [...granted(wishes).leaves.values()].filter((leave) => isOpen(leave));
      for (const post of posts) {
        const holders = [post.a, ...post.b];
        for (let index = 0; holders.length > 1 && index < 8; index += 1) {
          const { date, half } = halfDay(index);
          const away = open.filter(({ slots }) => slots.includes(`${date}/${half}`));
          const isAway = (person: string) => away.some((leave) => leave.staff === person);
          if (!holders.every(isAway)) continue;
          together += 1;
          const thirds = away.flatMap(({ third }) => (third === null || isAway(third) ? [] : [third]));
          expect(thirds, `${post.counter} on ${date} ${half}`).not.toEqual([]);
        }
      }
    }),
    { numRuns: 300, seed: 20_261_123 },
  );
  // The rule was put to the test: with a third, both were away now and then.
  expect(together).toBeGreaterThan(20);
});

it('exactly one person answers for every post at every moment, or the head of the department where no B is named', async () => {
  const rules = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(wish, { minLength: 8, maxLength: 14 }), async (wishes) => {
      const hall = new LeaveHall();
      for (const [index, { person, from, length, third, withdraw }] of wishes.entries()) {
        try {
          const [first, last] = [halfDay(from), halfDay(Math.min(7, from + length))];
          const command = {
            type: 'ask-leave',
            staff: person,
            reason: 'leave',
            first,
            last,
            third,
            unplanned: false,
          } as const;
          const { id } = JSON.parse((await hall.act(command, supervisor)).text) as { id: string };
          if (index % 2 === 0) await hall.handOver(id);
          if (withdraw === 0) await hall.act({ type: 'withdraw-leave', leave: id, reason: '不请了' }, staff(person));
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
        }
      }
      const moments: number[] = [];
      for (const day of days)
        for (const [time, who] of [
          ['08:20', 'b01'],
          ['09:00', 'b04'],
          ['14:30', 'a02'],
          ['18:00', 'a04'],
        ] as const) {
          await hall.goTo(`${day} ${time}`);
          await hall.act({ type: time < '12' ? 'sign-in' : 'sign-out' }, staff(who)).catch(() => undefined);
          await hall.act({ type: 'watch-posts', heard: {} }, clock);
          moments.push(hall.at, hall.at - 3_600_000);
        }
      const duty = dutyReader(hall.journal.database, (at) => localDate(at, 'Asia/Shanghai'), hall.hall.leaves);
      for (const at of moments)
        for (const post of posts) {
          const found = duty.responsible(post.counter, at);
          rules.add(found?.rule ?? 'nobody');
          const allowed = found?.staff === null ? [null] : [post.a, ...post.b, ...wishes.map(({ third }) => third)];
          expect(allowed).toContain(found?.staff);
          expect(found?.staff === null).toBe(found?.rule === 'head-of-department');
          if (found?.rule === 'head-of-department') expect(post.b).toEqual([]);
        }
      hall.journal.close();
    }),
    { numRuns: 8, seed: 7 },
  );
  expect([...rules].sort()).toEqual(expect.arrayContaining(['handed-over', 'holder', 'not-handed-over']));
  expect(rules).not.toContain('nobody');
});

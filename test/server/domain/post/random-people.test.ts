import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refused } from '../../../../server/contract/refusal.ts';
import type { HallState } from '../../../../server/domain/hall-state.ts';
import { presenceOf } from '../../../../server/domain/post/presence.ts';
import { explain } from '../../../../server/domain/routing/explain.ts';
import { chooseNext } from '../../../../server/domain/routing/next.ts';
import { checkFairness, type FairnessReport } from '../../../../server/reports/fairness/check.ts';
import { brokenRules, dumpHall } from '../../../fixtures/hall-dump.ts';
import { monday } from '../../../fixtures/hall-script.ts';
import { PeopleDay, peopleAttempts, peopleCommandOf, peopleModel } from '../../../fixtures/people-hall.ts';

const model = peopleModel();
/** The same hall, in which who helps does so only where the line is longer. */
const longer = peopleModel([
  { counter: 1, a: 'a01', b: ['a02', 'b01'], help: 'longer' },
  { counter: 2, a: 'a02', b: ['a01'], help: 'longer' },
  { counter: 3, a: 'a03', b: ['a04', 'b03'], qualified: { a04: ['RS02'] }, help: 'longer' },
]);

type Tried = Parameters<typeof peopleCommandOf>[3];

function live(day: PeopleDay, each: Tried): void {
  day.at += each.waitMs;
  const { command, actor } = peopleCommandOf(day.state, day.model, day.at, each);
  try {
    day.act(command, actor);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}

function judged(day: PeopleDay): FairnessReport {
  const lines = day.recorded.map(({ seq, at, by, event }) => ({ seq, at, by, type: event.type, event }));
  return checkFairness(monday, lines as never);
}

/** What must hold of people after every step, as sentences. */
function brokenDuties(state: HallState): string[] {
  const broken: string[] = [];
  for (const post of state.duty.posts.values()) {
    const away = (staff: string) => {
      const reason = state.duty.whereabouts.get(staff)?.away?.reason;
      return reason !== undefined && reason !== 'short';
    };
    if (post.b.length > 0 && [post.a, ...post.b].every(away)) broken.push(`all holders of ${post.counter} are away`);
  }
  for (const cover of state.duty.covers.values())
    if (cover.kind === 'rescue' && cover.staff.length === 0) broken.push('a rescue by nobody');
  for (const counter of state.counters.values())
    if (counter.staff === null && counter.services.length > 0) broken.push(`closed counter ${counter.no} draws`);
  return broken;
}

/** Disagreements between the explanation of every waiting ticket and what each counter with somebody at it would call. */
function disagreements(state: HallState): string[] {
  const broken: string[] = [];
  const called = new Map<string, number[]>();
  for (const { no, staff } of state.counters.values()) {
    if (staff === null || ['away', 'silent'].includes(presenceOf(state, staff))) continue;
    const next = chooseNext(state, no);
    if (next !== undefined) called.set(next.id, [...(called.get(next.id) ?? []), no]);
  }
  for (const ticket of state.tickets.values()) {
    const said = explain(state, model, ticket);
    const callers = called.get(ticket.id) ?? [];
    if ((said.why === 'next') !== callers.length > 0) broken.push(`${ticket.number} is ${said.why} of [${callers}]`);
    if (said.why === 'next' && !callers.includes(said.counter)) broken.push(`${ticket.number} at ${said.counter}`);
    if (said.why === 'behind' && (said.ahead < 1 || said.first.number === ticket.number))
      broken.push(`${ticket.number} is behind nobody`);
    if ((said.why === 'not-waiting') !== (ticket.standing.status !== 'waiting'))
      broken.push(`${ticket.number} is ${ticket.standing.status}`);
  }
  return broken;
}

describe('random days with people who come and go', () => {
  it('lose nobody, have nobody at two counters, explain what they do, and the record tells the same', () => {
    fc.assert(
      fc.property(fc.constantFrom(model, longer), peopleAttempts(160), (hall, list) => {
        const day = new PeopleDay(hall);
        for (const each of list) {
          live(day, each);
          expect([...brokenRules(day.state, model), ...brokenDuties(day.state), ...disagreements(day.state)]).toEqual(
            [],
          );
        }
        expect(dumpHall(day.folded())).toEqual(dumpHall(day.state));
        expect(day.folded().duty).toEqual(day.state.duty);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('begin each cover once and end it once', () => {
    fc.assert(
      fc.property(peopleAttempts(200), (list) => {
        const day = new PeopleDay(model);
        for (const each of list) live(day, each);
        const present = new Map<number, string>();
        for (const { event } of day.recorded) {
          if (event.type === 'CoverBegan') {
            const text = JSON.stringify([event.kind, event.staff]);
            expect(present.get(event.counter)).not.toBe(text);
            present.set(event.counter, text);
          } else if (event.type === 'CoverEnded') expect(present.delete(event.counter)).toBe(true);
        }
        // The clock looks twice: the first look notices silence, the second what follows from it.
        day.watch();
        day.watch();
        expect(day.watch()).toEqual([]);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('have no unjust and no unqualified call by the independent checker, over thousands of calls', () => {
    let calls = 0;
    for (const [index, list] of fc.sample(peopleAttempts(900, 4), { numRuns: 60, seed: 20261123 }).entries()) {
      const day = new PeopleDay(index % 2 === 0 ? model : longer);
      day.arrive('a01', 'a02', 'a03', 'a04', 'a05');
      for (const each of list) live(day, each);
      const report = judged(day);
      calls += report.calls - report.named.length;
      expect([report.unjust, report.unqualified]).toEqual([[], []]);
    }
    expect(calls).toBeGreaterThan(2000);
  }, 60_000);

  it('reach every event of people, so that the rules above were really put to the test', () => {
    const seen = new Map<string, number>();
    for (const list of fc.sample(peopleAttempts(400), { numRuns: 60, seed: 7 })) {
      const day = new PeopleDay(model);
      for (const each of list) live(day, each);
      for (const { event } of day.recorded) {
        const kind = event.type === 'CoverBegan' ? `CoverBegan ${event.kind}` : event.type;
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
      }
    }
    const kinds = ['StaffSignedIn', 'StaffSignedOut', 'StaffWentAway', 'StaffCameBack', 'StaffFellSilent'];
    kinds.push('StaffHeardAgain', 'CoverBegan planned', 'CoverBegan step-in', 'CoverBegan rescue', 'CoverEnded');
    expect(kinds.filter((kind) => (seen.get(kind) ?? 0) < 3)).toEqual([]);
  }, 60_000);
});

describe('the independent checker', () => {
  /** 王 and 李 wait for 钱, 赵 for photographs. */
  function morning() {
    const day = new PeopleDay(model);
    day.arrive('a01', 'a03');
    const [wang, li] = day.takeMany(2, 'GS01');
    const zhao = day.take('ZP');
    day.counter(1, 'a01', false).callNext();
    expect(judged(day)).toMatchObject({ calls: 1, unjust: [], unqualified: [] });
    return { day, wang, li, zhao };
  }
  const doctored = (day: PeopleDay, ticketId: string) => {
    const call = day.recorded.findIndex(({ event }) => event.type === 'TicketCalled');
    const line = day.recorded[call];
    if (line?.event.type === 'TicketCalled') day.recorded[call] = { ...line, event: { ...line.event, ticketId } };
    return line?.seq;
  };

  it('finds a call in a doctored record that passed somebody over', () => {
    const { day, wang, li } = morning();
    const seq = doctored(day, li?.id ?? '');
    expect(judged(day).unjust).toEqual([
      { seq, at: day.at, counter: 1, called: li?.number, passedOver: wang?.number, others: 1 },
    ]);
  });

  it('finds a call of somebody the clerk may not serve', () => {
    const { day, zhao } = morning();
    const seq = doctored(day, zhao.id);
    expect(judged(day).unqualified).toEqual([{ seq, at: day.at, counter: 1, called: zhao.number }]);
  });

  it('holds against a call what a cover, by the record, had ended', () => {
    const day = new PeopleDay(peopleModel([{ counter: 4, a: 'a04', b: ['a03'], help: false }]));
    day.arrive('a03', 'a04');
    day.leaves('a04', 'meeting');
    day.watch();
    day.take('MZ01');
    day.counter(3, 'a03', false).callNext();
    expect(judged(day)).toMatchObject({ calls: 1, unjust: [], unqualified: [] });
    const began = day.recorded.findIndex(({ event }) => event.type === 'CoverBegan');
    day.recorded.splice(began, 1);
    expect(judged(day).unqualified).toHaveLength(1);
  });

  it('lists what was called by name with the reason, and passes no judgement on it', () => {
    const { day, li } = morning();
    const one = day.counter(1, 'a01', false);
    one.finish();
    day.take('GS01');
    if (li !== undefined) one.call(li, '老人');
    expect(judged(day)).toMatchObject({ named: [{ called: li?.number, reason: '老人', by: 'staff:a01' }], unjust: [] });
  });
});

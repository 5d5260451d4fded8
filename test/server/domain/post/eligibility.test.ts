import { describe, expect, it } from 'vitest';
import { closedCounter } from '../../../../server/domain/hall-state.ts';
import { explain } from '../../../../server/domain/routing/explain.ts';
import { counterSign } from '../../../../server/domain/view/live-views.ts';
import { clock, staff } from '../../../fixtures/hall-script.ts';
import { PeopleDay, peopleModel } from '../../../fixtures/people-hall.ts';

/** A post where B works only while A is away. */
const strict = { counter: 1, a: 'a01', b: ['a02', 'b01'], help: false };

describe('what a counter draws', () => {
  it('A serves the own post always, and as B the other one from the own counter', () => {
    const day = new PeopleDay();
    day.arrive('a01', 'a02');
    expect(day.draws(1)).toEqual(['GS01', 'GS02', 'ZJ01']);
    expect(day.draws(2)).toEqual(['GS01', 'GS02', 'ZJ01']);
    const wang = day.take('GS01');
    day.counter(2, 'a02', false).callNext();
    expect(wang.ticket.standing).toMatchObject({ status: 'called', counter: 2 });
  });

  it('where a post switches help off, B draws nothing while A is there and all of it once A is away', () => {
    const day = new PeopleDay(peopleModel([strict]));
    day.arrive('a01', 'a02');
    const wang = day.take('GS02');
    expect(day.draws(2)).toEqual(['ZJ01']);
    expect(day.counter(2, 'a02', false).next()).toBeNull();
    day.leaves('a01', 'meeting');
    day.watch();
    expect(day.draws(2)).toEqual(['GS01', 'GS02', 'ZJ01']);
    expect(day.counter(2, 'a02', false).next()).toBe(wang.number);
  });

  it('B at the very counter serves it also where help is off', () => {
    const day = new PeopleDay(peopleModel([strict]));
    day.act({ type: 'open', counter: 1 }, staff('b01'));
    expect(day.draws(1)).toEqual(['GS01', 'GS02']);
  });

  it('a holder who is qualified for half of a post draws that half, and more does not come with a cover', () => {
    const day = new PeopleDay();
    day.arrive('a03', 'a04');
    expect(day.draws(4)).toEqual(['MZ01', 'RS02']);
    day.leaves('a03', 'leave');
    day.watch();
    expect(day.cover(3)?.staff).toEqual(['a04']);
    expect(day.draws(4)).toEqual(['MZ01', 'RS02']);
  });

  it('where the first B is not qualified for all, the next B at hand stands in too', () => {
    const day = new PeopleDay(
      peopleModel([{ counter: 3, a: 'a03', b: ['a04', 'b03'], qualified: { a04: ['RS02'] }, help: false }]),
    );
    day.arrive('a03', 'a04', 'b03');
    day.leaves('a03', 'leave');
    day.watch();
    expect(day.cover(3)?.staff).toEqual(['a04', 'b03']);
    day.act({ type: 'open', counter: 3 }, staff('b03'));
    expect(day.draws(3)).toEqual(['RS01', 'RS02']);
  });

  it('a closed counter draws nothing, and its clerk takes the eligibility along to no other', () => {
    const day = new PeopleDay();
    day.arrive('a01');
    day.act({ type: 'sign-out' }, staff('a01'));
    expect(day.draws(1)).toEqual([]);
    expect(day.state.servers.size).toBe(0);
  });
});

describe('rescue by the department', () => {
  function gone() {
    const day = new PeopleDay(peopleModel([{ counter: 3, a: 'a03', b: ['b03'] }]));
    day.arrive('a01', 'a03', 'a04');
    const wang = day.take('RS01');
    day.does('a03', { type: 'sign-out' });
    return { day, wang };
  }

  it('after ten minutes without A and B, whoever of the department is at hand may take the tickets', () => {
    const { day, wang } = gone();
    day.minutes(9.5);
    expect(day.draws(4)).toEqual(['MZ01']);
    day.minutes(0.5);
    expect(day.cover(3)).toMatchObject({ kind: 'rescue', staff: ['a04'] });
    expect(day.draws(4)).toEqual(['MZ01', 'RS01', 'RS02']);
    // 钱 of the other department stays out of it.
    expect(day.draws(1)).not.toContain('RS01');
    expect(day.counter(4, 'a04', false).next()).toBe(wang.number);
  });

  it('ends with B who comes after all, and the rescuer keeps what was called', () => {
    const { day, wang } = gone();
    day.minutes(10);
    day.counter(4, 'a04', false).callNext();
    day.arrive('b03');
    expect(day.watch().filter((event) => 'counter' in event && event.counter === 3)).toEqual([
      expect.objectContaining({ type: 'CoverBegan', counter: 3, kind: 'step-in', staff: ['b03'] }),
    ]);
    expect(day.draws(4)).toEqual(['MZ01']);
    expect(wang.ticket.standing).toMatchObject({ status: 'called', counter: 4 });
  });

  it('there is none where nobody else of the department is at hand: B is called upon and answers', () => {
    const { day } = gone();
    day.does('a04', { type: 'sign-out' });
    day.minutes(30);
    expect(day.cover(3)).toMatchObject({ kind: 'step-in', staff: ['b03'] });
  });
});

describe('a counter that was left', () => {
  it('closes when its clerk goes for longer, so that B without a counter can open it', () => {
    const day = new PeopleDay();
    day.arrive('a03', 'b03');
    expect(day.leaves('a03', 'meeting').map(({ type }) => type)).toEqual(['CounterClosed', 'StaffWentAway']);
    day.act({ type: 'open', counter: 3 }, staff('b03'));
    expect(day.state.counters.get(3)).toMatchObject({ staff: 'b03', actingFor: 'a03' });
  });

  it('stays with its clerk for a short exit, but B may take it over; not while a visitor is there', () => {
    const day = new PeopleDay();
    day.arrive('a03', 'b03');
    expect(day.refused({ type: 'open', counter: 3 }, staff('b03')).code).toBe('counter-taken');
    day.leaves('a03', 'short', 10);
    const events = day.act({ type: 'open', counter: 3 }, staff('b03'));
    expect(events.map(({ type }) => type)).toEqual(['CounterClosed', 'CounterOpened']);
    day.take('RS01');
    day.counter(3, 'b03', false).callNext();
    day.minutes(2, 'b03');
    day.does('a03', { type: 'come-back' });
    expect(day.refused({ type: 'open', counter: 3 }, staff('a03')).code).toBe('counter-taken');
  });

  it('shows when its clerk is back', () => {
    const day = new PeopleDay();
    day.arrive('a03');
    const sign = () => counterSign(day.state, day.model, day.state.counters.get(3) ?? closedCounter(3));
    day.leaves('a03', 'short', 10);
    expect(sign()).toEqual({ state: 'paused', counter: 3, reason: '暂离 08:40回' });
    day.leaves('a03', 'short');
    expect(sign()).toEqual({ state: 'paused', counter: 3, reason: '暂离' });
    day.does('a03', { type: 'come-back' });
    expect(sign()).toEqual({ state: 'idle', counter: 3 });
  });
});

describe('people who wait', () => {
  it('are told of other counters when none of theirs serves any more, and only then', () => {
    const day = new PeopleDay();
    day.arrive('a01', 'a02');
    const wang = day.take('GS01');
    expect(day.state.moves).toEqual([]);
    day.leaves('a01', 'short');
    expect(day.state.moves).toEqual([{ ticketId: wang.id, counters: [2], at: day.at }]);
    day.does('a01', { type: 'come-back' });
    expect(day.state.moves).toHaveLength(1);
    day.wait(60);
    day.leaves('a02', 'short');
    expect(day.state.moves.at(-1)).toEqual({ ticketId: wang.id, counters: [1], at: day.at });
  });

  it('are not sent to a counter whose clerk is away, and it says so when nobody can serve them', () => {
    const day = new PeopleDay();
    day.arrive('a05');
    const zhang = day.take('ZP');
    expect(day.state.servers.get('ZP')).toEqual([5]);
    day.leaves('a05', 'short');
    expect(day.state.servers.get('ZP')).toBeUndefined();
    expect(explain(day.state, day.model, zhang.ticket)).toEqual({ why: 'nobody-here', counters: [5] });
    // Pressing a key at the terminal ends the absence.
    expect(
      day
        .counter(5, 'a05', false)
        .callNext()
        .map((event) => event.type),
    ).toEqual(['StaffCameBack', 'TicketCalled']);
    expect(zhang.status).toBe('called');
  });

  it('keep at most forty moves in memory', () => {
    const day = new PeopleDay();
    day.arrive('a01', 'a02');
    day.takeMany(60, 'GS01');
    day.leaves('a01', 'short');
    day.does('a01', { type: 'come-back' });
    day.leaves('a02', 'short');
    expect(day.state.moves).toHaveLength(40);
    expect(day.act({ type: 'close-day' }, clock).length).toBeGreaterThan(60);
  });
});

import { describe, expect, it } from 'vitest';
import { pairingList, readPairingList } from '../../../../server/domain/post/pairing-list.ts';
import { explain } from '../../../../server/domain/routing/explain.ts';
import { chooseNext, nextTickets, waitingFor } from '../../../../server/domain/routing/next.ts';
import { checkFairness } from '../../../../server/reports/fairness/check.ts';
import { monday } from '../../../fixtures/hall-script.ts';
import { PeopleDay, peopleModel } from '../../../fixtures/people-hall.ts';

/** 钱 at counter 1 and 孙 at counter 2 help each other where the line is longer. */
function morning(): PeopleDay {
  const day = new PeopleDay(
    peopleModel([
      { counter: 1, a: 'a01', b: ['a02'], help: 'longer' },
      { counter: 2, a: 'a02', b: ['a01'], help: 'longer' },
    ]),
  );
  day.arrive('a01', 'a02');
  return day;
}

function judged(day: PeopleDay) {
  const lines = day.recorded.map(({ seq, at, by, event }) => ({ seq, at, by, type: event.type, event }));
  return checkFairness(monday, lines as never);
}

describe('help for the longer line', () => {
  it('begins when two more wait there than in the own line, and then takes the first of both', () => {
    const day = morning();
    const [first] = day.takeMany(2, 'GS01');
    const own = day.take('ZJ01');
    const two = day.counter(2, 'a02', false);
    expect(chooseNext(day.state, 2)?.number).toBe(own.number);
    expect(waitingFor(day.state, 2)).toBe(1);
    day.take('GS02');
    expect(nextTickets(day.state, 2, 1)[0]?.number).toBe(first?.number);
    expect([two.next(), two.next()]).toEqual([first?.number, own.number]);
    expect(judged(day)).toMatchObject({ calls: 2, unjust: [], unqualified: [] });
  });

  it('never leaves anybody idle: with nobody in the own line the shortest one is helped', () => {
    const day = morning();
    const wang = day.take('GS01');
    expect(day.counter(2, 'a02', false).next()).toBe(wang.number);
    expect(judged(day)).toMatchObject({ unjust: [], unqualified: [] });
  });

  it.each(['pause', 'short exit'] as const)('asks for no longer line while A of the post has a %s', (why) => {
    const day = morning();
    const wang = day.take('GS01');
    day.take('ZJ01');
    if (why === 'pause') day.counter(1, 'a01', false).pause('meal');
    else day.leaves('a01', 'short', 10);
    expect(day.counter(2, 'a02', false).next()).toBe(wang.number);
    expect(judged(day)).toMatchObject({ unjust: [], unqualified: [] });
  });

  it('is over with the cover: whoever stands in serves both lines as the own', () => {
    const day = morning();
    const wang = day.take('GS01');
    day.take('ZJ01');
    day.leaves('a01', 'meeting', 60);
    day.watch();
    expect(day.cover(1)?.staff).toEqual(['a02']);
    expect(day.counter(2, 'a02', false).next()).toBe(wang.number);
  });

  it('is explained by the counters that would call the ticket, not by one that leaves its line alone', () => {
    const day = morning();
    const [first, second] = day.takeMany(2, 'GS01');
    day.take('ZJ01');
    if (first === undefined || second === undefined) throw new Error('two were taken');
    expect(explain(day.state, day.model, first.ticket)).toMatchObject({ why: 'next', counter: 1 });
    expect(explain(day.state, day.model, second.ticket)).toEqual({
      why: 'behind',
      ahead: 1,
      first: { number: first.number, takenAt: first.ticket.takenAt },
      counters: [1],
    });
  });

  it('is judged by the record: the same calls are unjust where help is for any line', () => {
    const day = morning();
    const wang = day.take('GS01');
    day.take('ZJ01');
    day.counter(2, 'a02', false).callNext();
    expect(judged(day).unjust).toEqual([]);
    for (const { event } of day.recorded)
      if (event.type === 'DayOpened') for (const post of event.posts) post.help = true;
    expect(judged(day).unjust).toMatchObject([{ counter: 2, passedOver: wang.number }]);
  });

  it('is written in the pairing list and read back', () => {
    const posts = [...morning().state.duty.posts.values()].slice(0, 2);
    expect(readPairingList(pairingList(posts)).map(({ help }) => help)).toEqual(['longer', 'longer']);
    expect(() => readPairingList('counter,help\r\n1,perhaps\r\n')).toThrow();
  });
});

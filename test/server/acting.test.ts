import { expect, it } from 'vitest';
import type { Command } from '../../server/contract/commands.ts';
import { hallModel } from '../../server/domain/hall-model.ts';
import { staff } from '../fixtures/hall-script.ts';
import { peopleFile, peopleModel } from '../fixtures/people-hall.ts';
import { RecordedHall } from '../fixtures/recorded-hall.ts';

async function hall() {
  const house = new RecordedHall(peopleModel());
  await house.act({ type: 'turn-day' }, { kind: 'clock' });
  const does = (person: string, command: Command) => house.act(command, staff(person));
  /** Type and 代A of what was recorded since. */
  const acted = (after: number) =>
    [...house.journal.read(`hall:${house.hall.state.date}`)]
      .filter(({ seq }) => seq > after)
      .map(({ event, actingFor }) => [event.type, actingFor]);
  return { house, does, acted };
}

it('who serves a ticket in the place of A does so on the record, event by event and by the service', async () => {
  const { house, does, acted } = await hall();
  await does('a02', { type: 'open', counter: 2 });
  await house.take('ZJ01');
  await house.take('GS01');
  const before = house.journal.lastSeq;
  await does('a02', { type: 'call-next', counter: 2, result: null });
  await does('a02', { type: 'start', counter: 2 });
  await does('a02', { type: 'call-next', counter: 2, result: null });
  await does('a02', { type: 'start', counter: 2 });
  await does('a02', { type: 'finish', counter: 2, result: null, note: null });
  await does('a02', { type: 'undo', counter: 2 });
  expect(acted(before)).toEqual([
    ['TicketCalled', null],
    ['ServiceStarted', null],
    ['ServiceFinished', null],
    ['TicketCalled', 'a01'],
    ['ServiceStarted', 'a01'],
    ['ServiceFinished', 'a01'],
    ['ActionUndone', 'a01'],
  ]);
  const periods = house.journal.database
    .prepare('SELECT service, clerk, acting_for FROM service_period ORDER BY service')
    .raw()
    .all();
  expect(periods).toEqual([
    ['GS01', 'a02', 'a01'],
    ['ZJ01', 'a02', null],
  ]);
});

it('B who opens the counter of A acts for A from the first line to the last', async () => {
  const { house, does, acted } = await hall();
  const before = house.journal.lastSeq;
  await does('b01', { type: 'open', counter: 1 });
  await does('b01', { type: 'pause', counter: 1, reason: 'meal' });
  await does('b01', { type: 'resume', counter: 1 });
  await does('b01', { type: 'close', counter: 1 });
  expect(acted(before)).toEqual([
    ['CounterOpened', 'a01'],
    ['CounterPaused', 'a01'],
    ['CounterResumed', 'a01'],
    ['CounterClosed', 'a01'],
  ]);
});

it('of two posts with the same service it is the one whose B the person is', async () => {
  const file = peopleFile();
  const counters = file.counters.map((counter) =>
    counter.no === 5 ? { ...counter, services: ['ZP', 'GS01'] } : counter,
  );
  const house = new RecordedHall(hallModel({ ...file, counters, posts: [...file.posts].reverse() }));
  await house.act({ type: 'turn-day' }, { kind: 'clock' });
  await house.act({ type: 'open', counter: 2 }, staff('a02'));
  await house.take('GS01');
  await house.act({ type: 'call-next', counter: 2, result: null }, staff('a02'));
  const last = [...house.journal.read(`hall:${house.hall.state.date}`)].at(-1);
  expect([last?.event.type, last?.actingFor]).toEqual(['TicketCalled', 'a01']);
});

import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readCalendar, sampleCalendars } from '../../../server/calendar-file.ts';
import type { CounterTerminalView, HallView } from '../../../server/contract/views.ts';
import { heardFor, isOnDuty } from '../../../server/domain/post/watch-times.ts';
import { Heartbeats } from '../../../server/live/heartbeats.ts';
import { watchEveryMs } from '../../../server/live/post-watch.ts';
import { EventStream } from '../../fixtures/event-stream.ts';
import { clockAt } from '../../fixtures/hall-script.ts';
import { TestHouse } from '../../fixtures/house.ts';
import { PeopleDay, peopleFile } from '../../fixtures/people-hall.ts';

// Signing in is slow by design, and slower on a loaded machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe('who was heard when', () => {
  it('is told by commands under a name and by terminals, whichever came last', () => {
    const heartbeats = new Heartbeats();
    heartbeats.note('a01', 500);
    const line = {
      seq: 1,
      stream: '',
      version: 1,
      actingFor: null,
      event: { type: 'CounterClosed', counter: 1 },
    } as const;
    heartbeats.noteRecorded([
      { ...line, at: 400, by: 'staff:a01' },
      { ...line, at: 700, by: 'staff:a02' },
      { ...line, at: 800, by: 'clock' },
    ]);
    expect([...heartbeats.lastHeard]).toEqual([
      ['a01', 500],
      ['a02', 700],
    ]);
  });

  it('counts from the start of the watch for everybody at a counter, but a word of their own brings the silent back', () => {
    const day = new PeopleDay();
    day.arrive('a01', 'a02');
    day.minutes(2, 'a02');
    const since = day.at + 1000;
    const lastHeard = new Map([
      ['a01', since - 60_000],
      ['b01', since + 5],
    ]);
    expect(heardFor(day.state, lastHeard, since)).toEqual({ a01: since, b01: since + 5 });
  });
});

describe('duty time', () => {
  const calendar = readCalendar(sampleCalendars, 2026, 2026);
  it('is from opening to closing of a working day that was opened', () => {
    const day = new PeopleDay();
    const on = (time: string) => isOnDuty(day.state, calendar, clockAt(time));
    expect([on('08:29'), on('08:30'), on('12:00'), on('17:00'), on('17:01')]).toEqual([false, true, true, true, false]);
    expect(isOnDuty(day.state, calendar, clockAt('12:00') + 24 * 3_600_000)).toBe(false);
    expect(isOnDuty({ ...day.state, opened: false }, calendar, clockAt('12:00'))).toBe(false);
    const sunday = clockAt('12:00') - 24 * 3_600_000;
    const opened = { ...day.state, date: '2026-11-22', opensAt: sunday - 3_600_000 };
    expect(isOnDuty(opened, calendar, sunday)).toBe(false);
  });
});

describe('a house whose clock looks after the posts', () => {
  let house: TestHouse;
  let base = '';
  let tick: () => void = () => undefined;
  const streams: EventStream[] = [];
  beforeEach(async () => {
    house = await TestHouse.open({
      file: peopleFile(),
      watchPosts: (look) => {
        tick = look;
        return () => {
          tick = () => undefined;
        };
      },
    });
    await house.house.app.listen({ port: 0, host: '127.0.0.1' });
    base = `http://127.0.0.1:${(house.house.app.server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    for (const stream of streams.splice(0)) stream.close();
    await house.close();
  });
  /** Half minutes pass, each with a look of the clock. */
  async function pass(halfMinutes: number): Promise<void> {
    for (let half = 0; half < halfMinutes; half += 1) {
      house.at += watchEveryMs;
      tick();
      // The look is a command like any other: it is recorded before the next one.
      await house.house.hall.act({ type: 'turn-day' }, { kind: 'clock' });
    }
  }
  async function follow(view: string, as?: string): Promise<EventStream> {
    const headers: Record<string, string> = as === undefined ? {} : { cookie: await house.cookie(as) };
    const stream = new EventStream(`${base}/api/live/${view}`, headers);
    streams.push(stream);
    await stream.first('snapshot');
    return stream;
  }

  it('notices a terminal that nobody hears of, and the next command of its clerk', async () => {
    await house.counter(1, 'open');
    await pass(2);
    expect(house.recordedSince(0)).not.toContain('StaffFellSilent');
    await pass(1);
    expect(house.recordedSince(0)).toContain('StaffFellSilent');
    await house.counter(1, 'pause', { reason: 'meal' });
    await pass(1);
    expect(house.recordedSince(0)).toContain('StaffHeardAgain');
  });

  it('hears a connected terminal, but not the wall display of the same counter', async () => {
    await house.counter(1, 'open');
    await house.counter(2, 'open');
    await pass(2);
    await follow('counter/1', 'a01');
    await follow('counter/2');
    await pass(1);
    const silent = [...house.house.journal.read('hall:2026-11-23')].flatMap(({ event }) =>
      event.type === 'StaffFellSilent' ? [event.staff] : [],
    );
    expect(silent).toEqual(['a02']);
  });

  it('takes nobody for absent because the server itself was down', async () => {
    await house.counter(1, 'open');
    house.at += 3_600_000;
    await house.restart();
    await pass(2);
    expect(house.recordedSince(0)).not.toContain('StaffFellSilent');
    // A machine that slept has heard of nobody either.
    house.at += 3_600_000;
    await pass(1);
    expect(house.recordedSince(0)).not.toContain('StaffFellSilent');
  });

  it('tells B at the terminal at once, and those who wait at the board', async () => {
    await house.counter(1, 'open');
    await house.counter(2, 'open');
    const { number } = await house.take('GS01');
    const terminal = await follow('counter/2', 'a02');
    const board = await follow('hall');
    await house.post('/api/presence/away', { reason: 'meeting' }, { as: 'a01' });
    const changes = () => terminal.of('change').map(({ data }) => data as Partial<CounterTerminalView>);
    await terminal.until(() => changes().some((change) => change.notice != null), 'the notice');
    const cover = { counter: 1, holder: 'a01', kind: 'planned', reason: 'meeting', since: house.at };
    expect(changes().find((change) => change.notice != null)).toMatchObject({ covers: [cover], notice: cover });
    const moves = () => board.of('change').flatMap(({ data }) => (data as Partial<HallView>).moves ?? []);
    await board.until(() => moves().length > 0, 'the move');
    expect(moves()[0]).toMatchObject({ number, counters: [2] });
    await house.post('/api/presence/back', {}, { as: 'a01' });
    expect(house.recordedSince(0).slice(-2)).toEqual(['StaffCameBack', 'CoverEnded']);
  });
});

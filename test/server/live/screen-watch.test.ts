import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScreenBeat } from '../../../server/contract/screen.ts';
import { ScreenWatch } from '../../../server/live/screen-watch.ts';
import { TestHouse } from '../../fixtures/house.ts';

const start = Date.parse('2026-11-23T09:00:00+08:00');
class Day {
  at = start;
  newest = 0;
  readonly watch = new ScreenWatch({
    now: () => this.at,
    knows: (screen) => screen !== 'counter/99',
    newestCall: () => this.newest,
  });

  says(screen: string, fields: Partial<ScreenBeat> = {}, sender = '10.0.0.7'): void {
    const usual = { frames: 600, audio: 'none', lastCallSeq: null, build: 'signage-1.js', clock: this.at } as const;
    this.watch.note({ screen, ...usual, ...fields }, sender);
  }
  get alarms(): string[] {
    return this.watch.alarms().map(({ screen, reason }) => `${screen} ${reason}`);
  }
}

describe('the watch over public screens', () => {
  it('a screen is silent after thirty seconds, not before, and is forgotten after a day', () => {
    const day = new Day();
    day.says('hall');
    day.at = start + 29_999;
    expect(day.alarms).toEqual([]);
    day.at = start + 30_000;
    expect(day.watch.alarms()).toEqual([{ screen: 'hall', reason: 'screen-silent', since: start }]);
    day.at = start + 24 * 3_600_000 + 1;
    expect([day.alarms, day.watch.screens()]).toEqual([[], []]);
  });

  it('a screen that was left on purpose is not missed', () => {
    const day = new Day();
    day.says('hall');
    day.says('hall', { leaving: true });
    day.at += 60_000;
    expect(day.alarms).toEqual([]);
  });

  it('tells what is wrong, since when, and that it is over', () => {
    const day = new Day();
    day.newest = 80;
    day.says('hall', { frames: 0, audio: 'blocked', lastCallSeq: 79, clock: start - 5001 });
    expect(day.alarms).toEqual(['hall screen-frozen', 'hall screen-behind', 'hall screen-mute', 'hall screen-clock']);
    day.at += 10_000;
    day.says('hall', { lastCallSeq: 80, clock: day.at + 5001 });
    expect(day.alarms).toEqual(['hall screen-clock']);
    day.at += 10_000;
    day.says('hall', { lastCallSeq: 80, clock: day.at - 5001 });
    expect(day.watch.alarms()).toMatchObject([{ since: start }]);
    day.says('hall', { lastCallSeq: 81, clock: day.at + 5000 });
    expect(day.alarms).toEqual([]);
  });

  it('a screen without calls is never behind', () => {
    const day = new Day();
    day.newest = 80;
    day.says('kiosk/kiosk-1');
    expect(day.alarms).toEqual([]);
  });

  it('takes no place that the hall does not have, no flood, and no more than two hundred screens', () => {
    const day = new Day();
    expect(() => day.says('counter/99')).toThrow(expect.objectContaining({ code: 'unknown-screen' }));
    for (let word = 0; word < 59; word += 1) day.says('hall');
    expect(() => day.says('hall')).toThrow(expect.objectContaining({ code: 'too-many-beats' }));
    day.says('hall', {}, '10.0.0.8');
    day.at += 10_000;
    day.says('hall');
    for (let no = 0; no < 199; no += 1) day.says(`hall/s${no}`, {}, `10.0.1.${no}`);
    expect(() => day.says('hall/one-more', {}, '10.0.2.1')).toThrow(
      expect.objectContaining({ code: 'too-many-beats' }),
    );
    day.says('hall/s3', {}, '10.0.2.1');
    expect(day.watch.screens()).toHaveLength(200);
  });
});

describe('screens at the API', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await TestHouse.open();
  });
  afterAll(() => house.close());
  const beat = (fields: Record<string, unknown> = {}) =>
    house.inject({
      method: 'POST',
      url: '/api/screens/beat',
      payload: {
        ...{ screen: 'hall', frames: 600, audio: 'running', lastCallSeq: 0, build: 'signage-1.js', clock: house.at },
        ...fields,
      },
    });

  it('a beat is answered with the clock of the server, and health and figures know the screen', async () => {
    const answer = await beat();
    expect([answer.statusCode, answer.json()]).toEqual([200, { now: house.at, nextSeconds: 10 }]);
    const { screens } = (await house.get('/api/health')).json();
    expect(screens.list).toMatchObject([{ screen: 'hall', audio: 'running', clockOffMs: 0, heardAt: house.at }]);
    expect((await house.get('/api/metrics')).body).toContain(
      `tingqian_screen_heard_timestamp_seconds{screen="hall",build="signage-1.js"} ${house.at / 1000}\n`,
    );
  });

  it('a beat that is malformed or for a place that is not there is refused', async () => {
    for (const wrong of [{ screen: 'hall/../x' }, { frames: -1 }, { clock: 1.5 }, { name: '张三' }, { build: '<b>' }])
      await house.refused(400, 'invalid-request', () => beat(wrong));
    await house.refused(404, 'unknown-screen', () => beat({ screen: 'counter/99' }));
    await house.refused(404, 'unknown-screen', () => beat({ screen: 'zone/9' }));
    await house.refused(413, 'body-too-large', () => beat({ build: 'x'.repeat(2000) }));
  });

  it('a board that has not taken in a call of fifteen seconds ago, or that fell silent, is told to the supervisor', async () => {
    await house.counter(1, 'open');
    const service = house.house.hall.model.counters.get(1)?.services[0] ?? '';
    await house.take(service);
    await house.counter(1, 'call-next');
    house.at += 16_000;
    await beat();
    const reasons = async () =>
      (await house.get('/api/health')).json().screens.alarms.map((each: { reason: string }) => each.reason);
    expect(await reasons()).toEqual(['screen-behind']);
    await beat({ lastCallSeq: house.seq });
    expect(await reasons()).toEqual([]);
    house.at += 30_000;
    expect(await reasons()).toEqual(['screen-silent']);
    expect((await house.get('/api/metrics')).body).toContain(
      'tingqian_screen_alarm{screen="hall",reason="screen-silent"} 1\n',
    );
  });
});

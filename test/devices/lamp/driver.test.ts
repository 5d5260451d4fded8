import { afterEach, describe, expect, test, vi } from 'vitest';
import { startFakeLamps } from '../../../devices/lamp/fake.ts';
import { lampTiming } from '../../../devices/lamp/slave.ts';
import type { CounterSign } from '../../../server/contract/device.ts';
import { type Cable, cableKinds, newCable } from '../cable.ts';
import { until } from '../until.ts';
import { drive, free, lampConfig, lamps, quick, row, signs } from './rig.ts';

vi.setConfig({ testTimeout: 40_000 });

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function hall(kind: 'tcp' | 'serial' = 'tcp', timing = quick, lampsHere = lamps) {
  const box = await startFakeLamps({ port: 0, lamps: lampsHere });
  ends.push(() => box.stop());
  const cable: Cable = newCable(kind, box);
  ends.push(() => cable.end());
  const driven = drive(cable.wire, lampConfig(cable.config, { lamps: lampsHere }), timing);
  ends.push(() => driven.driver.stop());
  return { box, cable, ...driven };
}
type Hall = Awaited<ReturnType<typeof hall>>;
const standing = ({ box }: Hall) => [17, 18, 19].map((slave) => row(box.coils(slave)));
const stands = (it: Hall, rows: string[]) =>
  until(() => rows.every((each, index) => each === '*' || standing(it)[index] === each), `relays ${rows}`);
const is = ({ driver }: Hall, state: string) => until(() => driver.health().state === state, state);

describe.each(cableKinds)('lamps behind %s', (kind) => {
  test('burn as their counters’ signs say, one for each state and none when closed', async () => {
    const it = await hall(kind);
    await it.cable.lay();
    it.driver.start();
    const { idle, calling, serving, paused, closed } = signs;
    it.driver.showSigns?.([idle(1), calling(2), serving(3), paused(4), closed(5)]);
    await stands(it, ['10000100', '00100001', '00000000']);
    it.driver.showSigns?.([serving(1), idle(2), closed(3), calling(4), idle(5)]);
    await stands(it, ['00101000', '00000100', '10000000']);
    await is(it, 'ready');
    expect(it.driver.health()).toMatchObject({ kind: 'lamp', reason: null, waitingJobs: 0 });
    it.driver.showSigns?.([]);
    await stands(it, ['00000000', '00000000', '00000000']);
  });

  test('show the present and not the past after the cable was pulled and laid again', async () => {
    const it = await hall(kind);
    await it.cable.lay();
    it.driver.start();
    it.driver.showSigns?.(free(5));
    await stands(it, ['10001000', '10001000', '10000000']);
    await it.cable.pull();
    await is(it, 'offline');
    it.box.powerCut();
    it.driver.showSigns?.(free(5).with(0, signs.calling(1)));
    it.driver.showSigns?.(free(5).with(1, signs.serving(2)));
    await it.cable.lay();
    await stands(it, ['10000010', '10001000', '10000000']);
    await is(it, 'ready');
  });

  test.each(['garbage', 'half-frames', 'slow', 'only-single', 'busy', 'wrong-checksum', 'truncated', 'deaf'])(
    'with fault %s stand right in the end, and are ready once it has passed',
    async (fault) => {
      const it = await hall(kind);
      await it.cable.lay();
      await it.box.setFault(fault, fault === 'slow' ? 20 : true);
      it.driver.start();
      it.driver.showSigns?.(free(5));
      if (['busy', 'wrong-checksum', 'truncated', 'deaf'].includes(fault)) {
        await until(() => ['trouble', 'offline'].includes(it.driver.health().state), 'trouble');
        await it.box.setFault(fault, false);
      }
      await stands(it, ['10001000', '10001000', '10000000']);
      await is(it, 'ready');
    },
  );
});

describe('a dead slave', () => {
  test('does not keep the others from changing, is named, and catches up when it is back', async () => {
    const it = await hall();
    await it.box.setFault('deaf', [18]);
    it.driver.start();
    it.driver.showSigns?.(free(5));
    await stands(it, ['10001000', '00000000', '10000000']);
    await is(it, 'trouble');
    expect(it.driver.health()).toMatchObject({ reason: 'no-answer', detail: '18', waitingJobs: 1 });
    expect(it.lines).toEqual(['lamps: slave 18 no-answer']);
    it.driver.showSigns?.(free(5).with(4, signs.calling(5)));
    await stands(it, ['10001000', '00000000', '01000000']);
    await it.box.setFault('deaf', false);
    await stands(it, ['10001000', '10001000', '01000000']);
    await is(it, 'ready');
    expect(it.lines).toEqual(['lamps: slave 18 no-answer', 'lamps: slave 18 is back']);
  });

  test('that answers with exceptions is named with what it says', async () => {
    const it = await hall();
    await it.box.setFault('broken', [17, 19]);
    it.driver.start();
    it.driver.showSigns?.(free(5));
    await until(() => it.driver.health().detail === '17, 19', 'both are named');
    expect(it.driver.health()).toMatchObject({ state: 'trouble', reason: 'device-failure' });
    expect(standing(it)).toEqual(['00000000', '10001000', '00000000']);
  });

  test('is asked less and less often', async () => {
    const it = await hall('tcp', { ...quick, answerMs: 20, backOffMs: 20, backOffMostMs: 100_000 });
    await it.box.setFault('deaf', [18]);
    let asked = 0;
    it.box.onRequest((request) => {
      if (request[0] === 18) asked += 1;
    });
    it.driver.start();
    it.driver.showSigns?.(free(5));
    await until(() => asked === 5, 'five attempts');
    for (let round = 0; round < 50; round += 1) {
      const state = round % 2 === 0 ? signs.serving(1) : signs.idle(1);
      it.driver.showSigns?.(free(5).with(0, state));
      await stands(it, [round % 2 === 0 ? '00101000' : '10001000']);
    }
    expect(asked).toBeLessThan(15);
  });
});

describe('relays', () => {
  test('that lost their power are set again without being asked', async () => {
    const it = await hall('tcp', { ...quick, refreshMs: 40 });
    it.driver.start();
    it.driver.showSigns?.(free(5));
    await stands(it, ['10001000', '10001000', '10000000']);
    it.box.powerCut();
    await stands(it, ['10001000', '10001000', '10000000']);
  });

  test('far apart are switched without touching those between', async () => {
    const apart = [
      { counter: 1, slave: 17, coils: { free: 0, called: 9 } },
      { counter: 2, slave: 17, coils: { free: 3, called: 4 } },
    ];
    const it = await hall('tcp', quick, apart);
    const touched = new Set<number>();
    it.box.onRequest((request) => {
      const count = request[1] === 0x0f ? request.readUInt16BE(4) : 1;
      for (let index = 0; index < count; index += 1) touched.add(request.readUInt16BE(2) + index);
    });
    it.driver.start();
    it.driver.showSigns?.([signs.calling(1), signs.idle(2)]);
    await until(() => row(it.box.coils(17)) === '0001000001', 'relays 3 and 9');
    expect([...touched].sort()).toEqual([0, 3, 4, 9]);
  });

  test('that two states share burn at either', async () => {
    const shared = [{ counter: 1, slave: 17, coils: { free: 0, called: 1, serving: 1 } }];
    const it = await hall('tcp', quick, shared);
    it.driver.start();
    for (const sign of [signs.calling(1), signs.serving(1)]) {
      it.driver.showSigns?.([signs.idle(1)]);
      await stands(it, ['10000000', '*', '*']);
      it.driver.showSigns?.([sign]);
      await stands(it, ['01000000', '*', '*']);
    }
  });
});

test('all coils are sent again every minute', () => {
  expect(lampTiming.refreshMs).toBe(60_000);
});

describe('a connection', () => {
  test('that is cut at each answer does not keep the lamps dark once it is whole', async () => {
    const it = await hall();
    await it.box.setFault('cut', true);
    it.driver.start();
    it.driver.showSigns?.(free(5));
    await is(it, 'offline');
    await it.box.setFault('cut', false);
    await stands(it, ['10001000', '10001000', '10000000']);
  });

  test('on which nobody answers any more is made anew', async () => {
    const it = await hall('tcp', { ...quick, answerMs: 30 });
    it.driver.start();
    it.driver.showSigns?.(free(5));
    await is(it, 'ready');
    await it.box.setFault('deaf', true);
    it.driver.showSigns?.(free(5).with(0, signs.calling(1)));
    await until(() => it.lines.some((line) => line.endsWith(' is back')), 'made anew');
    await it.box.setFault('deaf', false);
    await stands(it, ['01001000', '*', '*']);
  });

  test('that is refused is offline and the test says why', async () => {
    const it = await hall();
    await it.box.setFault('refuse', true);
    it.driver.start();
    await is(it, 'offline');
    expect(it.driver.health().reason).toBe('refused');
    await expect(it.driver.test()).rejects.toThrow('refused');
  });
});

describe('the test of lamps', () => {
  test('lights them all for a moment and then shows the signs again', async () => {
    const it = await hall('tcp', { ...quick, testMs: 200 });
    it.driver.start();
    it.driver.showSigns?.(free(5));
    await is(it, 'ready');
    await it.driver.test();
    expect(standing(it)).toEqual(['11111111', '11111111', '11110000']);
    await stands(it, ['10001000', '10001000', '10000000']);
  });

  test('names the slaves that did not take it', async () => {
    const it = await hall();
    it.driver.start();
    it.driver.showSigns?.(free(5));
    await is(it, 'ready');
    await it.box.setFault('deaf', [18]);
    await expect(it.driver.test()).rejects.toThrow('no-answer: 18');
  });

  test('gives way to a call', async () => {
    const it = await hall('tcp', { ...quick, testMs: 100_000 });
    it.driver.start();
    it.driver.showSigns?.(free(5));
    await is(it, 'ready');
    await it.driver.test();
    const called: CounterSign[] = free(5).with(0, signs.calling(1));
    it.driver.showSigns?.(called);
    await stands(it, ['01001000', '11111111', '*']);
  });
});

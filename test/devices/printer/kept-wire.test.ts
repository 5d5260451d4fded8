import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../devices/clock.ts';
import type { DeviceDriver } from '../../../devices/driver.ts';
import { createPrinterDriver } from '../../../devices/printer/driver.ts';
import { RecordingWire } from '../../../devices/wire/recording.ts';
import { WireError } from '../../../devices/wire/wire.ts';
import type { JobOutcome } from '../../../server/contract/device.ts';
import { until } from '../until.ts';
import { printerConfig, quickOptions, quickWaits } from './rig.ts';
import { slipJob } from './slips.ts';

let driver: DeviceDriver;
let onBegin = () => {};
afterEach(async () => {
  onBegin = () => {};
  await driver.stop();
});

const isSlip = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 4)).toString('hex') === '1b401c26';

/** A printer on a lasting wire that answers real-time questions; queued ones as the test says. */
function start(silenceMs: number) {
  const wire = new RecordingWire({ opensPerJob: false });
  const begun: number[] = [];
  const outcomes: JobOutcome[] = [];
  const state = { asked: 0, silent: false, answersQueued: true, silentAfterSlip: false };
  wire.answer = (bytes) => {
    const isQueued = bytes.length === 3 && bytes[0] === 0x1d;
    if (isQueued) state.asked += 1;
    if (state.silentAfterSlip && isSlip(bytes)) state.silent = true;
    if (state.silent || (isQueued && !state.answersQueued)) return null;
    return isQueued ? Uint8Array.of(0) : bytes[0] === 0x10 ? Uint8Array.of(0x12) : null;
  };
  driver = createPrinterDriver(
    printerConfig(),
    {
      clock: systemClock,
      random: () => 0,
      wire,
      beginSlip: async (job) => {
        begun.push(job.id);
        onBegin();
      },
      report: (outcome) => outcomes.push(outcome),
      healthChanged: () => {},
      log: () => {},
    },
    { ...quickOptions, waits: { ...quickWaits, answerMs: 10_000, quietMs: 60_000, silenceMs, lookMs: 20 } },
  );
  driver.start();
  return { wire, begun, outcomes, state };
}

describe('a printer on a lasting wire', () => {
  it('gets the next slip only after the answer for an uncertain one has come, and not for it', async () => {
    const { wire, begun, outcomes, state } = start(60);
    state.silentAfterSlip = true;
    driver.offer?.(slipJob(1));
    await until(() => outcomes.length === 1, 'the outcome of the first slip');
    expect(outcomes[0]?.outcome).toBe('uncertain');
    Object.assign(state, { silent: false, answersQueued: false, silentAfterSlip: false, asked: 0 });
    driver.offer?.(slipJob(2));
    await until(() => state.asked === 1, 'the question before the second slip');
    wire.say(Uint8Array.of(0));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(begun).toEqual([1]);
    wire.say(Uint8Array.of(0));
    await until(() => begun.length === 2, 'the second slip');
  });

  it('gets a slip only once when its wire breaks while leave is being recorded', async () => {
    const { wire, begun, outcomes } = start(2000);
    await until(() => driver.health().state === 'ready', 'ready');
    let breaks = 1;
    onBegin = () => {
      if (breaks === 1) wire.drop(new WireError('closed', 'pulled'));
      breaks = 0;
    };
    driver.offer?.(slipJob(1));
    await until(() => outcomes.length === 1, 'the outcome');
    expect([outcomes[0]?.outcome, begun]).toEqual(['printed', [1]]);
    expect(wire.written.filter(isSlip)).toHaveLength(1);
  });
});

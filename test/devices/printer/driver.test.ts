import { afterEach, describe, expect, it, vi } from 'vitest';
import { until } from '../until.ts';
import { type Rig, type RigOptions, startRig } from './rig.ts';
import { slipJob } from './slips.ts';

vi.setConfig({ testTimeout: 40_000 });

let rig: Rig;
const start = async (options: RigOptions = {}) => {
  rig = await startRig(options);
  return rig;
};
const offer = (...ids: number[]) => {
  for (const id of ids) rig.driver.offer?.(slipJob(id));
};
const outcomesCame = (count: number) => until(() => rig.outcomes.length >= count, `${count} outcomes`);
const stateIs = (reason: string) => until(() => rig.driver.health().reason === reason, `health says ${reason}`);

afterEach(() => rig.stop());

describe('slips over TCP', () => {
  it('come out in order, once each, and are recorded before and after', async () => {
    await start();
    offer(1, 2, 3);
    await outcomesCame(3);
    expect(rig.fake.slips().map((slip) => slip.text.split('\n')[0])).toEqual(['1001', '1002', '1003']);
    expect(rig.begun).toEqual([1, 2, 3]);
    expect(rig.outcomes).toEqual([1, 2, 3].map((id) => ({ kind: 'slip', id, outcome: 'printed' })));
    expect(rig.fake.garbage()).toEqual([]);
    expect(rig.driver.health()).toMatchObject({ state: 'ready', reason: null, waitingJobs: 0 });
  });

  it('offered again while waiting, in work or done are not printed again', async () => {
    await start();
    offer(1, 1);
    await outcomesCame(1);
    offer(1, 2);
    await outcomesCame(2);
    expect(rig.printed('1001')).toBe(1);
  });

  it('wait without leave while the paper is out, and come out once when it is back', async () => {
    await start();
    await rig.fake.setFault('paper-out', true);
    offer(1);
    await stateIs('paper-out');
    expect([rig.begun, rig.outcomes, rig.driver.health().waitingJobs]).toEqual([[], [], 1]);
    await rig.fake.setFault('paper-out', false);
    await outcomesCame(1);
    expect([rig.printed('1001'), rig.outcomes[0]?.outcome]).toEqual([1, 'printed']);
  });

  // With much of the slip still to come the full buffer keeps the printer from hearing the question.
  it.each([
    [9000, 'no-answer'],
    [15_500, 'paper-out'],
  ])(
    'are uncertain when the paper ends after %i bytes, and what comes out later is not repeated',
    async (bytes, detail) => {
      await start();
      await until(() => rig.driver.health().state === 'ready', 'ready');
      await rig.fake.setFault('paper-out-after', bytes);
      offer(1);
      await outcomesCame(1);
      expect(rig.outcomes[0]).toEqual({ kind: 'slip', id: 1, outcome: 'uncertain', detail });
      await stateIs(detail);
      offer(2);
      await rig.fake.setFault('paper-out', false);
      await outcomesCame(2);
      expect(rig.outcomes[1]).toEqual({ kind: 'slip', id: 2, outcome: 'printed' });
      expect([rig.printed('1001') <= 1, rig.printed('1002')]).toEqual([true, 1]);
      expect(rig.fake.slips().some((slip) => slip.text.includes('1001') && slip.text.includes('1002'))).toBe(false);
    },
  );

  it('wait while the cover is open', async () => {
    await start();
    await rig.fake.setFault('cover-open', true);
    offer(1);
    await stateIs('cover-open');
    expect(rig.begun).toEqual([]);
    await rig.fake.setFault('cover-open', false);
    await outcomesCame(1);
    expect(rig.printed('1001')).toBe(1);
  });

  it('wait for a printer that is off line', async () => {
    await start();
    await rig.fake.setFault('offline', true);
    offer(1);
    await stateIs('offline');
    await rig.fake.setFault('offline', false);
    await outcomesCame(1);
    expect(rig.printed('1001')).toBe(1);
  });

  it('wait for a printer that says nothing, because none of their bytes has left', async () => {
    await start();
    await rig.fake.setFault('deaf', true);
    offer(1);
    await stateIs('no-answer');
    expect([rig.begun, rig.fake.slips().length]).toEqual([[], 0]);
    await rig.fake.setFault('deaf', false);
    await outcomesCame(1);
    expect(rig.printed('1001')).toBe(1);
  });

  it('are uncertain when the printer falls silent after their bytes have left', async () => {
    await start({ beginSlip: () => rig.fake.setFault('deaf', true) });
    offer(1);
    await outcomesCame(1);
    expect(rig.outcomes[0]).toEqual({ kind: 'slip', id: 1, outcome: 'uncertain', detail: 'no-answer' });
    expect(rig.printed('1001')).toBe(1);
  });

  it('wait for a printer that refuses the connection', async () => {
    await start();
    await until(() => rig.driver.health().state === 'ready', 'ready');
    await rig.fake.setFault('refuse', true);
    offer(1);
    await stateIs('refused');
    expect(rig.begun).toEqual([]);
    await rig.fake.setFault('refuse', false);
    await outcomesCame(1);
    expect([rig.printed('1001'), rig.outcomes[0]?.outcome]).toEqual([1, 'printed']);
  });

  it('come out of a slow printer and are waited for', async () => {
    await start();
    await rig.fake.setFault('slow', 40_000);
    offer(1);
    await outcomesCame(1);
    expect([rig.printed('1001'), rig.outcomes[0]?.outcome]).toEqual([1, 'printed']);
  });

  it('wait for a printer that is busy with another client', async () => {
    await start();
    await until(() => rig.driver.health().state === 'ready', 'ready');
    offer(1);
    await outcomesCame(1);
    await rig.fake.setFault('busy', true);
    offer(2);
    await stateIs('busy');
    expect(rig.begun).toEqual([1]);
    await rig.fake.setFault('busy', false);
    await outcomesCame(2);
    expect(rig.printed('1002')).toBe(1);
  });

  it('that the record refuses are dropped without a byte', async () => {
    await start({ beginSlip: (job) => (job.id === 1 ? Promise.reject(new Error('cancelled')) : Promise.resolve()) });
    offer(1, 2);
    await outcomesCame(1);
    expect([rig.printed('1001'), rig.printed('1002'), rig.outcomes.length]).toEqual([0, 1, 1]);
  });

  it('over the length of the queue are failed at once', async () => {
    await start();
    await rig.fake.setFault('paper-out', true);
    for (let id = 1; id <= 201; id += 1) offer(id);
    expect(rig.outcomes).toEqual([{ kind: 'slip', id: 201, outcome: 'failed', detail: 'queue-full' }]);
  });

  it('waiting at the end of the day stay unreported', async () => {
    await start();
    await rig.fake.setFault('paper-out', true);
    offer(1, 2);
    await stateIs('paper-out');
    await rig.driver.stop();
    expect(rig.outcomes).toEqual([]);
    expect(rig.fake.slips()).toEqual([]);
  });
});

describe('a connection that breaks', () => {
  // Before the slip 12 bytes of questions pass; the band, the pictures, the words and the QR code follow.
  const places = [13, 300, 2000, 3600, 9000, 15_500, 16_400, 17_000];

  it.each(places)('after %i bytes neither doubles nor loses a slip, and spoils no later one', async (bytes) => {
    await start();
    await until(() => rig.driver.health().state === 'ready', 'ready');
    await rig.fake.setFault('cut-after', bytes);
    offer(1, 2, 3);
    await outcomesCame(3);
    expect(rig.outcomes[0]).toEqual({ kind: 'slip', id: 1, outcome: 'uncertain', detail: 'cut-off' });
    expect(rig.outcomes.slice(1).map((outcome) => outcome.outcome)).toEqual(['printed', 'printed']);
    for (const number of ['1002', '1003']) {
      const slips = rig.fake.slips().filter((slip) => slip.text.includes(number));
      expect(slips.map((slip) => slip.text.startsWith(`${number}\n`) && slip.text.endsWith('县行政服务中心'))).toEqual([
        true,
      ]);
      expect(slips[0]?.blocks.filter((block) => block.kind === 'image')).toHaveLength(3);
    }
    expect(rig.printed('1001')).toBeLessThanOrEqual(1);
  });

  it('before the first byte of a slip only delays it', async () => {
    await start();
    await until(() => rig.driver.health().state === 'ready', 'ready');
    await rig.fake.setFault('cut-after', 5);
    offer(1);
    await outcomesCame(1);
    expect(rig.outcomes).toEqual([{ kind: 'slip', id: 1, outcome: 'printed' }]);
    expect(rig.printed('1001')).toBe(1);
  });
});

describe('a printer that never answers', () => {
  it('has printed when it took everything and closed', async () => {
    await start({ config: { answersStatus: false } });
    await rig.fake.setFault('deaf', true);
    offer(1);
    await outcomesCame(1);
    expect([rig.outcomes[0]?.outcome, rig.printed('1001')]).toEqual(['printed', 1]);
  });

  it('is uncertain when it reset the connection', async () => {
    await start({ config: { answersStatus: false } });
    await rig.fake.setFault('cut-after', 4000);
    offer(1, 2);
    await outcomesCame(2);
    expect(rig.outcomes.map((outcome) => outcome.outcome)).toEqual(['uncertain', 'printed']);
    expect(rig.printed('1002')).toBe(1);
  });
});

describe('a test slip', () => {
  it('comes out without a record', async () => {
    await start();
    await rig.driver.test();
    expect(rig.fake.slips()[0]?.text).toContain('打印机测试');
    expect([rig.begun, rig.outcomes]).toEqual([[], []]);
  });

  it('fails with the reason and is not tried again', async () => {
    await start();
    await rig.fake.setFault('paper-out', true);
    await expect(rig.driver.test()).rejects.toThrow('paper-out');
    expect(rig.driver.health().waitingJobs).toBe(0);
  });
});

describe('an idle printer', () => {
  it('is looked at, so that missing paper shows before anybody takes a ticket', async () => {
    await start({ options: { idleLookMs: 20 } });
    await until(() => rig.driver.health().state === 'ready', 'ready');
    await rig.fake.setFault('paper-near-end', true);
    await stateIs('paper-near-end');
    await rig.fake.setFault('paper-out', true);
    await stateIs('paper-out');
    expect(rig.driver.health().state).toBe('trouble');
    await rig.fake.setFault('paper-out', false);
    await rig.fake.setFault('paper-near-end', false);
    await until(() => rig.driver.health().reason === null, 'well again');
  });
});

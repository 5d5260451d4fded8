import { afterEach, describe, expect, it } from 'vitest';
import { wordIn } from '../../../devices/printer/identity.ts';
import { until } from '../until.ts';
import { type Rig, startRig } from './rig.ts';
import { slipJob } from './slips.ts';

let rig: Rig;
afterEach(() => rig?.stop());

describe('a printer that knows what it is', () => {
  it('is asked once, tells it in its health, and prints as before', async () => {
    rig = await startRig({ config: { asksModel: true } });
    await until(() => rig.driver.health().firmware !== undefined, 'it told');
    expect(rig.driver.health()).toMatchObject({ state: 'ready', firmware: 'TINGQIAN' });
    rig.driver.offer?.(slipJob(1));
    await until(() => rig.outcomes.length === 1, 'printed');
    expect([rig.outcomes[0]?.outcome, rig.fake.slips().length, rig.fake.garbage()]).toEqual(['printed', 1, []]);
  });

  it('is not asked where the hall file does not say that it answers', async () => {
    rig = await startRig();
    await until(() => rig.driver.health().state === 'ready', 'ready');
    rig.driver.offer?.(slipJob(1));
    await until(() => rig.outcomes.length === 1, 'printed');
    expect(rig.driver.health().firmware).toBeUndefined();
  });
});

describe('its answer', () => {
  it('is whole between 5F and 00, however it came', () => {
    expect(wordIn(Buffer.from([0x5f, 0x54, 0x4d]))).toBeNull();
    expect(wordIn(Buffer.from([0x12, 0x5f, 0x54, 0x4d, 0x00]))).toBe('TM');
    expect(wordIn(Buffer.from([0x5f, 0x54, 0xb5, 0x00]))).toBe('T?');
    expect(wordIn(Buffer.alloc(0))).toBeNull();
  });
});

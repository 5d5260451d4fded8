import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAlphaDriver } from '../../../devices/alpha/driver.ts';
import { driverFactories } from '../../../devices/factories.ts';
import { type Fakes, startFakes } from '../../../devices/fakes.ts';
import { readFakesOptions } from '../../../devices/fakes-console.ts';
import { startFleet } from '../../../devices/fleet.ts';
import { createHuiduDriver } from '../../../devices/huidu/driver.ts';
import { createLampDriver } from '../../../devices/lamp/driver.ts';
import { createLedBusDriver } from '../../../devices/led/driver.ts';
import { type FakeModbus, startFakeModbus } from '../../../devices/modbus/fake.ts';
import { createPrinterDriver } from '../../../devices/printer/driver.ts';
import { createReaderDriver } from '../../../devices/reader/driver.ts';
import { createSpeakerDriver } from '../../../devices/voice/driver.ts';
import type { DeviceConfig, DeviceHealth, DeviceOutput, SlipJob } from '../../../server/contract/device.ts';
import { quick as quickSign } from '../../devices/alpha/rig.ts';
import { quick as quickBoard } from '../../devices/huidu/rig.ts';
import { quick as quickLamps } from '../../devices/lamp/rig.ts';
import { quick as quickBus } from '../../devices/led/rig.ts';
import { quickOptions } from '../../devices/printer/rig.ts';
import { slipJob } from '../../devices/printer/slips.ts';
import { quick as quickReader } from '../../devices/reader/rig.ts';
import { speaker, voiceOf } from '../../devices/voice/rig.ts';
import { sampleFile } from '../../fixtures/halls.ts';
import { TestHouse } from '../../fixtures/house.ts';

vi.setConfig({ testTimeout: 40_000 });

/** Every device of `npm run fakes`, a pad and lamps on one Modbus box beside it, and a loudspeaker. */
const asking = readFakesOptions([]).devices.filter(({ kind }) => kind !== 'lamp' && kind !== 'keypad');
const said: string[] = [];
const pressed: string[] = [];
let modbus: FakeModbus;
let fakes: Fakes;
let house: TestHouse;
let offer: (job: SlipJob) => void;

async function startDevices() {
  modbus = await startFakeModbus({ port: 0, slaves: [{ slave: 17, coils: 8, inputs: 8 }] });
  modbus.onRequest((request) => pressed.push(`${request[0]}/${request[1]}`));
  fakes = await startFakes(asking);
  const wire = { kind: 'tcp' as const, host: '127.0.0.1', port: modbus.port };
  const devices: DeviceConfig[] = [
    ...fakes.devices,
    {
      id: 'lamps',
      name: '窗口灯',
      kind: 'lamp',
      wire,
      lamps: [{ counter: 3, slave: 17, coils: { free: 0, called: 1 } }],
    },
    {
      id: 'pad',
      name: '呼叫器',
      kind: 'keypad',
      counter: 3,
      wire,
      profile: { kind: 'modbus', slave: 17, keys: { '0': 'recall' } },
    },
    speaker(),
  ];
  const player = { play: async (_: unknown, { text }: { text: string }) => void said.push(text) };
  const fleet = startFleet({
    devices,
    beginSlip: async () => {},
    report: async () => {},
    factories: {
      ...driverFactories,
      printer: (config, deps) => createPrinterDriver(config, deps, quickOptions),
      'led-bus': (config, deps) => createLedBusDriver(config, deps, quickBus),
      huidu: (config, deps) => createHuiduDriver(config, deps, quickBoard),
      alpha: (config, deps) => createAlphaDriver(config, deps, quickSign),
      lamp: (config, deps) => createLampDriver(config, deps, quickLamps),
      reader: (config, deps) => createReaderDriver(config, deps, quickReader),
      speaker: (config, deps) => createSpeakerDriver(config, deps, { voice: voiceOf(0.1), player }),
    },
  });
  offer = (job) => fleet.offer({ ...job, device: 'printer' });
  return { devices, fleet };
}

const test = (device: string) => house.post(`/api/devices/${device}/test`, {}, { as: 'super1' });
const reasonOf = async (device: string) => {
  const problem = await house.refused(409, 'device-in-trouble', () => test(device));
  return problem.facts?.reason;
};
/** Words on paper or in lights, of one device. */
const shown = (device: string) => {
  const output = fakes.outputs().find((each) => each.device === device) as DeviceOutput;
  if (output.kind === 'printer') return output.slips.map(({ text }) => text).join('\n');
  return 'screens' in output ? output.screens.flatMap(({ areas }) => areas.map(({ text }) => text)).join('\n') : '';
};

beforeAll(async () => {
  const { devices, fleet } = await startDevices();
  const { onHealth, ...rest } = { onHealth: () => () => {}, ...bound(fleet) };
  house = await TestHouse.open({
    file: { ...sampleFile(), devices },
    fleet: async () => ({ ...rest, onChange: onHealth }),
  });
  await vi.waitFor(
    () => {
      const waiting = fleet.health().filter(({ state }) => state !== 'ready' && state !== 'busy');
      expect(waiting.map(({ id, reason }) => `${id} ${reason}`)).toEqual([]);
    },
    { timeout: 20_000, interval: 20 },
  );
});
afterAll(async () => {
  await house.close();
  await fakes.stop();
  await modbus.stop();
});

function bound(fleet: ReturnType<typeof startFleet>) {
  return {
    offer: fleet.offer.bind(fleet),
    showSigns: fleet.showSigns.bind(fleet),
    withdraw: fleet.withdraw.bind(fleet),
    health: (): DeviceHealth[] => fleet.health(),
    outputs: () => fakes.outputs(),
    onSignal: fleet.onSignal.bind(fleet),
    test: fleet.test.bind(fleet),
    sound: fleet.sound.bind(fleet),
    stop: fleet.stop.bind(fleet),
  };
}

describe('the test button', () => {
  it.each([
    ['printer', /打印测试|测试/],
    ['led', /1/],
    ['board', /屏幕测试/],
    ['sign', /./],
  ])('of the %s puts something out that can be seen', async (device, words) => {
    const seen = shown(device);
    const during: string[] = [];
    const stop = fakes.onOutput(() => during.push(shown(device)));
    expect((await test(device)).json()).toEqual({ ok: true });
    stop();
    const fresh = during.filter((each) => each !== seen);
    expect(fresh.some((each) => words.test(each))).toBe(true);
  });

  it('of the lamps lights them, of a pad and a reader asks the box itself, of a loudspeaker speaks', async () => {
    const lit: string[] = [];
    const stop = modbus.onRequest(() => lit.push(modbus.coils(17).slice(0, 2).join()));
    expect((await test('lamps')).statusCode).toBe(200);
    stop();
    expect(lit).toContain('true,true');
    pressed.length = 0;
    expect((await test('pad')).statusCode).toBe(200);
    expect(pressed).toContain('17/2');
    expect((await test('reader')).statusCode).toBe(200);
    expect((await test('speaker-east')).statusCode).toBe(200);
    expect(said).toEqual([expect.stringMatching(/测试/)]);
  });

  it('says plainly why a device did nothing', async () => {
    await fakes.setFault('printer', 'cover-open', true);
    expect(await reasonOf('printer')).toBe('cover-open');
    await fakes.setFault('printer', 'cover-open', false);
    await fakes.setFault('led', 'deaf', true);
    expect(await reasonOf('led')).toBe('no-answer: 1');
    await fakes.setFault('led', 'deaf', false);
    expect((await test('led')).statusCode).toBe(200);
    await fakes.setFault('reader', 'refuse', true);
    await vi.waitFor(async () => expect(['closed', 'refused']).toContain(await reasonOf('reader')), {
      timeout: 20_000,
    });
    await modbus.setFault('busy', true);
    expect(await reasonOf('lamps')).toBe('busy: 17');
    await modbus.setFault('busy', false);
  });

  it('of a printer that holds a slip back answers at once, and prints no test when it is well again', async () => {
    await fakes.setFault('printer', 'paper-out', true);
    const before = shown('printer').split('测试').length;
    offer(slipJob(1));
    await vi.waitFor(async () => expect(await reasonOf('printer')).toBe('paper-out'), { timeout: 20_000 });
    expect(await reasonOf('printer')).toBe('paper-out');
    await fakes.setFault('printer', 'paper-out', false);
    await vi.waitFor(() => expect(shown('printer')).toContain('1001'), { timeout: 20_000 });
    expect(shown('printer').split('测试').length).toBe(before);
  });
});

import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DeviceDriver, DriverDeps } from '../../devices/driver.ts';
import { type DriverFactories, driverFactories } from '../../devices/factories.ts';
import { type Fakes, startFakes } from '../../devices/fakes.ts';
import { type Fleet, type FleetOptions, startFleet } from '../../devices/fleet.ts';
import { createPrinterDriver } from '../../devices/printer/driver.ts';
import { RecordingWire } from '../../devices/wire/recording.ts';
import type {
  CounterSign,
  DeviceConfig,
  DeviceHealth,
  JobOutcome,
  LedBusConfig,
  SlipJob,
  SpeakerConfig,
  SpeechJob,
} from '../../server/contract/device.ts';
import { printerConfig, quickOptions } from './printer/rig.ts';
import { slipJob } from './printer/slips.ts';
import { until } from './until.ts';

vi.setConfig({ testTimeout: 40_000 });

const led: LedBusConfig = {
  id: 'led-counters',
  name: '窗口屏',
  kind: 'led-bus',
  wire: { kind: 'tcp', host: '127.0.0.1', port: 1 },
  generation: '6K',
  widthPx: 128,
  heightPx: 32,
  screens: [{ address: 1, counter: 1 }],
};
const speaker: SpeakerConfig = {
  id: 'speaker-east',
  name: '东区广播',
  kind: 'speaker',
  zones: [1],
  output: 'record',
  repeat: 1,
  repeatGapSeconds: 0,
};

/** A driver that only remembers what it was told. */
class Listener implements DeviceDriver {
  readonly id: string;
  readonly told: unknown[] = [];
  readonly deps: DriverDeps;
  readonly #config: DeviceConfig;
  state: DeviceHealth['state'] = 'ready';

  constructor(config: DeviceConfig, deps: DriverDeps) {
    this.id = config.id;
    this.deps = deps;
    this.#config = config;
  }
  start() {
    this.told.push('start');
  }
  offer(job: unknown) {
    this.told.push(job);
  }
  showSigns(signs: CounterSign[]) {
    this.told.push(signs);
  }
  withdraw(callSeq: number) {
    this.told.push(callSeq);
  }
  health(): DeviceHealth {
    const { id, name, kind } = this.#config;
    return { id, name, kind, state: this.state, reason: null, waitingJobs: 0, lastSuccessAt: null, fake: false };
  }
  test() {
    return Promise.resolve();
  }
  stop() {
    this.told.push('stop');
    return Promise.resolve();
  }
}

const listeners = new Map<string, Listener>();
function listen(config: DeviceConfig, deps: DriverDeps): Listener {
  const listener = new Listener(config, deps);
  listeners.set(config.id, listener);
  return listener;
}
const factories: DriverFactories = {
  ...driverFactories,
  printer: (config, deps) => createPrinterDriver(config, deps, quickOptions),
  'led-bus': listen,
  speaker: listen,
};

let fleet: Fleet;
let fakes: Fakes;
let reported: { outcome: JobOutcome; device: string }[];

async function start(devices: DeviceConfig[], options: Partial<FleetOptions> = {}): Promise<void> {
  reported = [];
  fakes = await startFakes(devices);
  fleet = startFleet({
    devices: fakes.devices,
    fakeDevices: fakes.ids,
    factories,
    random: () => 0,
    beginSlip: () => Promise.resolve(),
    report: async (outcome, device) => {
      reported.push({ outcome, device });
    },
    ...options,
  });
}

const printers = () => [printerConfig(), printerConfig({ id: 'printer-desk', name: '咨询台打印机' })];
const offer = (id: number, device = 'printer-kiosk') => fleet.offer({ ...slipJob(id), device });
const slipsOf = (device: string) =>
  fakes.outputs().flatMap((output) => (output.kind === 'printer' && output.device === device ? output.slips : []));

afterEach(async () => {
  await fleet.stop();
  await fakes.stop();
  listeners.clear();
});

describe('a fleet', () => {
  it('prints each slip on its own printer and reports it with the printer', async () => {
    await start(printers());
    offer(1);
    offer(2, 'printer-desk');
    await until(() => reported.length === 2, 'two reports');
    expect(slipsOf('printer-kiosk')).toHaveLength(1);
    expect(slipsOf('printer-desk')).toHaveLength(1);
    expect(reported.map(({ outcome, device }) => [outcome.id, outcome.outcome, device]).sort()).toEqual([
      [1, 'printed', 'printer-kiosk'],
      [2, 'printed', 'printer-desk'],
    ]);
  });

  it('with one printer stuck keeps the other printer, the signs and the voice going', async () => {
    await start([...printers(), led, speaker]);
    await fakes.setFault('printer-kiosk', 'paper-out', true);
    offer(1);
    await until(() => fleet.health()[0]?.reason === 'paper-out', 'the first printer is stuck');
    offer(2, 'printer-desk');
    const signs: CounterSign[] = [{ state: 'idle', counter: 1 }];
    fleet.showSigns(signs);
    const speech: SpeechJob = {
      kind: 'speech',
      id: 3,
      device: 'speaker-east',
      number: '1001',
      counter: 1,
      zone: 1,
      calledAt: 0,
      expiresAt: 1,
    };
    fleet.offer(speech);
    fleet.withdraw(3);
    await until(() => reported.length === 1, 'the second printer printed');
    expect(reported[0]?.outcome).toMatchObject({ id: 2, outcome: 'printed' });
    expect(listeners.get('led-counters')?.told).toEqual(['start', signs, 3]);
    expect(listeners.get('speaker-east')?.told).toEqual(['start', signs, speech, 3]);
  });

  it('waits for the record before a byte of the slip leaves', async () => {
    let allow = () => {};
    const asked: SlipJob[] = [];
    await start(printers(), {
      beginSlip: (job) => {
        asked.push(job);
        return new Promise((resolve) => {
          allow = resolve;
        });
      },
    });
    offer(1);
    await until(() => asked.length === 1, 'leave was asked for');
    expect(slipsOf('printer-kiosk')).toEqual([]);
    allow();
    await until(() => reported.length === 1, 'the report');
    expect(asked.map((job) => job.id)).toEqual([1]);
  });

  it('drops a slip when the record throws or rejects, and prints the next', async () => {
    await start(printers(), {
      beginSlip: (job) => {
        if (job.id === 1) throw new Error('gone');
        return job.id === 2 ? Promise.reject(new Error('gone')) : Promise.resolve();
      },
    });
    for (const id of [1, 2, 3]) offer(id);
    await until(() => reported.length === 1, 'the report');
    expect(reported[0]?.outcome).toEqual({ kind: 'slip', id: 3, outcome: 'printed' });
    expect(slipsOf('printer-kiosk')).toHaveLength(1);
  });

  it('offers an outcome again until the server has taken it, and prints nothing again meanwhile', async () => {
    let refusals = 2;
    const taken: JobOutcome[] = [];
    const lines: string[] = [];
    await start(printers(), {
      log: (line) => lines.push(line),
      report: async (outcome) => {
        if (refusals > 0) {
          refusals -= 1;
          throw new Error('database is locked');
        }
        taken.push(outcome);
      },
    });
    offer(1);
    await until(() => refusals < 2, 'a refusal');
    offer(1);
    await until(() => taken.length === 1, 'taken');
    expect(taken).toEqual([{ kind: 'slip', id: 1, outcome: 'printed' }]);
    expect(slipsOf('printer-kiosk')).toHaveLength(1);
    expect(lines.filter((line) => line.includes('database is locked'))).toHaveLength(2);
  });

  it('says of a job for an unknown device that it failed or was dropped', async () => {
    await start([]);
    offer(1, 'printer-gone');
    fleet.offer({ kind: 'speech', id: 2, device: 'x', number: '1', counter: 1, zone: 1, calledAt: 0, expiresAt: 1 });
    await until(() => reported.length === 2, 'two reports');
    expect(reported.map(({ outcome }) => outcome.outcome)).toEqual(['failed', 'dropped']);
    await expect(fleet.test('printer-gone')).rejects.toThrow('unknown-device');
  });

  it('shows the health of all devices, and whether they are fakes', async () => {
    await start([...printers(), speaker]);
    const heard: DeviceHealth[][] = [];
    fleet.onHealth((health) => heard.push(health));
    await until(() => fleet.health()[0]?.state === 'ready', 'ready');
    await until(() => heard.length > 0, 'news');
    expect(fleet.health().map(({ id, kind, fake }) => [id, kind, fake])).toEqual([
      ['printer-kiosk', 'printer', true],
      ['printer-desk', 'printer', true],
      ['speaker-east', 'speaker', false],
    ]);
    expect(heard.at(-1)).toHaveLength(3);
  });

  it('keeps a fault in one driver away from the others and from the caller', async () => {
    const lines: string[] = [];
    await start([led, speaker], { log: (line) => lines.push(line) });
    const broken = listeners.get('led-counters');
    if (broken) {
      broken.showSigns = () => {
        throw new Error('broken sign');
      };
    }
    fleet.showSigns([{ state: 'idle', counter: 1 }]);
    expect(listeners.get('speaker-east')?.told).toHaveLength(2);
    expect(lines.join()).toContain('broken sign');
  });

  it('stops with a printer that is stuck, without a word about waiting slips', async () => {
    await start(printers());
    await fakes.setFault('printer-kiosk', 'deaf', true);
    offer(1);
    await until(() => fleet.health()[0]?.waitingJobs === 1, 'a waiting slip');
    await fleet.stop();
    expect(reported).toEqual([]);
  });

  it('prints on nothing but the wires that it was given', async () => {
    const wire = new RecordingWire();
    await start([], {
      devices: [printerConfig({ answersStatus: false, wire: { kind: 'tcp', host: '192.0.2.1', port: 9100 } })],
      openWire: () => wire,
    });
    offer(1);
    await until(() => reported.length === 1, 'the report');
    expect(wire.allWritten.subarray(0, 4).toString('hex')).toBe('1b401c26');
    expect(reported[0]?.outcome.outcome).toBe('printed');
  });

  it('refuses two devices of one name', async () => {
    await start([]);
    const options = { beginSlip: () => Promise.resolve(), report: () => Promise.resolve(), factories };
    expect(() => startFleet({ ...options, devices: [speaker, speaker] })).toThrow('speaker-east');
  });
});

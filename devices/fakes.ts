import { pathToFileURL } from 'node:url';
import type { DeviceConfig, DeviceOutput, PadKey, ReadCard } from '../server/contract/device.ts';
import { startFakeSign } from './fake-signs.ts';
import { readFakesOptions, runConsole } from './fakes-console.ts';
import { startFakePad } from './keypad/fake.ts';
import { startFakeLamps } from './lamp/fake.ts';
import { pictureFolder } from './output-pictures.ts';
import { startFakePrinter } from './printer/fake.ts';
import { startFakeReader } from './reader/fake.ts';
import { inventedCard } from './reader/fake-card.ts';
import { Listeners } from './wire/listeners.ts';

/** One fake device with its address. */
interface RunningFake {
  port: number;
  /** Left out by a device that puts out nothing to be looked at. */
  output?(): DeviceOutput;
  presentCard?(card: ReadCard): void;
  removeCard?(): void;
  press?(key: PadKey): void;
  setFault(name: string, value: boolean | number): Promise<void> | void;
  stop(): Promise<void>;
}

export interface Fakes {
  /** The devices with every `fake` wire replaced by the TCP address of its fake. */
  devices: DeviceConfig[];
  /** Ids of the devices that are fakes. */
  ids: ReadonlySet<string>;
  /** What fake printers printed and fake LED screens show. */
  outputs(): DeviceOutput[];
  /** Rejects with an Error for an unknown device or fault. */
  setFault(deviceId: string, fault: string, value: boolean | number): Promise<void>;
  /** Lays a card on a reader: the data of one, or a name in which one is invented. Throws an Error for no such reader. */
  presentCard(deviceId: string, card: ReadCard | string): void;
  /** Throws an Error for no such reader. */
  removeCard(deviceId: string): void;
  /** Presses a key of a pad and lets it go. Throws an Error for no such pad, and for a key that it does not have. */
  press(deviceId: string, key: PadKey): void;
  /** Called with the device's id whenever its output changed. */
  onOutput(listener: (deviceId: string) => void): () => void;
  stop(): Promise<void>;
}

/**
 * Starts the fake of every device whose wire is of kind `fake`, on 127.0.0.1 and any free port, or the one given for its
 * id. Rejects, with nothing left running, when a port is taken.
 */
export async function startFakes(
  devices: readonly DeviceConfig[],
  ports: Readonly<Record<string, number>> = {},
): Promise<Fakes> {
  const running = new Map<string, RunningFake>();
  const changed = new Listeners<string>();
  const stop = async () => {
    await Promise.all([...running.values()].map((fake) => fake.stop()));
  };
  const resolved: DeviceConfig[] = [];
  try {
    for (const device of devices) {
      const fake = await startFake(device, ports[device.id] ?? 0, () => changed.tell(device.id));
      if (fake) running.set(device.id, fake);
      resolved.push(fake ? withAddress(device, fake.port) : device);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    devices: resolved,
    ids: new Set(running.keys()),
    outputs: () => [...running.values()].flatMap((fake) => fake.output?.() ?? []),
    setFault: async (deviceId, fault, value) => {
      const fake = running.get(deviceId);
      if (!fake) throw new Error(`no fake device ${deviceId}`);
      await fake.setFault(fault, value);
    },
    presentCard: (deviceId, card) => {
      const { presentCard } = running.get(deviceId) ?? {};
      if (!presentCard) throw new Error(`no fake reader ${deviceId}`);
      presentCard(typeof card === 'string' ? inventedCard(card) : card);
    },
    removeCard: (deviceId) => {
      const { removeCard } = running.get(deviceId) ?? {};
      if (!removeCard) throw new Error(`no fake reader ${deviceId}`);
      removeCard();
    },
    press: (deviceId, key) => {
      const { press } = running.get(deviceId) ?? {};
      if (!press) throw new Error(`no fake pad ${deviceId}`);
      press(key);
    },
    onOutput: (listener) => changed.add(listener),
    stop,
  };
}

function withAddress(device: DeviceConfig, port: number): DeviceConfig {
  if (device.kind === 'speaker') return device;
  return { ...device, wire: { kind: 'tcp', host: '127.0.0.1', port } };
}

async function startFake(device: DeviceConfig, port: number, onChange: () => void): Promise<RunningFake | null> {
  if (device.kind === 'speaker' || device.wire.kind !== 'fake') return null;
  if (device.kind === 'printer') {
    const printer = await startFakePrinter({ port, paperMm: device.paperMm });
    printer.onChange(onChange);
    return {
      port: printer.port ?? port,
      output: () => ({ kind: 'printer', device: device.id, slips: printer.slips() }),
      setFault: (name, value) => printer.setFault(name, value),
      stop: () => printer.stop(),
    };
  }
  if (device.kind === 'reader') return startFakeReader({ port });
  if (device.kind === 'keypad') return startFakePad({ port, profile: device.profile });
  if (device.kind === 'lamp') return startFakeLamps({ port, lamps: device.lamps });
  return startFakeSign(device, port, onChange);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const { devices, ports, out } = readFakesOptions(process.argv.slice(2));
    const fakes = await startFakes(devices, ports);
    if (out !== null) {
      const folder = pictureFolder(out);
      fakes.onOutput(() => folder.note(fakes.outputs()).catch((error) => console.error(String(error))));
    }
    await runConsole(fakes);
    process.exit(0);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

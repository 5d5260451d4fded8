import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import type { DeviceConfig } from '../server/contract/device.ts';

/** What the console needs of running fakes. */
export interface ConsoleFakes {
  devices: readonly DeviceConfig[];
  setFault(deviceId: string, fault: string, value: boolean | number): Promise<void>;
  onOutput(listener: (deviceId: string) => void): () => void;
  stop(): Promise<void>;
}

const usage = `type:  <device> <fault> on|off|<number>     or: quit
printer faults: paper-out paper-near-end cover-open offline deaf busy refuse (on|off),
                slow cut-after paper-out-after (bytes, 0 is off)
led faults:     deaf busy no-fonts wrong-checksum half-frames garbage cut refuse (on|off)`;

function portOf(text: string | undefined, fallback: number): number {
  const port = text === undefined ? fallback : Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`not a port: ${text}`);
  return port;
}

/** The devices of `npm run fakes` and the port of each, from the command line. Throws an Error for a bad option. */
export function readFakesOptions(args: readonly string[]): { devices: DeviceConfig[]; ports: Record<string, number> } {
  const { values } = parseArgs({
    args: [...args],
    options: { escpos: { type: 'string' }, onbon: { type: 'string' }, 'paper-mm': { type: 'string' } },
  });
  const paperMm = values['paper-mm'] ?? '80';
  if (paperMm !== '80' && paperMm !== '58') throw new Error('--paper-mm is 80 or 58');
  return {
    devices: [
      {
        id: 'printer',
        name: 'printer',
        kind: 'printer',
        place: 'fakes',
        wire: { kind: 'fake' },
        paperMm: paperMm === '58' ? 58 : 80,
        answersStatus: true,
      },
      {
        id: 'led',
        name: 'led',
        kind: 'led-bus',
        wire: { kind: 'fake' },
        generation: '6K',
        widthPx: 128,
        heightPx: 32,
        screens: [{ address: 1, counter: 1 }],
      },
    ],
    ports: { printer: portOf(values.escpos, 9100), led: portOf(values.onbon, 5005) },
  };
}

/** Reads `printer paper-out on`; throws an Error for a line of another form. */
export function readFaultLine(line: string): { device: string; fault: string; value: boolean | number } {
  const [device, fault, setting, ...more] = line.trim().split(/\s+/);
  if (!device || !fault || !setting || more.length > 0) throw new Error('need: <device> <fault> on|off|<number>');
  if (setting === 'on' || setting === 'off') return { device, fault, value: setting === 'on' };
  if (!/^\d+$/.test(setting)) throw new Error(`neither on, off nor a number: ${setting}`);
  return { device, fault, value: Number(setting) };
}

/**
 * Prints the addresses, takes faults line by line, and resolves when told to quit or on a signal. The end of input is no
 * reason to stop: in the background there is none.
 */
export async function runConsole(
  fakes: ConsoleFakes,
  input: Readable = process.stdin,
  output: Writable = process.stdout,
): Promise<void> {
  const say = (line: string) => void output.write(`${line}\n`);
  const lines = createInterface({ input });
  // Listens before it says that it is there.
  const quit = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    lines.on('line', (line) => {
      if (line.trim() === '') return;
      if (line.trim() === 'quit') return resolve();
      Promise.resolve()
        .then(() => readFaultLine(line))
        .then(({ device, fault, value }) => fakes.setFault(device, fault, value))
        .then(
          () => say('ok'),
          (error: Error) => say(`error: ${error.message}`),
        );
    });
  });
  for (const device of fakes.devices) {
    if (device.kind !== 'speaker' && device.wire.kind === 'tcp') say(`${device.id}: 127.0.0.1:${device.wire.port}`);
  }
  say(usage);
  fakes.onOutput((deviceId) => say(`${deviceId}: changed`));
  await quit;
  lines.close();
  await fakes.stop();
}

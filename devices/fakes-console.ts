import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { type DeviceConfig, PadKey } from '../server/contract/device.ts';

/** What the console needs of running fakes. */
export interface ConsoleFakes {
  devices: readonly DeviceConfig[];
  setFault(deviceId: string, fault: string, value: boolean | number): Promise<void>;
  presentCard(deviceId: string, name: string): void;
  removeCard(deviceId: string): void;
  press(deviceId: string, key: PadKey): void;
  onOutput(listener: (deviceId: string) => void): () => void;
  stop(): Promise<void>;
}

const usage = `type:  <device> <fault> on|off|<number>     or: quit
       card [<reader>] <name>   remove [<reader>]   press <pad> <key>
printer faults: paper-out paper-near-end cover-open offline deaf busy refuse (on|off),
                slow cut-after paper-out-after (bytes, 0 is off)
led faults:     deaf busy no-fonts false-ack wrong-checksum half-frames garbage cut refuse (on|off)
board faults:   deaf no-heartbeat no-guid busy expired add-only no-memory half-packets garbage broken-xml cut refuse (on|off),
                slow (milliseconds)
sign faults:    deaf no-answers wrong-checksum half-answers garbage cut refuse (on|off)
reader faults:  deaf no-card select-fails read-fails unknown-card no-authorisation (on|off)
lamp faults:    deaf busy broken only-single (on|off);  pad fault: deaf (on|off)
of all three:   wrong-checksum half-frames truncated garbage cut refuse (on|off), slow (milliseconds)
pad keys:       ${PadKey.anyOf.map((key) => key.const).join(' ')}`;

const fakeWire = { kind: 'fake' as const };

/** A reader, a pad with every key there is, and a relay board with the lamps of one counter. */
const askingDevices: DeviceConfig[] = [
  { id: 'reader', name: 'reader', kind: 'reader', place: 'fakes', wire: fakeWire },
  {
    id: 'pad-3',
    name: 'pad',
    kind: 'keypad',
    counter: 3,
    wire: fakeWire,
    profile: {
      kind: 'frame',
      start: 'AA55',
      length: 5,
      checksum: 'sum8',
      keyAt: 3,
      keys: Object.fromEntries(
        PadKey.anyOf.map((key, index) => [`0${(index + 1).toString(16).toUpperCase()}`, key.const]),
      ),
    },
  },
  {
    id: 'lamps',
    name: 'lamps',
    kind: 'lamp',
    wire: fakeWire,
    lamps: [{ counter: 3, slave: 17, coils: { free: 0, called: 1, serving: 2, away: 3 } }],
  },
];

/** A hall board, and a sign over one counter. */
const shownDevices: DeviceConfig[] = [
  { id: 'board', name: 'board', kind: 'huidu', wire: fakeWire, widthPx: 512, heightPx: 256, zones: [1, 2, 3] },
  {
    id: 'sign',
    name: 'sign',
    kind: 'alpha',
    wire: fakeWire,
    address: '01',
    counter: 1,
    widthPx: 128,
    heightPx: 16,
  },
];

function portOf(text: string | undefined, fallback: number): number {
  const port = text === undefined ? fallback : Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`not a port: ${text}`);
  return port;
}

/** The devices of `npm run fakes` and the port of each, from the command line. Throws an Error for a bad option. */
export function readFakesOptions(args: readonly string[]): {
  devices: DeviceConfig[];
  ports: Record<string, number>;
  /** Folder for what is printed and lit. */
  out: string | null;
} {
  const { values } = parseArgs({
    args: [...args],
    options: {
      escpos: { type: 'string' },
      onbon: { type: 'string' },
      sdt: { type: 'string' },
      pad: { type: 'string' },
      modbus: { type: 'string' },
      huidu: { type: 'string' },
      alpha: { type: 'string' },
      'paper-mm': { type: 'string' },
      out: { type: 'string' },
    },
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
      ...shownDevices,
      ...askingDevices,
    ],
    ports: {
      printer: portOf(values.escpos, 9100),
      led: portOf(values.onbon, 5005),
      reader: portOf(values.sdt, 4001),
      'pad-3': portOf(values.pad, 4002),
      lamps: portOf(values.modbus, 5020),
      board: portOf(values.huidu, 10_001),
      sign: portOf(values.alpha, 4003),
    },
    out: values.out ?? null,
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

const isPadKey = (text: string | undefined): text is PadKey => PadKey.anyOf.some((key) => key.const === text);

/** Carries out one line: a card, a key or a fault. Rejects with an Error that says what is wrong with it. */
async function carryOut(fakes: ConsoleFakes, line: string): Promise<void> {
  const [word = '', ...rest] = line.trim().split(/\s+/);
  const readers = fakes.devices.filter(({ kind }) => kind === 'reader').map(({ id }) => id);
  const named = readers.includes(rest[0] ?? '') ? rest.shift() : undefined;
  const reader = named ?? readers[0] ?? '';
  if (word === 'card') {
    const name = rest.join(' ');
    if (name === '') throw new Error('need: card [<reader>] <name>');
    fakes.presentCard(reader, name);
  } else if (word === 'remove' && rest.length === 0) fakes.removeCard(reader);
  else if (word === 'press') {
    const [pad, key, ...more] = rest;
    if (pad === undefined || !isPadKey(key) || more.length > 0) throw new Error('need: press <pad> <key>');
    fakes.press(pad, key);
  } else {
    const { device, fault, value } = readFaultLine(line);
    await fakes.setFault(device, fault, value);
  }
}

/**
 * Prints the addresses, takes cards, keys and faults line by line, and resolves when told to quit or on a signal. The end of input is no
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
      carryOut(fakes, line).then(
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

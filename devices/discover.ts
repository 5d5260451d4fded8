import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { DeviceConfig } from '../server/contract/device.ts';
import { type Answer, askDevice } from './discover-ask.ts';
import { type FoundPort, serialPorts, usbPrinters } from './wire/ports.ts';

export const usualPorts = { printer: 9100, 'led-bus': 5005, huidu: 10_001 };
export type DevicePortsAsked = typeof usualPorts;

export interface SearchOptions {
  hosts: readonly string[];
  ports: DevicePortsAsked;
  waitMs: number;
  model: boolean;
}

export interface Finding {
  host: string;
  port: number;
  answer: Answer;
}

const hostsMost = 1024;
const askedAtOnce = 32;

/** The hosts of a network such as `192.168.1.0/24`, without its own and its broadcast address; at most 1,024. */
export function hostsOf(network: string): string[] {
  const [base = '', bits = ''] = network.split('/');
  const length = Number(bits);
  const parts = base.split('.');
  const isAddress = parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
  if (!isAddress || !/^\d+$/.test(bits) || length < 22 || length > 30)
    throw new Error(`not a network from /22 to /30: ${network}`);
  const value = parts.reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - length);
  const first = Math.floor(value / size) * size;
  return Array.from({ length: size - 2 }, (_, index) => {
    const address = first + index + 1;
    return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
  });
}

/** Asks every host at the port of each kind of device, so many at once; in the order of the hosts. */
export async function search(options: SearchOptions): Promise<Finding[]> {
  if (options.hosts.length > hostsMost) throw new Error(`at most ${hostsMost} hosts at once`);
  const kinds = Object.keys(options.ports) as (keyof DevicePortsAsked)[];
  const questions = options.hosts.flatMap((host) => kinds.map((kind) => ({ host, kind, port: options.ports[kind] })));
  const answers: (Finding | null)[] = questions.map(() => null);
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < questions.length; index = next++) {
      const question = questions[index];
      if (question === undefined) return;
      const { host, kind, port } = question;
      const answer = await askDevice(kind, host, port, options);
      if (answer !== null) answers[index] = { host, port, answer };
    }
  };
  await Promise.all(Array.from({ length: Math.min(askedAtOnce, questions.length) }, worker));
  return answers.filter((each) => each !== null);
}

const idOf = (kind: string, place: string) =>
  `${kind}-${place}`
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/-+$/g, '')
    .slice(0, 40);

/** The entry for the hall file's `devices`; what only a person knows (place, size, counter) is filled with a guess. */
export function entryFor({ host, port, answer }: Finding): DeviceConfig | null {
  const wire = { kind: 'tcp' as const, host, port };
  switch (answer.kind) {
    case 'printer': {
      const id = idOf('printer', host);
      return {
        id,
        name: answer.model ?? id,
        kind: 'printer',
        place: 'kiosk-1',
        wire,
        paperMm: 80,
        answersStatus: true,
      };
    }
    case 'led-bus': {
      const id = idOf('led', host);
      const screens = [{ address: answer.address, counter: 1 }];
      return { id, name: id, kind: 'led-bus', wire, generation: '6K', widthPx: 128, heightPx: 32, screens };
    }
    case 'huidu': {
      const id = idOf('board', host);
      return { id, name: id, kind: 'huidu', wire, widthPx: 512, heightPx: 256, zones: [1] };
    }
    case 'silent':
      return null;
  }
}

/** The entry for a USB printer. */
export function usbEntry({ path }: FoundPort): DeviceConfig {
  const id = idOf('printer', path.split('/').at(-1) ?? '');
  const wire = { kind: 'usb' as const, path };
  return { id, name: id, kind: 'printer', place: 'kiosk-1', wire, paperMm: 80, answersStatus: true };
}

/** What a status byte of a printer says, in words; nothing when it is well (ESC/POS, DLE EOT 1 and 4). */
function statusWords(status: readonly number[]): string {
  const [printer = 0x12, paper = 0x12] = status;
  const words = [printer & 0x08 ? 'offline' : '', paper & 0x60 ? 'paper out' : paper & 0x0c ? 'paper low' : ''];
  return words.filter(Boolean).join(', ') || 'ready';
}

export function describe({ host, port, answer }: Finding): string {
  const where = `${host}:${port}`;
  if (answer.kind === 'silent') return `${where}  open, but says nothing that we know`;
  if (answer.kind === 'led-bus') return `${where}  Onbon BX card, screen ${answer.address}`;
  if (answer.kind === 'huidu') return `${where}  Huidu card, protocol ${answer.version.toString(16)}`;
  const named = [answer.model, answer.firmware].filter((each) => each !== null).join(' ');
  return `${where}  ESC/POS printer${named === '' ? '' : ` ${named}`}: ${statusWords(answer.status)}`;
}

const help = `npm run devices -- [--host ADDRESS]... [--network 192.168.1.0/24] [--model]

Lists serial ports and USB printers of this PC, asks the addresses given for printers (9100), Onbon cards (5005) and
Huidu cards (10001), and prints lines for the hall file's "devices". Nothing is printed, lit or changed anywhere.

  --host A      ask this address; may be given more than once
  --network N   ask every address of a network, /22 to /30
  --model       ask printers for model and firmware too; a printer that does not know the question may print a letter
  --wait MS     longest wait for each answer (800)
`;

async function main(args: readonly string[], say: (line: string) => void): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      host: { type: 'string', multiple: true, default: [] },
      network: { type: 'string' },
      model: { type: 'boolean', default: false },
      wait: { type: 'string', default: '800' },
      help: { type: 'boolean', default: false },
    },
  });
  const waitMs = Number(values.wait);
  if (!Number.isInteger(waitMs) || waitMs < 1)
    throw new Error(`--wait is a number of milliseconds, not ${values.wait}`);
  if (values.help) return say(help);
  const hosts = [...values.host, ...(values.network === undefined ? [] : hostsOf(values.network))];
  const entries: DeviceConfig[] = [];
  const { ports, trouble } = await serialPorts();
  say(trouble === null ? `serial ports: ${ports.length}` : `serial ports: cannot be listed (${trouble})`);
  for (const { path, about } of ports) say(`  ${path}  ${about}`);
  const printers = await usbPrinters();
  say(`USB printers: ${printers.length}`);
  for (const printer of printers) {
    say(`  ${printer.path}`);
    entries.push(usbEntry(printer));
  }
  if (hosts.length > 0) {
    const findings = await search({ hosts, ports: usualPorts, waitMs, model: values.model });
    say(`answers from ${hosts.length} addresses: ${findings.length}`);
    for (const finding of findings) say(`  ${describe(finding)}`);
    entries.push(...findings.flatMap((finding) => entryFor(finding) ?? []));
  }
  if (entries.length === 0) return;
  say('\nfor "devices" in the hall file (see to place, size, counter and zones):');
  for (const entry of entries) say(`  ${JSON.stringify(entry)},`);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main(process.argv.slice(2), (line) => void process.stdout.write(`${line}\n`)).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
    process.exitCode = 1;
  });
}

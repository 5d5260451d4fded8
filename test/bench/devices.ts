import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { type Child, startChild } from './child.ts';
import { monotonicMs, WatchedFakes } from './device-fakes.ts';
import { ledCount, printerCount } from './device-hall.ts';
import type { Counted, DeviceQuestion, DeviceServer, Kept, Sounded } from './device-server.ts';
import { LatencyHistogram } from './latency.ts';
import { type Aim, aimsTable } from './report.ts';

export interface DeviceBenchOptions {
  /** Length of the storm of calls; the other two parts last a third of it. */
  seconds: number;
  folder: string;
}

const ticketsPerSecond = 8;
const callsPerSecond = 30;
const spokenPerSecond = 2;
const settleMs = 3000;
const fillSeconds = 12;
/** Arrows under a number rest after ten seconds, which takes a frame of its own. */
const arrowsMs = 12_000;
/** A slip that a printer did not answer for in time is looked after for so long before it counts as lost. */
const printMostMs = 60_000;
/** The end of the storm may stand so much above its beginning, in parts of the beginning. */
const growthMost = 0.1;

interface Found {
  slips: LatencyHistogram;
  frames: LatencyHistogram;
  samples: LatencyHistogram;
  calls: number;
  lost: number;
  repeated: number;
  surplus: number;
  /** Memory of the server process before and after the storm, each time after the garbage was collected. */
  kept: { start: Kept; end: Kept };
  /** Work of the server process during the storm. */
  work: Counted;
  voice: string;
}

/** Measures the way from a person's tap to paper, light and sound. Resolves false when an aim was missed. */
export async function benchDevices({ seconds, folder }: DeviceBenchOptions): Promise<boolean> {
  mkdirSync(folder, { recursive: true });
  const data = mkdtempSync(join(folder, 'bench-devices-'));
  const fakes = new WatchedFakes();
  const ports = await fakes.start();
  const child = startChild<DeviceQuestion, unknown>('device-server.ts', ['--expose-gc']);
  const busy = loadavg()[0] ?? 0;
  try {
    const server = await child.ask<DeviceServer>({ kind: 'open', folder: data, ports });
    const bench = new DeviceBench(fakes, child, server);
    const part = Math.max(2, Math.round(seconds / 3));
    await bench.tickets(2, new LatencyHistogram());
    const slips = new LatencyHistogram();
    await bench.tickets(part, slips);
    const samples = new LatencyHistogram();
    const voice = await bench.speech(part, samples);
    const found: Found = { slips, samples, voice, ...(await bench.storm(seconds)) };
    const aims = aimsOf(found);
    writeFileSync(join(import.meta.dirname, 'devices.md'), reportOf(found, aims, seconds, busy));
    process.stdout.write(`${aimsTable(aims)}\n`);
    return aims.every(({ met }) => met);
  } finally {
    await child.ask({ kind: 'close' }).catch(() => {});
    await child.end();
    await fakes.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

interface Called {
  ticket: { number: string } | null;
}

class DeviceBench {
  readonly #fakes: WatchedFakes;
  readonly #child: Child<DeviceQuestion, unknown>;
  readonly #server: DeviceServer;
  readonly #sockets = new Agent({ keepAlive: true, maxSockets: 64 });

  constructor(fakes: WatchedFakes, child: Child<DeviceQuestion, unknown>, server: DeviceServer) {
    this.#fakes = fakes;
    this.#child = child;
    this.#server = server;
  }

  /** Takes tickets at all printers in turn, evenly spread in time. */
  async tickets(seconds: number, histogram: LatencyHistogram): Promise<void> {
    const sent = new Map<string, number>();
    await paced(seconds, ticketsPerSecond, async (index) => {
      const at = monotonicMs();
      const terminal = `kiosk-${(index % printerCount) + 1}`;
      const { number } = await this.#post<{ number: string }>('/api/tickets', { service: 'GS01', terminal });
      sent.set(number, at);
    });
    const all = () => [...sent.keys()].every((number) => this.#fakes.cutAt.has(number));
    for (let waitedMs = 0; !all() && waitedMs < printMostMs; waitedMs += settleMs) await pause(settleMs);
    for (const [number, at] of sent) {
      const cut = this.#fakes.cutAt.get(number);
      if (cut === undefined) throw new Error(`slip ${number} was not printed`);
      histogram.note((cut - at) * 1000);
    }
  }

  /** Calls one after the other into quiet loudspeakers. Resolves with the engine that spoke. */
  async speech(seconds: number, histogram: LatencyHistogram): Promise<string> {
    const calls = seconds * spokenPerSecond;
    await this.#child.ask({ kind: 'queue', each: queueFor(calls) });
    await this.#child.ask({ kind: 'voice', pace: 'instant' });
    await this.#child.ask({ kind: 'sounded' });
    const sent: { number: string; at: number }[] = [];
    await paced(seconds, spokenPerSecond, async (index) => {
      // Neighbouring counters share a loudspeaker: eleven is a stride that changes zone nearly every time.
      const at = monotonicMs();
      sent.push({ number: (await this.#call(((index * 11) % ledCount) + 1)).number, at });
    });
    await pause(settleMs);
    const sounded = await this.#child.ask<Sounded[]>({ kind: 'sounded' });
    for (const { number, at } of sent) {
      const heard = sounded.find(({ text }) => text.includes(number));
      if (heard === undefined) throw new Error(`the call of ${number} was not heard`);
      histogram.note((heard.at - at) * 1000);
    }
    return sounded.at(-1)?.voice ?? '';
  }

  /** Thirty calls a second over all counters, with loudspeakers that take their time. */
  async storm(
    seconds: number,
  ): Promise<Pick<Found, 'frames' | 'calls' | 'lost' | 'repeated' | 'surplus' | 'kept' | 'work'>> {
    await this.#child.ask({ kind: 'queue', each: queueFor((seconds + fillSeconds) * callsPerSecond) });
    // Sounds are kept, in bounded numbers: they are all there before memory is looked at.
    await this.#child.ask({ kind: 'voice', pace: 'instant' });
    await paced(fillSeconds, callsPerSecond, async (index) => void (await this.#call((index % ledCount) + 1)));
    await this.#child.ask({ kind: 'voice', pace: 'real' });
    await pause(arrowsMs);
    const start = await this.#child.ask<Kept>({ kind: 'kept' });
    await this.#child.ask({ kind: 'count' });
    const before = { frames: this.#fakes.frames, repeated: this.#fakes.repeatedFrames };
    const sent: { key: string; at: number }[] = [];
    await paced(seconds, callsPerSecond, async (index) => {
      const at = monotonicMs();
      const { counter, number } = await this.#call((index % ledCount) + 1);
      sent.push({ key: `${counter} ${number}`, at });
    });
    const work = await this.#child.ask<Counted>({ kind: 'counted' });
    await pause(settleMs);
    const frames = new LatencyHistogram();
    let lost = 0;
    for (const { key, at } of sent) {
      const lit = this.#fakes.litAt.get(key);
      if (lit === undefined) lost += 1;
      else frames.note((lit - at) * 1000);
    }
    return {
      frames,
      calls: sent.length,
      lost,
      repeated: this.#fakes.repeatedFrames - before.repeated,
      surplus: this.#fakes.frames - before.frames - (sent.length - lost),
      kept: { start, end: await this.#child.ask<Kept>({ kind: 'kept' }) },
      work,
    };
  }

  async #call(counter: number): Promise<{ counter: number; number: string }> {
    const cookie = this.#server.cookies[counter - 1] ?? '';
    const { ticket } = await this.#post<Called>(`/api/counters/${counter}/call-next`, {}, cookie);
    if (ticket === null) throw new Error(`nobody was left to call at counter ${counter}`);
    return { counter, number: ticket.number };
  }

  #post<T>(path: string, body: Record<string, unknown>, cookie?: string): Promise<T> {
    const text = JSON.stringify({ commandId: randomBytes(9).toString('base64url'), ...body });
    const { port } = this.#server;
    const headers = { 'content-type': 'application/json', ...(cookie === undefined ? {} : { cookie }) };
    return new Promise((resolve, reject) => {
      const sent = request(
        { host: '127.0.0.1', port, path, method: 'POST', headers, agent: this.#sockets },
        (response) => {
          let answer = '';
          response.setEncoding('utf8');
          response.on('data', (part: string) => {
            answer += part;
          });
          response.on('end', () => {
            if ((response.statusCode ?? 0) < 300) resolve(JSON.parse(answer) as T);
            else reject(new Error(`${path}: ${answer}`));
          });
        },
      );
      sent.on('error', reject);
      sent.end(text);
    });
  }
}

/** Tickets for each counter, so that none runs out: counters with the same services draw on each other's. */
function queueFor(calls: number): number {
  return 3 * Math.ceil(calls / ledCount) + 10;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Begins the action so many times a second, on the beat however long each takes; rejects in the end when one failed. */
async function paced(seconds: number, perSecond: number, act: (index: number) => Promise<void>): Promise<void> {
  const since = monotonicMs();
  const acts: Promise<void>[] = [];
  let failure: unknown = null;
  for (let index = 0; index < seconds * perSecond; index += 1) {
    const waitMs = since + (index * 1000) / perSecond - monotonicMs();
    if (waitMs > 0) await pause(waitMs);
    acts.push(act(index));
    acts.at(-1)?.catch((error: unknown) => {
      failure ??= error;
    });
    if (failure !== null) throw failure;
  }
  await Promise.all(acts);
}

const mebibytes = (bytes: number) => (bytes / 2 ** 20).toFixed(0);

function aimsOf(found: Found): Aim[] {
  const within = (what: string, histogram: LatencyHistogram, mostMs: number): Aim => {
    const p99 = histogram.percentileMs(0.99);
    return { what, aim: `p99 under ${mostMs} ms`, found: `${p99.toFixed(1)} ms`, met: p99 < mostMs };
  };
  const none = (what: string, count: number): Aim => ({ what, aim: '0', found: String(count), met: count === 0 });
  const { start, end } = found.kept;
  return [
    within('ticket request to last printed byte', found.slips, 50),
    within('call to LED frame', found.frames, 50),
    within('call to first audio sample', found.samples, 150),
    none(`frames lost in ${found.calls} calls`, found.lost),
    none('frames repeated', found.repeated),
    none('frames beyond one for each call', found.surplus),
    {
      what: 'memory in use after the storm against before it',
      aim: `at most ${growthMost * 100} % more`,
      found: `${mebibytes(start.used)} to ${mebibytes(end.used)} MiB`,
      met: end.used <= start.used * (1 + growthMost),
    },
  ];
}

function reportOf(found: Found, aims: readonly Aim[], seconds: number, busy: number): string {
  const line = (what: string, histogram: LatencyHistogram) =>
    `| ${what} | ${histogram.count} | ${histogram.percentileMs(0.5).toFixed(1)} | ${histogram.percentileMs(0.99).toFixed(1)} |`;
  return `# What the devices do

Made by \`npm run bench -- devices\`. ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.versions.node};
load average ${busy.toFixed(1)} before the run and ${(loadavg()[0] ?? 0).toFixed(1)} after it; above the number of cores latencies tell of the queue for them. One server process drives ${printerCount} printers, ${ledCount} LED screens on 8 buses and
4 loudspeakers (voice: ${found.voice}) over loopback; the fakes and the callers share the machine with it.

${aimsTable(aims)}

| way | count | p50 ms | p99 ms |
| --- | ---: | ---: | ---: |
${line('ticket request to last printed byte', found.slips)}
${line('call to LED frame', found.frames)}
${line('call to first audio sample', found.samples)}

A slip counts from the request until the fake has worked off the cut; tickets are taken ${ticketsPerSecond} times a second over all printers.
A frame counts from the request until the fake's screen shows the number, at ${callsPerSecond} calls a second for ${seconds} s while the
loudspeakers speak at their own pace. A sound counts from the request until its first sample reaches the sink that stands
for the sound card, at ${spokenPerSecond} calls a second, each a sentence that was never spoken before. Memory is looked at after a collection
before and after the storm: resident it went from ${mebibytes(found.kept.start.resident)} to ${mebibytes(found.kept.end.resident)} MiB.

In the storm the server's process used ${(found.work.cpuMs / found.calls).toFixed(1)} ms of processor time for each call, with all that follows from it
(${(found.work.cpuMs / 10 / seconds).toFixed(0)} % of one core); its loop came round ${found.work.delayP50Ms.toFixed(1)} ms late in the median and ${found.work.delayP99Ms.toFixed(1)} ms at p99.
`;
}

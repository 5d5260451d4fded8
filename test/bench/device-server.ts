import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import pino from 'pino';
import { driverFactories } from '../../devices/factories.ts';
import { createSpeakerDriver } from '../../devices/voice/driver.ts';
import type { Player } from '../../devices/voice/player.ts';
import { secondsOf } from '../../devices/voice/wav.ts';
import { compose, type House } from '../../server/compose.ts';
import { startHouseFleet } from '../../server/house-fleet.ts';
import { answerParent } from './child.ts';
import { type DevicePorts, deviceHall, ledCount } from './device-hall.ts';

export type DeviceQuestion =
  | { kind: 'open'; folder: string; ports: DevicePorts }
  /** Takes so many tickets for each counter, without slips. */
  | { kind: 'queue'; each: number }
  /** `real`: a sentence lasts as long as its sound; `instant`: it is over at once. */
  | { kind: 'voice'; pace: 'real' | 'instant' }
  /** First samples since the last time. */
  | { kind: 'sounded' }
  /** What is left when the garbage has been collected. */
  | { kind: 'kept' }
  /** Begins to count work, and tells what was counted. */
  | { kind: 'count' }
  | { kind: 'counted' }
  | { kind: 'close' };
export interface DeviceServer {
  port: number;
  /** Session cookies of the clerks, by counter less one. */
  cookies: string[];
}
/** Bytes in use, and resident, after a collection. */
export interface Kept {
  used: number;
  resident: number;
}
/** Work of the server's process since `count`: processor time, and how late the loop came round. */
export interface Counted {
  cpuMs: number;
  delayP50Ms: number;
  delayP99Ms: number;
}
/** When the first sample of a sentence went out, milliseconds of the system's monotonic clock. */
export interface Sounded {
  text: string;
  voice: string;
  at: number;
}

let house: House | null = null;
let pace: 'real' | 'instant' = 'real';
let sounded: Sounded[] = [];
let flush = () => {};

/** Takes the place of the sound card: what it is given, it was given now. */
const sink: Player = {
  play: ({ sound, voice }, { text }, signal) => {
    sounded = [...sounded.slice(-999), { text, voice, at: Number(process.hrtime.bigint()) / 1e6 }];
    if (pace === 'instant') return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, secondsOf(sound) * 1000);
      signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    });
  },
};

async function open(folder: string, ports: DevicePorts): Promise<DeviceServer> {
  const file = deviceHall(ports);
  const target = pino.destination({ dest: join(folder, 'hall.log'), mkdir: true, sync: false, minLength: 4096 });
  const logger = pino({ base: null }, target);
  flush = () => target.flushSync();
  house = await compose({
    file,
    data: folder,
    demo: true,
    screens: join(folder, 'no-screens'),
    logger,
    now: () => Date.now(),
    fleet: (door) =>
      startHouseFleet(file.devices, door, logger, {
        factories: {
          ...driverFactories,
          speaker: (config, deps) => createSpeakerDriver(config, deps, { player: sink }),
        },
      }),
  });
  await house.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = house.app.server.address() as AddressInfo;
  const cookies: string[] = [];
  for (let counter = 1; counter <= ledCount; counter += 1) {
    const staff = file.posts.find((post) => post.counter === counter)?.a ?? '';
    const signIn = { method: 'POST', url: '/api/sessions', payload: { staff, password: 'tingqian-demo' } } as const;
    const cookie = String((await house.app.inject(signIn)).headers['set-cookie']).split(';')[0] ?? '';
    const opened = await house.app.inject({
      method: 'POST',
      url: `/api/counters/${counter}/open`,
      headers: { cookie },
      payload: { commandId: `bench-open-${counter}` },
    });
    if (opened.statusCode !== 200) throw new Error(`counter ${counter} did not open: ${opened.body}`);
    cookies.push(cookie);
  }
  return { port, cookies };
}

async function queue(each: number): Promise<void> {
  if (house === null) throw new Error('no hall is open');
  const { hall } = house;
  for (let counter = 1; counter <= ledCount; counter += 1) {
    const services = hall.model.counters.get(counter)?.services ?? [];
    const batch = Array.from({ length: each }, (_, index) =>
      hall.act(
        {
          type: 'take-ticket',
          services: [services[index % services.length] ?? ''],
          class: 'ordinary',
          origin: 'desk',
          terminal: null,
        },
        { kind: 'citizen' },
      ),
    );
    await Promise.all(batch);
  }
}

async function close(): Promise<void> {
  await house?.close();
  flush();
  house = null;
}

function kept(): Kept {
  global.gc?.();
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  return { used: heapUsed + arrayBuffers, resident: rss };
}

const loopEveryMs = 10;
const loop = monitorEventLoopDelay({ resolution: loopEveryMs });
let cpu = process.cpuUsage();

function count(): null {
  cpu = process.cpuUsage();
  loop.reset();
  loop.enable();
  return null;
}

/** The delay as the monitor sees it holds its own interval, which is taken off. */
function counted(): Counted {
  const { user, system } = process.cpuUsage(cpu);
  loop.disable();
  const late = (percent: number) => Math.max(0, loop.percentile(percent) / 1e6 - loopEveryMs);
  return { cpuMs: (user + system) / 1000, delayP50Ms: late(50), delayP99Ms: late(99) };
}

answerParent<DeviceQuestion>(
  async (question) => {
    if (question.kind === 'open') return open(question.folder, question.ports);
    if (question.kind === 'queue') return queue(question.each);
    if (question.kind === 'kept') return kept();
    if (question.kind === 'count') return count();
    if (question.kind === 'counted') return counted();
    if (question.kind === 'close') return close();
    if (question.kind === 'voice') {
      pace = question.pace;
      return null;
    }
    const told = sounded;
    sounded = [];
    return told;
  },
  () => process.exit(0),
);

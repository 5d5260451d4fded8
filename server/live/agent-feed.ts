import type { ServerResponse } from 'node:http';
import { type AgentMessages, agentBeatMs, agentLostMs } from '../contract/agent.ts';
import type { CounterSign, DeviceConfig, DeviceHealth, DeviceJob, DeviceOutput } from '../contract/device.ts';
import { Refused } from '../contract/refusal.ts';

export interface AgentTimes {
  beatMs: number;
  lostMs: number;
  /** How long a test may take before it counts as failed. */
  testMs: number;
}
export const agentTimes: AgentTimes = { beatMs: agentBeatMs, lostMs: agentLostMs, testMs: 60_000 };

/** What an agent that comes or comes back must know at once. */
export interface AgentPresent {
  now: number;
  signs: CounterSign[] | null;
  /** Open jobs that this run has not had, oldest first. */
  jobs: DeviceJob[];
  withdrawn: number[];
}

/** An agent that has not read so much is cut; it comes back by itself with its cursor. */
const unreadMostBytes = 4 * 1024 * 1024;
const retiredMost = 50;
const testsMost = 20;
const partingMs = 5000;

interface Test {
  resolve(): void;
  reject(reason: Error): void;
  timer: NodeJS.Timeout;
}

/**
 * One device agent as the server knows it: the run that is listened to, its stream, and what it said last. It keeps no
 * jobs: those that are open stand in the ledger, and are read from there whenever the agent comes.
 */
export class AgentFeed {
  readonly id: string;
  readonly devices: readonly DeviceConfig[];
  readonly #times: AgentTimes;
  readonly #since = performance.now();
  #run: string | null = null;
  #retired: string[] = [];
  #stream: ServerResponse | null = null;
  #mayStay: () => boolean = () => true;
  #heardAt: number | null = null;
  #health = new Map<string, DeviceHealth>();
  #outputs: DeviceOutput[] = [];
  #signs = '';
  #fresh: DeviceJob[] = [];
  #tests = new Map<number, Test>();
  #testCount = 0;

  constructor(id: string, devices: readonly DeviceConfig[], times: AgentTimes) {
    this.id = id;
    this.devices = devices;
    this.#times = times;
  }

  get isLost(): boolean {
    return performance.now() - (this.#heardAt ?? this.#since) > this.#times.lostMs;
  }

  drives(device: string): boolean {
    return this.devices.some((each) => each.id === device);
  }

  /** Makes this run the one that is listened to. Throws `agent-superseded` for a run that another has replaced. */
  admit(run: string): void {
    if (this.#retired.includes(run)) throw new Refused('agent-superseded', { agent: this.id });
    if (run === this.#run) return;
    if (this.#run !== null) this.#retired = [...this.#retired, this.#run].slice(-retiredMost);
    this.#write('superseded', {});
    this.#drop();
    this.#run = run;
    this.#health.clear();
    this.#outputs = [];
  }

  /** Refuses whoever is not the run that is listened to; hears from the one that is. */
  hear(run: string): void {
    if (run !== this.#run) {
      const code = this.#retired.includes(run) ? 'agent-superseded' : 'agent-not-linked';
      throw new Refused(code, { agent: this.id });
    }
    this.#heardAt = performance.now();
  }

  /** Begins to speak to the agent: what is present first, then what happens. */
  open(run: string, stream: ServerResponse, present: AgentPresent, mayStay: () => boolean): void {
    if (run !== this.#run || stream.destroyed) {
      stream.destroy();
      return;
    }
    this.#drop();
    this.#stream = stream;
    this.#mayStay = mayStay;
    this.#heardAt = performance.now();
    this.#fresh = [];
    this.#signs = '';
    const left = () => {
      if (this.#stream === stream) this.#stream = null;
    };
    stream.on('close', left);
    stream.on('error', left);
    const { now, withdrawn, signs, jobs } = present;
    this.#write('hello', { now, devices: [...this.devices], withdrawn });
    if (signs !== null) this.showSigns(signs);
    this.#fresh = jobs;
    this.#sendFresh();
  }

  showSigns(signs: CounterSign[]): void {
    const text = JSON.stringify(signs);
    if (this.#stream === null || text === this.#signs) return;
    this.#signs = text;
    this.#write('signs', signs);
  }

  /** Jobs of one event are offered in the same turn and must travel in one message: the cursor counts events. */
  offer(job: DeviceJob): void {
    if (this.#stream === null) return;
    this.#fresh.push(job);
    if (this.#fresh.length === 1) queueMicrotask(() => this.#sendFresh());
  }

  #sendFresh(): void {
    const jobs = this.#fresh;
    this.#fresh = [];
    for (let start = 0; start < jobs.length; ) {
      const id = jobs[start]?.id ?? 0;
      let end = start;
      while (jobs[end]?.id === id) end += 1;
      this.#write('jobs', jobs.slice(start, end), id);
      start = end;
    }
  }

  withdraw(call: number): void {
    this.#write('withdraw', { call });
  }

  /** Says that the server is there, and cuts an agent whose token was taken away. */
  beat(now: number): void {
    if (this.#stream === null) return;
    if (this.#mayStay()) this.#write('beat', { now });
    else this.#drop();
  }

  tellHealth(health: readonly DeviceHealth[]): void {
    for (const each of health) if (this.drives(each.id)) this.#health.set(each.id, each);
  }

  tellOutputs(outputs: readonly DeviceOutput[]): void {
    this.#outputs = outputs.filter(({ device }) => this.drives(device));
  }

  outputs(): DeviceOutput[] {
    return this.#outputs;
  }

  /** `waiting`: jobs that nobody has answered for, told while the agent itself cannot. */
  health(waiting: (device: string) => number): DeviceHealth[] {
    const lost = this.isLost;
    return this.devices.map(({ id, name, kind }) => {
      const told = this.#health.get(id);
      if (told !== undefined && !lost) return { ...told, id, name, kind };
      const state = lost ? 'offline' : 'starting';
      const base = { id, name, kind, state, reason: lost ? 'agent-lost' : null } as const;
      return {
        ...base,
        waitingJobs: waiting(id),
        lastSuccessAt: told?.lastSuccessAt ?? null,
        fake: told?.fake ?? false,
      };
    });
  }

  test(device: string): Promise<void> {
    if (this.#stream === null) return Promise.reject(new Error('agent-lost'));
    if (this.#tests.size >= testsMost) return Promise.reject(new Error('busy'));
    this.#testCount += 1;
    const test = this.#testCount;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.tested(test, 'timeout'), this.#times.testMs);
      this.#tests.set(test, { resolve, reject, timer });
      this.#write('test', { test, device });
    });
  }

  tested(test: number, trouble: string | null): void {
    const waiting = this.#tests.get(test);
    if (waiting === undefined) return;
    this.#tests.delete(test);
    clearTimeout(waiting.timer);
    if (trouble === null) waiting.resolve();
    else waiting.reject(new Error(trouble));
  }

  stop(): void {
    this.#drop();
  }

  /** Ends the stream; the agent comes back by itself if it may. */
  #drop(): void {
    const stream = this.#stream;
    this.#stream = null;
    if (stream !== null) {
      stream.end();
      // A line that takes nothing more would never end by itself.
      setTimeout(() => stream.destroy(), partingMs).unref();
    }
    for (const test of [...this.#tests.keys()]) this.tested(test, 'agent-lost');
  }

  #write<Name extends keyof AgentMessages>(event: Name, data: AgentMessages[Name], id?: number): void {
    const stream = this.#stream;
    if (stream === null) return;
    if (stream.writableLength > unreadMostBytes) {
      this.#stream = null;
      stream.destroy();
      return;
    }
    const cursor = id === undefined ? '' : `id: ${id}\n`;
    stream.write(`event: ${event}\n${cursor}data: ${JSON.stringify(data)}\n\n`);
  }
}

import type { ServerResponse } from 'node:http';
import type { AgentReport, AgentSignal } from './contract/agent.ts';
import type {
  CounterSign,
  DeviceConfig,
  DeviceHealth,
  DeviceJob,
  DeviceOutput,
  DeviceSignal,
} from './contract/device.ts';
import { Refused } from './contract/refusal.ts';
import { type Fleet, type FleetDoor, type LeafletWriter, wholeJob } from './device-link.ts';
import type { Hall } from './hall.ts';
import { openDeviceJobs } from './journal/device-job-table.ts';
import type { Journal } from './journal/journal.ts';
import { AgentFeed, type AgentTimes, agentTimes } from './live/agent-feed.ts';

/** What the routes of device agents need. Every function throws `Refused` for whom it does not listen to. */
export interface AgentDesk {
  /**
   * Admits a run of the agent. Slips of its printers that are on record as begun, and that it has not in hand, were
   * lost with an earlier run: they become uncertain.
   */
  admit(agent: string, run: string, inHand: readonly number[]): Promise<void>;
  /** Speaks to the agent from now on: what is open and above the cursor first. `mayStay` is asked at every beat. */
  open(agent: string, run: string, cursor: number, stream: ServerResponse, mayStay: () => boolean): void;
  /** Resolves when it is on the disk that the slip may leave; asked again while it is being printed, the same. */
  takeBegin(agent: string, run: string, slip: number, device: string): Promise<void>;
  takeReport(agent: string, report: AgentReport): Promise<void>;
  takeHealth(agent: string, run: string, health: readonly DeviceHealth[]): void;
  takeOutputs(agent: string, run: string, outputs: readonly DeviceOutput[]): void;
  takeTested(agent: string, run: string, test: number, trouble: string | null): void;
  takeSignal(agent: string, signal: AgentSignal): void;
}

export interface AgentFleetParts {
  /** The whole hall's; those without an agent are no concern of this fleet. */
  devices: readonly DeviceConfig[];
  hall: Hall;
  journal: Journal;
  door: FleetDoor;
  times?: AgentTimes;
  leaflets?: LeafletWriter;
}

const withdrawnMost = 60;
const openMost = 10_000;
/** A call that nobody answers for is given up so long after it expired: until then it may still be read. */
const speechGraceMs = 30_000;

/** Devices that are driven by agents on other PCs. */
export class AgentFleet implements Fleet, AgentDesk {
  readonly #parts: AgentFleetParts;
  readonly #feeds = new Map<string, AgentFeed>();
  readonly #feedOf = new Map<string, AgentFeed>();
  readonly #listeners = new Set<() => void>();
  readonly #signalListeners = new Set<(signal: DeviceSignal) => void>();
  /** Jobs that no agent has answered for, with the time after which a call is worth nothing. */
  readonly #open = new Map<string, { device: string; id: number; expiresAt: number | null }>();
  readonly #timer: NodeJS.Timeout;
  #signs: CounterSign[] | null = null;
  #withdrawn: number[] = [];
  #lost = '';

  constructor(parts: AgentFleetParts) {
    this.#parts = parts;
    const times = parts.times ?? agentTimes;
    const agents = new Set(parts.devices.flatMap(({ agent }) => (agent === undefined ? [] : [agent])));
    for (const agent of agents) {
      const devices = parts.devices.filter((device) => device.agent === agent);
      const feed = new AgentFeed(agent, devices, times);
      this.#feeds.set(agent, feed);
      for (const { id } of devices) this.#feedOf.set(id, feed);
    }
    this.#timer = setInterval(() => this.#beat(), times.beatMs);
  }

  drives(device: string): boolean {
    return this.#feedOf.has(device);
  }

  offer(job: DeviceJob): void {
    const oldest = this.#open.keys().next().value;
    if (this.#open.size >= openMost && oldest !== undefined) this.#open.delete(oldest);
    const { device, id } = job;
    this.#open.set(`${device} ${id}`, { device, id, expiresAt: job.kind === 'speech' ? job.expiresAt : null });
    this.#feedOf.get(device)?.offer(job);
  }

  showSigns(signs: CounterSign[]): void {
    this.#signs = signs;
    for (const feed of this.#feeds.values()) feed.showSigns(signs);
  }

  withdraw(callSeq: number): void {
    this.#withdrawn = [...this.#withdrawn, callSeq].slice(-withdrawnMost);
    for (const feed of this.#feeds.values()) feed.withdraw(callSeq);
  }

  health(): DeviceHealth[] {
    const open = [...this.#open.values()];
    const waiting = (device: string) => open.filter((each) => each.device === device).length;
    return [...this.#feeds.values()].flatMap((feed) => feed.health(waiting));
  }

  outputs(): DeviceOutput[] {
    return [...this.#feeds.values()].flatMap((feed) => feed.outputs());
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onSignal(listener: (signal: DeviceSignal) => void): () => void {
    this.#signalListeners.add(listener);
    return () => this.#signalListeners.delete(listener);
  }

  async test(device: string): Promise<void> {
    const feed = this.#feedOf.get(device);
    if (feed === undefined) throw new Error('unknown-device');
    await feed.test(device);
  }

  /** Sounds stay on the agent's PC. */
  sound(): null {
    return null;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    for (const feed of this.#feeds.values()) feed.stop();
  }

  async admit(agent: string, run: string, inHand: readonly number[]): Promise<void> {
    const feed = this.#feed(agent);
    feed.admit(run);
    const printers = feed.devices.filter(({ kind }) => kind === 'printer').map(({ id }) => id);
    const except = [...inHand];
    await this.#parts.hall.act({ type: 'doubt-slips', printers, except, detail: 'agent-restarted' }, { kind: 'clock' });
  }

  open(agent: string, run: string, cursor: number, stream: ServerResponse, mayStay: () => boolean): void {
    const { hall } = this.#parts;
    const feed = this.#feed(agent);
    const jobs = this.#openJobs(feed).filter(({ id }) => id > cursor);
    feed.open(run, stream, { now: hall.now(), signs: this.#signs, withdrawn: this.#withdrawn, jobs }, mayStay);
    this.#tell();
  }

  /** Read from the ledger each time, so that nothing is kept for an agent that may never come. */
  #openJobs(feed: AgentFeed): DeviceJob[] {
    const { hall, journal } = this.#parts;
    const withdrawn = new Set(this.#withdrawn);
    return openDeviceJobs(journal.database)
      .filter((job) => job.status === 'queued' && feed.drives(job.device))
      .flatMap((job) => wholeJob(hall, job.id, job.at, job, this.#parts.leaflets ?? (() => null)) ?? [])
      .filter((job) => job.kind === 'slip' || (job.expiresAt > hall.now() && !withdrawn.has(job.id)));
  }

  async takeBegin(agent: string, run: string, slip: number, device: string): Promise<void> {
    const feed = this.#heard(agent, run);
    const known = this.#parts.hall.state.slips.get(slip);
    if (known === undefined || known.printer !== device || !feed.drives(device))
      throw new Refused('slip-not-printing', { slip });
    try {
      await this.#parts.door.beginSlip({ id: slip, device });
    } catch (error) {
      // The leave was given, but the answer was lost with the line. What an earlier run began is no longer `printing`:
      // it was put in doubt before this run was listened to.
      const asked = error instanceof Refused && error.code === 'slip-not-printing';
      if (asked && error.facts.status === 'printing') return;
      throw error;
    }
  }

  async takeReport(agent: string, { run, device, outcome }: AgentReport): Promise<void> {
    if (!this.#heard(agent, run).drives(device)) throw new Refused('not-allowed', { device });
    await this.#parts.door.report(outcome, device);
    this.#open.delete(`${device} ${outcome.id}`);
  }

  takeHealth(agent: string, run: string, health: readonly DeviceHealth[]): void {
    this.#heard(agent, run).tellHealth(health);
    this.#tell();
  }

  takeOutputs(agent: string, run: string, outputs: readonly DeviceOutput[]): void {
    this.#heard(agent, run).tellOutputs(outputs);
    this.#tell();
  }

  takeTested(agent: string, run: string, test: number, trouble: string | null): void {
    this.#heard(agent, run).tested(test, trouble);
  }

  takeSignal(agent: string, { run, device, said }: AgentSignal): void {
    const config = this.#heard(agent, run).devices.find(({ id }) => id === device);
    const signal = config === undefined ? null : signalOf(config, said);
    if (signal === null) throw new Refused('not-allowed', { device });
    for (const listener of this.#signalListeners) listener(signal);
  }

  #feed(agent: string): AgentFeed {
    const feed = this.#feeds.get(agent);
    if (feed === undefined) throw new Refused('not-found', { agent });
    return feed;
  }

  #heard(agent: string, run: string): AgentFeed {
    const feed = this.#feed(agent);
    feed.hear(run);
    return feed;
  }

  #beat(): void {
    for (const feed of this.#feeds.values()) feed.beat(this.#parts.hall.now());
    this.#giveUpCalls();
    const lost = [...this.#feeds.values()].map((feed) => feed.isLost).join();
    if (lost !== this.#lost) this.#tell();
    this.#lost = lost;
  }

  #giveUpCalls(): void {
    for (const [key, { device, id, expiresAt }] of this.#open) {
      if (expiresAt === null || expiresAt + speechGraceMs > this.#parts.hall.now()) continue;
      this.#open.delete(key);
      const outcome = { kind: 'speech', id, outcome: 'dropped', detail: 'agent-lost' } as const;
      // Nobody hears the call any more, whether this goes on record now or at the next start.
      this.#parts.door.report(outcome, device).catch(() => {});
    }
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** What the device said, with the place that the hall file gives it; null for what such a device cannot say. */
function signalOf(config: DeviceConfig, said: AgentSignal['said']): DeviceSignal | null {
  const device = config.id;
  if (config.kind === 'keypad') return said.kind === 'key' ? { ...said, device, counter: config.counter } : null;
  if (config.kind === 'reader') return said.kind === 'key' ? null : { ...said, device, place: config.place };
  return null;
}

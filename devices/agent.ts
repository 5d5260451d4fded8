import { randomBytes } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { type AgentMessages, type AgentSignal, agentBeatMs } from '../server/contract/agent.ts';
import type {
  CounterSign,
  DeviceConfig,
  DeviceHealth,
  DeviceJob,
  DeviceOutput,
  DeviceSignal,
  JobOutcome,
  SlipJob,
} from '../server/contract/device.ts';
import { type AgentEnd, AgentLink, type AgentLinkOptions } from './agent-link.ts';
import { type Fakes, startFakes } from './fakes.ts';
import { type Fleet, type FleetOptions, startFleet } from './fleet.ts';
import { AnswerError } from './wire/server-line.ts';

export interface AgentOptions {
  server: string;
  token: string;
  log?: (line: string) => void;
  /** How often health is told although nothing changed. */
  healthMs?: number;
  link?: Partial<Pick<AgentLinkOptions, 'answerMs' | 'silenceMs' | 'retryFirstMs' | 'retryMostMs'>>;
  fleet?: Partial<Pick<FleetOptions, 'factories' | 'clock' | 'random'>>;
}

export interface RunningAgent {
  /** Resolves when the agent has ended, with the reason. */
  readonly ended: Promise<AgentEnd>;
  /** Lets slips under way end, tells what became of them if the server can be reached, and lets all wires go. */
  stop(): Promise<void>;
}

const tellSoonMs = 150;
/** What the devices page needs of each fake. */
const outputsMost = 20;
const inHandMost = 300;

/** Runs the devices that the hall file gives to this agent, fed by the server. Throws an Error for a token of no form. */
export function startAgent(options: AgentOptions): RunningAgent {
  return new Agent(options);
}

class Agent implements RunningAgent {
  readonly ended: Promise<AgentEnd>;
  readonly #options: AgentOptions;
  readonly #link: AgentLink;
  readonly #healthTimer: NodeJS.Timeout;
  #fleet: Fleet | null = null;
  #fakes: Fakes | null = null;
  #devices = '';
  /** Messages are taken one after the other: a new fleet must stand before its jobs come. */
  #work: Promise<void> = Promise.resolve();
  #cursor = 0;
  /** Slips for which leave was asked and whose outcome the server does not have yet. */
  readonly #printing = new Set<number>();
  /** The server's clock less this one's. */
  #aheadMs = 0;
  #telling: NodeJS.Timeout | null = null;
  #outputs = '';

  constructor(options: AgentOptions) {
    this.#options = options;
    this.#link = new AgentLink({
      server: options.server,
      token: options.token,
      run: `${Date.now().toString(36)}-${randomBytes(9).toString('base64url')}`,
      ...options.link,
      present: () => ({ cursor: this.#cursor, printing: [...this.#printing].slice(-inHandMost) }),
      onMessage: (name, data, id) => {
        this.#work = this.#work.then(() => this.#take(name, data, id)).catch((error) => this.#log(String(error)));
      },
      onLinked: (linked, why) => this.#log(linked ? `linked to ${options.server}` : `cut off: ${why}`),
    });
    this.#healthTimer = setInterval(() => void this.#tellHealth(), options.healthMs ?? agentBeatMs);
    this.ended = this.#link.ended.then(async (end) => {
      clearInterval(this.#healthTimer);
      if (this.#telling) clearTimeout(this.#telling);
      await this.#work;
      await this.#letGo();
      return end;
    });
    this.#link.start();
  }

  async stop(): Promise<void> {
    await this.#work;
    await this.#letGo();
    this.#link.stop();
    await this.ended;
  }

  #log(line: string): void {
    this.#options.log?.(`${this.#link.agent}: ${line}`);
  }

  async #take<Name extends keyof AgentMessages>(name: Name, data: AgentMessages[Name], id: number | null) {
    switch (name) {
      case 'hello':
        return this.#greeted(data as AgentMessages['hello']);
      case 'signs':
        return this.#fleet?.showSigns((data as CounterSign[]).map((sign) => this.#signHere(sign)));
      case 'jobs':
        for (const job of data as DeviceJob[]) this.#fleet?.offer(this.#jobHere(job));
        this.#cursor = id ?? this.#cursor;
        return;
      case 'withdraw':
        return this.#fleet?.withdraw((data as AgentMessages['withdraw']).call);
      case 'test':
        this.#test(data as AgentMessages['test']);
    }
  }

  async #greeted({ now, devices, withdrawn }: AgentMessages['hello']): Promise<void> {
    this.#aheadMs = now - Date.now();
    const text = JSON.stringify(devices);
    if (text !== this.#devices) await this.#renew(devices, text);
    for (const call of withdrawn) this.#fleet?.withdraw(call);
    this.#outputs = '';
    this.#soon();
  }

  /** Another hall file: the devices begin anew, and the jobs that waited are asked for again. */
  async #renew(devices: DeviceConfig[], text: string): Promise<void> {
    const first = this.#devices === '';
    await this.#letGo();
    const fakes = await startFakes(devices);
    this.#fakes = fakes;
    this.#fleet = startFleet({
      ...this.#options.fleet,
      devices: fakes.devices,
      fakeDevices: fakes.ids,
      beginSlip: (job) => this.#begin(job),
      report: (outcome, device) => this.#report(outcome, device),
      log: (line) => this.#log(line),
    });
    this.#fleet.onHealth(() => this.#soon());
    this.#fleet.onSignal((signal) => this.#tellSignal(signal));
    fakes.onOutput(() => this.#soon());
    this.#devices = text;
    this.#log(`driving ${devices.map(({ id }) => id).join(', ') || 'nothing'}`);
    if (first) return;
    this.#cursor = 0;
    this.#link.reconnect();
  }

  async #letGo(): Promise<void> {
    const [fleet, fakes] = [this.#fleet, this.#fakes];
    this.#fleet = null;
    this.#fakes = null;
    await fleet?.stop();
    await fakes?.stop();
  }

  /** Asked until the server answers: only its word that the leave is on record lets a byte out. */
  async #begin({ id, device }: SlipJob): Promise<void> {
    this.#printing.add(id);
    try {
      await this.#link.deliver('begin-slip', { slip: id, device });
    } catch (error) {
      this.#printing.delete(id);
      throw error;
    }
  }

  async #report(outcome: JobOutcome, device: string): Promise<void> {
    try {
      await this.#link.deliver('report', { device, outcome });
    } catch (error) {
      if (!(error instanceof AnswerError)) throw error;
      this.#log(`${device}: the server will not hear that job ${outcome.id} is ${outcome.outcome}: ${error.message}`);
    }
    if (outcome.kind === 'slip') this.#printing.delete(outcome.id);
  }

  #test({ test, device }: AgentMessages['test']): void {
    const tested = this.#fleet?.test(device) ?? Promise.reject(new Error('unknown-device'));
    tested.then(
      () => this.#link.send('tested', { test, trouble: null }),
      (error: unknown) =>
        this.#link.send('tested', { test, trouble: error instanceof Error ? error.message.slice(0, 200) : 'error' }),
    );
  }

  #soon(): void {
    this.#telling ??= setTimeout(() => {
      this.#telling = null;
      void this.#tellHealth();
      void this.#tellOutputs();
    }, tellSoonMs);
  }

  /** Sent once: a card or a key that comes late would come at the wrong moment. */
  #tellSignal(signal: DeviceSignal): void {
    const { device } = signal;
    const sent = this.#link.send('signal', { device, said: saidOf(signal) });
    void sent.then((taken) => {
      if (!taken) this.#log(`${device}: a ${signal.kind} did not reach the server`);
    });
  }

  async #tellHealth(): Promise<void> {
    const health = (this.#fleet?.health() ?? []).map((each): DeviceHealth => {
      const { lastSuccessAt } = each;
      return { ...each, lastSuccessAt: lastSuccessAt === null ? null : lastSuccessAt + this.#aheadMs };
    });
    await this.#link.send('health', { health });
  }

  async #tellOutputs(): Promise<void> {
    const outputs = [...(this.#fakes?.outputs() ?? []), ...(this.#fleet?.outputs() ?? [])].map(shortened);
    const text = JSON.stringify(outputs);
    if (text === this.#outputs || !(await this.#link.send('output', { outputs }))) return;
    this.#outputs = text;
  }

  /** Drivers go by this machine's clock. */
  #jobHere(job: DeviceJob): DeviceJob {
    if (job.kind === 'slip') return job;
    return { ...job, calledAt: job.calledAt - this.#aheadMs, expiresAt: job.expiresAt - this.#aheadMs };
  }

  #signHere(sign: CounterSign): CounterSign {
    return sign.state === 'calling' ? { ...sign, calledAt: sign.calledAt - this.#aheadMs } : sign;
  }
}

/** Without the place, which the server knows better. */
function saidOf(signal: DeviceSignal): AgentSignal['said'] {
  if (signal.kind === 'key') return { kind: 'key', key: signal.key };
  if (signal.kind === 'card') return { kind: 'card', card: signal.card };
  return { kind: 'card-failed', reason: signal.reason.slice(0, 200) };
}

/** Sounds stay here, so their addresses would lead nowhere. */
function shortened(output: DeviceOutput): DeviceOutput {
  if (output.kind === 'printer') return { ...output, slips: output.slips.slice(-outputsMost) };
  if (output.kind !== 'speaker') return output;
  return { ...output, spoken: output.spoken.slice(-outputsMost).map((each) => ({ ...each, wav: null })) };
}

const help = `npm run agent -- --server http://10.0.0.2:8080 --token kiosk-pc.…

Drives the devices that the hall file gives to this agent ("agent": "kiosk-pc"), on this PC.
Make the token on the server's PC: npm run agent-token -- add kiosk-pc
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { server: { type: 'string' }, token: { type: 'string' }, help: { type: 'boolean', default: false } },
  });
  if (values.help || !values.server || !values.token) {
    process.stdout.write(help);
    process.exit(values.help ? 0 : 1);
  }
  const log = (line: string) => void process.stdout.write(`${new Date().toISOString()} ${line}\n`);
  const agent = startAgent({ server: values.server, token: values.token, log });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void agent.stop());
  const end = await agent.ended;
  log(`ended: ${end}`);
  process.exit(end === 'stopped' ? 0 : 1);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
}

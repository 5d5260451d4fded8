import type { AddressInfo } from 'node:net';
import { type AgentOptions, type RunningAgent, startAgent } from '../../../devices/agent.ts';
import { driverFactories } from '../../../devices/factories.ts';
import { createPrinterDriver } from '../../../devices/printer/driver.ts';
import { type FakePrinter, startFakePrinter } from '../../../devices/printer/fake.ts';
import { newAgentToken } from '../../../server/access/device-tokens.ts';
import type { DeviceConfig, DeviceHealth, KeypadConfig } from '../../../server/contract/device.ts';
import type { HallFile } from '../../../server/contract/hall-file.ts';
import type { SlipStatus, TakenTicket } from '../../../server/contract/ticket.ts';
import { agentTokenTable } from '../../../server/journal/agent-token-table.ts';
import { quickOptions } from '../../devices/printer/rig.ts';
import { until } from '../../devices/until.ts';
import { type CutLine, openCutLine } from '../../fixtures/cut-line.ts';
import { smallFile } from '../../fixtures/halls.ts';
import { TestHouse } from '../../fixtures/house.ts';

export const agentName = 'kiosk-pc';
/** Patient enough for a loaded machine where something must come, and quick where it is to be missed. */
export const quickAgentTimes = { beatMs: 100, lostMs: 1500, testMs: 20_000 };

/** On a port where nobody listens. */
const pad: KeypadConfig = {
  id: 'pad-3',
  name: '3号窗口叫号器',
  kind: 'keypad',
  agent: agentName,
  counter: 3,
  wire: { kind: 'tcp', host: '127.0.0.1', port: 1 },
  profile: { kind: 'line', keys: { N: 'call-next' } },
};

/** The kiosk's printer behind an agent, at the address of a fake; and the loudspeaker of zone 1. */
export function agentFile(port: number): HallFile {
  const file = smallFile();
  const devices = file.devices.flatMap((device): DeviceConfig[] => {
    if (device.kind === 'printer')
      return [{ ...device, agent: agentName, wire: { kind: 'tcp', host: '127.0.0.1', port } }];
    return device.kind === 'speaker' ? [{ ...device, agent: agentName, repeat: 1 }] : [];
  });
  return { ...file, devices: [...devices, pad] };
}

/** A server with devices on another PC, and the line between the two. */
export class AgentHouse {
  token = '';
  readonly log: string[] = [];
  readonly #agents: RunningAgent[] = [];

  private constructor(
    readonly house: TestHouse,
    readonly line: CutLine,
    readonly fake: FakePrinter,
  ) {}

  static async open(): Promise<AgentHouse> {
    const fake = await startFakePrinter({ port: 0 });
    const house = await TestHouse.open({ file: agentFile(fake.port ?? 0), agentTimes: quickAgentTimes });
    await house.house.app.listen({ port: 0, host: '127.0.0.1' });
    const line = await openCutLine(house.house.app.server.address() as AddressInfo);
    const opened = new AgentHouse(house, line, fake);
    opened.token = opened.makeToken(agentName);
    return opened;
  }

  makeToken(agent: string): string {
    const { token, digest } = newAgentToken(agent);
    agentTokenTable(this.house.house.journal.database).put({ agent, digest, since: 0 });
    return token;
  }

  startAgent(changes: Partial<AgentOptions> = {}): RunningAgent {
    const agent = startAgent({
      server: `http://127.0.0.1:${this.line.port}`,
      token: this.token,
      healthMs: 100,
      log: (line) => this.log.push(line),
      link: { answerMs: 2000, silenceMs: 1500, retryFirstMs: 20, retryMostMs: 60 },
      fleet: {
        random: () => 0,
        factories: { ...driverFactories, printer: (config, deps) => createPrinterDriver(config, deps, quickOptions) },
      },
      ...changes,
    });
    this.#agents.push(agent);
    return agent;
  }

  health(kind: DeviceHealth['kind'] = 'printer'): DeviceHealth | undefined {
    return this.house.house.fleet.health().find((device) => device.kind === kind);
  }

  async ready(): Promise<void> {
    await until(() => this.health()?.state === 'ready', 'the printer is ready');
  }

  status({ slip }: TakenTicket): SlipStatus | undefined {
    return this.house.house.hall.state.slips.get(slip ?? 0)?.status;
  }

  async becomes(ticket: TakenTicket, status: SlipStatus): Promise<void> {
    await until(() => this.status(ticket) === status, `slip of ${ticket.number} is ${status}`);
  }

  /** How many slips of this number came out. */
  printed({ number }: TakenTicket): number {
    return this.fake.slips().filter((slip) => slip.text.split('\n').includes(number)).length;
  }

  async close(): Promise<void> {
    this.line.cut();
    await Promise.all(this.#agents.map((agent) => agent.stop()));
    await this.line.close();
    await this.house.close();
    await this.fake.stop();
  }
}

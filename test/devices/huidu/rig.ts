import { vi } from 'vitest';
import { systemClock } from '../../../devices/clock.ts';
import type { DeviceDriver, DriverDeps } from '../../../devices/driver.ts';
import { createHuiduDriver, type HuiduTiming, huiduTiming } from '../../../devices/huidu/driver.ts';
import { type FakeHuidu, startFakeHuidu } from '../../../devices/huidu/fake.ts';
import { TcpWire } from '../../../devices/wire/tcp.ts';
import type { CounterSign, HuiduConfig } from '../../../server/contract/device.ts';

/** The driver's own times, shortened so that faults pass quickly. */
export const quick: HuiduTiming = {
  ...huiduTiming,
  answerMs: 1_500,
  heartbeatMs: 60_000,
  heartbeatAnswerMs: 200,
  reopenMs: 20,
  reopenMostMs: 80,
  busyMs: 10,
  backOffMs: 50,
  backOffMostMs: 100,
  testMs: 50,
};

export interface BoardHall {
  board: FakeHuidu;
  driver: DeviceDriver;
  lines: string[];
  /** Ends driver and board. */
  end(): Promise<void>;
}

export async function boardHall(timing: Partial<HuiduTiming> = {}): Promise<BoardHall> {
  const size = { widthPx: 512, heightPx: 256 };
  const board = await startFakeHuidu({ port: 0, ...size });
  const address = { host: '127.0.0.1', port: board.port };
  const wire = { kind: 'tcp', ...address } as const;
  const config: HuiduConfig = { id: 'board', name: '大厅主屏', kind: 'huidu', wire, ...size, zones: [1] };
  const lines: string[] = [];
  const deps: DriverDeps = {
    clock: systemClock,
    random: () => 0.5,
    wire: new TcpWire({ ...address, opensPerJob: false }),
    beginSlip: () => Promise.reject(new Error('a board prints no slips')),
    report: () => {},
    healthChanged: () => {},
    log: (line) => lines.push(line),
  };
  const driver = createHuiduDriver(config, deps, { ...quick, ...timing });
  const end = async () => {
    await driver.stop();
    await board.stop();
  };
  return { board, driver, lines, end };
}

export const calling = (counter: number, number: string, callSeq = counter): CounterSign => ({
  state: 'calling',
  counter,
  number,
  callSeq,
  calledAt: 0,
});

export const lit = (board: FakeHuidu) => board.screens().flatMap(({ areas }) => areas.map(({ text }) => text));

/** Resolves once the expectation holds; patient, so that a slow machine only makes it slower. */
export const until = (expectation: () => void) => vi.waitFor(expectation, { timeout: 25_000, interval: 10 });
export const patience = 30_000;

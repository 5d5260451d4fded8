import { systemClock } from '../../../devices/clock.ts';
import type { DriverDeps } from '../../../devices/driver.ts';
import { type ReaderTiming, readerTiming } from '../../../devices/reader/conversation.ts';
import { createReaderDriver } from '../../../devices/reader/driver.ts';
import type { Wire } from '../../../devices/wire/wire.ts';
import type { DeviceSignal, ReaderConfig } from '../../../server/contract/device.ts';

/** The reader's own times, shortened so that faults pass quickly. */
export const quick: ReaderTiming = {
  ...readerTiming,
  findMs: 10,
  retryMs: 5,
  answerMs: 250,
  readMs: 600,
  silentMs: 20,
  quietMs: 30,
  reopenMs: 20,
  reopenMostMs: 80,
};

export function readerConfig(wire: ReaderConfig['wire']): ReaderConfig {
  return { id: 'reader-desk', name: '咨询台读卡器', kind: 'reader', place: 'desk', wire };
}

export function drive(wire: Wire, config: ReaderConfig['wire'], timing = quick) {
  const lines: string[] = [];
  const signals: DeviceSignal[] = [];
  const healths: string[] = [];
  const deps: DriverDeps = {
    clock: systemClock,
    random: () => 0.5,
    wire,
    beginSlip: () => Promise.reject(new Error('a reader prints no slips')),
    report: () => {},
    signal: (signal) => signals.push(signal),
    healthChanged: () => healths.push(JSON.stringify(driver.health())),
    log: (line) => lines.push(line),
  };
  const driver = createReaderDriver(readerConfig(config), deps, timing);
  return { driver, lines, signals, healths };
}

import { vi } from 'vitest';
import { systemClock } from '../../../devices/clock.ts';
import type { DriverDeps } from '../../../devices/driver.ts';
import { type LedTiming, ledTiming } from '../../../devices/led/card.ts';
import { createLedBusDriver } from '../../../devices/led/driver.ts';
import type { FakeLedBus } from '../../../devices/led/fake.ts';
import type { Wire } from '../../../devices/wire/wire.ts';
import type { CounterSign, LedBusConfig, LitScreen } from '../../../server/contract/device.ts';

/** The bus's own times, shortened so that faults pass quickly. */
export const quick: LedTiming = {
  ...ledTiming,
  answerMs: 250,
  backOffMs: 200,
  backOffMostMs: 400,
  busyMs: 10,
  refreshMs: 60_000,
  doubtMs: 100,
  reopenMs: 20,
  reopenMostMs: 80,
  testMs: 50,
};

export function busConfig(count: number, wire: LedBusConfig['wire']): LedBusConfig {
  const screens = Array.from({ length: count }, (_, index) => ({ address: index + 1, counter: index + 1 }));
  return { id: 'led', name: '窗口屏', kind: 'led-bus', wire, generation: '6K', widthPx: 128, heightPx: 32, screens };
}

export function drive(config: LedBusConfig, wire: Wire, timing = quick) {
  const lines: string[] = [];
  const deps: DriverDeps = {
    clock: systemClock,
    random: () => 0.5,
    wire,
    beginSlip: () => Promise.reject(new Error('an LED bus prints no slips')),
    report: () => {},
    healthChanged: () => {},
    log: (line) => lines.push(line),
  };
  return { driver: createLedBusDriver(config, deps, timing), lines };
}

export const idle = (counter: number): CounterSign => ({ state: 'idle', counter });
export const calling = (counter: number, number: string): CounterSign => ({
  state: 'calling',
  counter,
  number,
  callSeq: 1,
  calledAt: 0,
});

export const lit = (screens: LitScreen[], address: number) =>
  screens.find((screen) => screen.address === address)?.areas.map(({ text }) => text);

/** Resolves once the screens satisfy the condition; the test's own time limit ends a wait in vain. */
export function shows(bus: FakeLedBus, condition: (screens: LitScreen[]) => boolean): Promise<void> {
  return new Promise((resolve) => {
    let stop = () => {};
    const check = () => {
      if (!condition(bus.screens())) return;
      stop();
      resolve();
    };
    stop = bus.onChange(check);
    check();
  });
}

/** Resolves once the expectation holds; patient, so that a slow machine only makes it slower. */
export const until = (expectation: () => void) => vi.waitFor(expectation, { timeout: 25_000, interval: 10 });
export const patience = 30_000;

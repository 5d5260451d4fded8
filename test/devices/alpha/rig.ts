import { vi } from 'vitest';
import { type AlphaTiming, alphaTiming, createAlphaDriver } from '../../../devices/alpha/driver.ts';
import type { FakeAlpha } from '../../../devices/alpha/fake.ts';
import { systemClock } from '../../../devices/clock.ts';
import type { DriverDeps } from '../../../devices/driver.ts';
import type { Wire } from '../../../devices/wire/wire.ts';
import type { AlphaConfig, CounterSign } from '../../../server/contract/device.ts';

/** The driver's own times, shortened so that faults pass quickly. */
export const quick: AlphaTiming = {
  ...alphaTiming,
  answerMs: 1_500,
  assumedBaud: 10_000_000,
  pauseMs: 1,
  backOffMs: 30,
  backOffMostMs: 60,
  refreshMs: 60_000,
  doubtMs: 50,
  reopenMs: 20,
  reopenMostMs: 80,
  testMs: 50,
};

export const size = { widthPx: 128, heightPx: 16 };

export function signConfig(wire: AlphaConfig['wire'], more: Partial<AlphaConfig> = {}): AlphaConfig {
  return { id: 'sign', name: '3号窗口条屏', kind: 'alpha', wire, address: '07', counter: 3, ...size, ...more };
}

export function drive(config: AlphaConfig, wire: Wire, timing: AlphaTiming = quick, clock = systemClock) {
  const lines: string[] = [];
  const deps: DriverDeps = {
    clock,
    random: () => 0.5,
    wire,
    beginSlip: () => Promise.reject(new Error('a sign prints no slips')),
    report: () => {},
    healthChanged: () => {},
    log: (line) => lines.push(line),
  };
  return { driver: createAlphaDriver(config, deps, timing), lines };
}

export const calling = (number: string, callSeq = 1): CounterSign => ({
  state: 'calling',
  counter: 3,
  number,
  callSeq,
  calledAt: 0,
});

/** The pages that the sign shows, in words. */
export const lit = (sign: FakeAlpha) =>
  sign.screens().flatMap(({ areas }) => areas.flatMap(({ text }) => text.split('\n')));

/** Resolves once the expectation holds; patient, so that a slow machine only makes it slower. */
export const until = (expectation: () => void) => vi.waitFor(expectation, { timeout: 25_000, interval: 10 });
export const patience = 30_000;

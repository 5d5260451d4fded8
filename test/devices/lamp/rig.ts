import { systemClock } from '../../../devices/clock.ts';
import type { DriverDeps } from '../../../devices/driver.ts';
import { createLampDriver } from '../../../devices/lamp/driver.ts';
import { lampTiming } from '../../../devices/lamp/slave.ts';
import type { Wire } from '../../../devices/wire/wire.ts';
import type { CounterSign, LampConfig } from '../../../server/contract/device.ts';

/** The bus's own times, shortened so that faults pass quickly. */
export const quick = {
  ...lampTiming,
  answerMs: 250,
  backOffMs: 100,
  backOffMostMs: 200,
  busyMs: 10,
  doubtMs: 100,
  reopenMs: 20,
  reopenMostMs: 80,
  testMs: 50,
};

const lamp = (counter: number, slave: number, first: number) => ({
  counter,
  slave,
  coils: { free: first, called: first + 1, serving: first + 2, away: first + 3 },
});

/** Three relay boards of eight: counters 1 and 2 on slave 17, 3 and 4 on 18, 5 on 19. */
export const lamps: LampConfig['lamps'] = [
  lamp(1, 17, 0),
  lamp(2, 17, 4),
  lamp(3, 18, 0),
  lamp(4, 18, 4),
  lamp(5, 19, 0),
];

export const signs = {
  idle: (counter: number): CounterSign => ({ state: 'idle', counter }),
  closed: (counter: number): CounterSign => ({ state: 'closed', counter }),
  calling: (counter: number): CounterSign => ({ state: 'calling', counter, number: '1001', callSeq: 1, calledAt: 0 }),
  serving: (counter: number): CounterSign => ({ state: 'serving', counter, number: '1001' }),
  paused: (counter: number): CounterSign => ({ state: 'paused', counter, reason: 'break' }),
};
export const free = (count: number) => Array.from({ length: count }, (_, index) => signs.idle(index + 1));

export function lampConfig(wire: LampConfig['wire'], change: Partial<LampConfig> = {}): LampConfig {
  return { id: 'lamps', name: '窗口灯', kind: 'lamp', wire, lamps, ...change };
}

export function drive(wire: Wire, config: LampConfig, timing = quick) {
  const lines: string[] = [];
  const deps: DriverDeps = {
    clock: systemClock,
    random: () => 0.5,
    wire,
    beginSlip: () => Promise.reject(new Error('lamps print no slips')),
    report: () => {},
    healthChanged: () => {},
    log: (line) => lines.push(line),
  };
  return { driver: createLampDriver(config, deps, timing), lines };
}

/** Relays as a row of 1 and 0. */
export const row = (coils: readonly boolean[]) => coils.map((coil) => (coil ? '1' : '0')).join('');

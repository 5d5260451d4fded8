import { systemClock } from '../../../devices/clock.ts';
import type { DriverDeps } from '../../../devices/driver.ts';
import { createKeypadDriver, keypadTiming } from '../../../devices/keypad/driver.ts';
import type { Wire } from '../../../devices/wire/wire.ts';
import type { DeviceSignal, KeypadConfig, PadProfile } from '../../../server/contract/device.ts';

/** The pad's own times, shortened so that faults pass quickly; a key counts again at once unless a test says otherwise. */
export const quick = {
  ...keypadTiming,
  stillMs: 0,
  pollMs: 5,
  answerMs: 200,
  silentMs: 20,
  reopenMs: 20,
  reopenMostMs: 80,
};

/** An evaluator with five keys: start AA 55, a counter byte, the key, and the sum of all before it. */
export const evaluator: PadProfile = {
  kind: 'frame',
  start: 'AA55',
  length: 5,
  checksum: 'sum8',
  keyAt: 3,
  keys: {
    '01': 'very-satisfied',
    '02': 'satisfied',
    '03': 'fair',
    '04': 'dissatisfied',
    '05': 'very-dissatisfied',
  },
};

export const profiles: Record<'frame' | 'line' | 'input' | 'modbus', PadProfile> = {
  frame: evaluator,
  line: { kind: 'line', keys: { N: 'call-next', R: 'recall', 完: 'finish' } },
  input: { kind: 'input', keys: { '2': 'call-next', '3': 'recall', '28': 'finish' } },
  modbus: { kind: 'modbus', slave: 5, keys: { '0': 'call-next', '1': 'recall', '40': 'finish' } },
};

export function padConfig(wire: KeypadConfig['wire'], profile: PadProfile): KeypadConfig {
  return { id: 'pad-3', name: '3号窗口评价器', kind: 'keypad', counter: 3, wire, profile };
}

export function drive(wire: Wire, config: KeypadConfig, timing = quick, clock = systemClock) {
  const lines: string[] = [];
  const signals: DeviceSignal[] = [];
  const deps: DriverDeps = {
    clock,
    random: () => 0.5,
    wire,
    beginSlip: () => Promise.reject(new Error('a pad prints no slips')),
    report: () => {},
    signal: (signal) => signals.push(signal),
    healthChanged: () => {},
    log: (line) => lines.push(line),
  };
  return { driver: createKeypadDriver(config, deps, timing), lines, signals };
}

export const keysOf = (signals: readonly DeviceSignal[]) =>
  signals.map((signal) => (signal.kind === 'key' ? signal.key : signal.kind));

import type { CounterSign, LampConfig } from '../../server/contract/device.ts';

/** Times of the bus in milliseconds. */
export interface LampTiming {
  /** From the last byte sent to the slave's answer. */
  answerMs: number;
  /** Attempts in a row before a slave that was well counts as dead; one that is dead gets one attempt each time. */
  attemptsMost: number;
  /** First pause before a dead slave is tried again; doubles up to `backOffMostMs`. */
  backOffMs: number;
  backOffMostMs: number;
  /** Pause after the answer `busy`. */
  busyMs: number;
  /** Every slave is sent all its coils again after this time, because relays that lost their power fall off and say nothing. */
  refreshMs: number;
  /** An answer after a time-out may belong to the request before: the coils are sent once more after this time. */
  doubtMs: number;
  /** First pause before the wire is opened again; doubles up to `reopenMostMs`. */
  reopenMs: number;
  reopenMostMs: number;
  /** How long all lamps burn in a test. */
  testMs: number;
}

export const lampTiming: LampTiming = {
  answerMs: 300,
  attemptsMost: 2,
  backOffMs: 2_000,
  backOffMostMs: 20_000,
  busyMs: 150,
  refreshMs: 60_000,
  doubtMs: 1_500,
  reopenMs: 1_000,
  reopenMostMs: 30_000,
  testMs: 2_000,
};

type Lamp = LampConfig['lamps'][number];
type LampState = keyof Lamp['coils'];

/** Which lamp burns at which sign; a closed counter is dark. */
const lampOfSign: Record<CounterSign['state'], LampState | null> = {
  idle: 'free',
  calling: 'called',
  serving: 'serving',
  paused: 'away',
  closed: null,
};

/** The states of some coils by their numbers. */
export type Coils = ReadonlyMap<number, boolean>;

/** What one slave on the bus is to show, what it is known to show, and how it behaves. */
export interface Slave {
  readonly address: number;
  readonly lamps: readonly Lamp[];
  /** Null until the first signs came. */
  wanted: Coils | null;
  wantedKey: string | null;
  wantedSince: number;
  calling: boolean;
  /** Null when it is not known how the relays stand. */
  shownKey: string | null;
  refreshAt: number;
  notBefore: number;
  /** Attempts that failed since the last success. */
  failures: number;
  busyAnswers: number;
  /** `no-answer`, `damaged-answer`, or the exception's name; null when it is well. */
  problem: string | null;
  /** True once the slave said that it cannot switch several coils at once. */
  onlySingle: boolean;
}

/** What became of one attempt to switch a slave's coils. */
export type Outcome = { kind: 'done' } | { kind: 'failed'; problem: string };

const busyAnswersMost = 20;

/** One slave for each address that the lamps name. */
export function slavesOf(lamps: readonly Lamp[]): Slave[] {
  const addresses = [...new Set(lamps.map(({ slave }) => slave))].sort((a, b) => a - b);
  return addresses.map((address) => ({
    address,
    lamps: lamps.filter(({ slave }) => slave === address),
    wanted: null,
    wantedKey: null,
    wantedSince: 0,
    calling: false,
    shownKey: null,
    refreshAt: 0,
    notBefore: 0,
    failures: 0,
    busyAnswers: 0,
    problem: null,
    onlySingle: false,
  }));
}

/** All coils of these lamps, lit as their counters' signs say; a coil that two states share burns at either. */
export function coilsOf(lamps: readonly Lamp[], signs: readonly CounterSign[]): Coils {
  const coils = new Map<number, boolean>();
  for (const { counter, coils: places } of lamps) {
    const sign = signs.find((each) => each.counter === counter);
    const lit = lampOfSign[sign?.state ?? 'closed'];
    for (const [state, coil] of Object.entries(places)) coils.set(coil, coils.get(coil) === true || state === lit);
  }
  return coils;
}

/** All coils of these lamps lit. */
export function allLit(lamps: readonly Lamp[]): Coils {
  return new Map(lamps.flatMap(({ coils }) => Object.values(coils).map((coil): [number, boolean] => [coil, true])));
}

/** Coils that follow one another, at most as many as one request may switch (Modbus application protocol, 6.11). */
export function runsOf(coils: Coils, coilsMost = 1968): { first: number; states: boolean[] }[] {
  const runs: { first: number; states: boolean[] }[] = [];
  for (const [coil, state] of [...coils].sort(([a], [b]) => a - b)) {
    const last = runs.at(-1);
    if (last && coil === last.first + last.states.length && last.states.length < coilsMost) last.states.push(state);
    else runs.push({ first: coil, states: [state] });
  }
  return runs;
}

/** Sets what the slave is to show; coils that stand alike change nothing. */
export function want(slave: Slave, coils: Coils, calling: boolean, now: number): void {
  const key = JSON.stringify([...coils]);
  slave.calling = calling;
  if (key === slave.wantedKey) return;
  slave.wanted = coils;
  slave.wantedKey = key;
  slave.wantedSince = now;
}

export function isBehind(slave: Slave): boolean {
  return slave.wantedKey !== null && slave.wantedKey !== slave.shownKey;
}

/** After a break nobody knows how the relays stand. The slave in whose answer the wire broke keeps its pause. */
export function forgetShown(slave: Slave, brokeIt: boolean): void {
  slave.shownKey = null;
  slave.busyAnswers = 0;
  if (!brokeIt) slave.notBefore = 0;
}

/** Calls come first, then other changes, then slaves that failed, then refreshes; within a rank the oldest wish. */
function rank(slave: Slave): number {
  if (!isBehind(slave)) return 3;
  if (slave.failures > 0) return 2;
  return slave.calling ? 0 : 1;
}

const dueAt = (slave: Slave) => (isBehind(slave) ? slave.notBefore : Math.max(slave.notBefore, slave.refreshAt));

/** The slave whose turn it is; null when none is due. */
export function nextSlave(slaves: readonly Slave[], now: number): Slave | null {
  const due = slaves.filter((slave) => slave.wantedKey !== null && dueAt(slave) <= now);
  const since = (slave: Slave) => (isBehind(slave) ? slave.wantedSince : slave.refreshAt);
  return due.sort((a, b) => rank(a) - rank(b) || since(a) - since(b) || a.address - b.address)[0] ?? null;
}

/** When the next slave falls due; null when nothing is wanted yet. */
export function nextDueAt(slaves: readonly Slave[]): number | null {
  const times = slaves.filter((slave) => slave.wantedKey !== null).map(dueAt);
  return times.length > 0 ? Math.min(...times) : null;
}

/** Takes what became of the attempt that carried `sentKey`. */
export function settle(slave: Slave, sentKey: string, outcome: Outcome, now: number, timing: LampTiming): void {
  if (outcome.kind === 'done') {
    slave.shownKey = sentKey;
    slave.refreshAt = now + (slave.problem === null ? timing.refreshMs : timing.doubtMs);
    slave.failures = 0;
    slave.busyAnswers = 0;
    slave.problem = null;
    slave.notBefore = now;
    return;
  }
  slave.shownKey = null;
  slave.problem = outcome.problem;
  if (outcome.problem === 'busy' && slave.busyAnswers < busyAnswersMost) {
    slave.busyAnswers += 1;
    slave.notBefore = now + timing.busyMs;
    return;
  }
  slave.failures += 1;
  const times = slave.failures - timing.attemptsMost;
  const backOffMs = Math.min(timing.backOffMostMs, timing.backOffMs * 2 ** Math.min(Math.max(times, 0), 20));
  slave.notBefore = times < 0 ? now : now + backOffMs;
}

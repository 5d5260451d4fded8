import { onScopeDispose, type Ref, ref } from 'vue';

export interface IdleTimes {
  idleMs: number;
  warningMs: number;
}
/** Rule T16: a minute of quiet, then twenty seconds of warning that one tap takes away as often as needed. */
export const idleTimes: IdleTimes = { idleMs: 60_000, warningMs: 20_000 };
/** Rule T16: neither a card that was read nor what somebody has filled in stays on a glass that nobody stands before. */
export const personalTimes: IdleTimes = { idleMs: 45_000, warningMs: 20_000 };
/** Whoever listens to each picture before choosing needs longer for the same way. */
export const listeningTimes: IdleTimes = { idleMs: 90_000, warningMs: 30_000 };

export type IdlePhase = { at: 'busy' } | { at: 'warning'; secondsLeft: number } | { at: 'over' };

/** Where a quiet screen stands, from the milliseconds since it was last touched. */
export function idlePhase(quietMs: number, times: IdleTimes = idleTimes): IdlePhase {
  if (quietMs < times.idleMs) return { at: 'busy' };
  const leftMs = times.idleMs + times.warningMs - quietMs;
  return leftMs <= 0 ? { at: 'over' } : { at: 'warning', secondsLeft: Math.ceil(leftMs / 1000) };
}

export interface Idle {
  phase: Ref<IdlePhase>;
  /** Somebody is there, or a sentence has just ended: starts the minute again. */
  touch(): void;
}

/** Watches for quiet four times a second and calls `over` once when the warning has passed. */
export function useIdle(
  over: () => void,
  times: () => IdleTimes = () => idleTimes,
  now: () => number = Date.now,
): Idle {
  const phase = ref<IdlePhase>({ at: 'busy' });
  let touchedAt = now();
  const touch = () => {
    touchedAt = now();
    phase.value = { at: 'busy' };
  };
  const timer = setInterval(() => {
    phase.value = idlePhase(now() - touchedAt, times());
    if (phase.value.at !== 'over') return;
    touch();
    over();
  }, 250);
  onScopeDispose(() => clearInterval(timer));
  return { phase, touch };
}

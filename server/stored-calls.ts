import { Refused } from './contract/refusal.ts';
import type { Hall, HallLog } from './hall.ts';

/** A promise that did not go out when its time came is looked at again after this. */
const lookAgainMs = 250;

/**
 * 预叫: lets the stored calls go out when their time has come, in the name of whoever stored them. The promises stand in
 * the record, so that a restart only begins to count again. Returns what ends it.
 */
export function startStoredCalls(hall: Hall, log: HallLog): () => void {
  let timer: NodeJS.Timeout | undefined;
  const look = () => {
    timer = undefined;
    for (const [counter, { promise }] of hall.state.stored)
      if (promise !== null && promise.callsAt <= hall.now()) call(hall, counter, log);
    plan(lookAgainMs);
  };
  const plan = (leastMs = 0) => {
    clearTimeout(timer);
    timer = undefined;
    let first: number | null = null;
    for (const { promise } of hall.state.stored.values())
      if (promise !== null) first = Math.min(first ?? promise.callsAt, promise.callsAt);
    if (first === null) return;
    timer = setTimeout(look, Math.max(leastMs, first - hall.now()));
    timer.unref();
  };
  const stopListening = hall.onRecorded(() => plan());
  plan();
  return () => {
    stopListening();
    clearTimeout(timer);
  };
}

function call(hall: Hall, counter: number, log: HallLog): void {
  const staff = hall.state.counters.get(counter)?.staff;
  if (staff == null) return;
  hall.act({ type: 'call-stored', counter }, { kind: 'staff', staff, role: 'clerk' }).catch((error: unknown) => {
    const outcome = error instanceof Refused ? error.code : String(error);
    log.error({ counter, outcome }, 'a stored call did not go out');
  });
}

import { setImmediate as nextTurn } from 'node:timers/promises';

/** So long a report may keep everything else waiting at a time, milliseconds. */
const sliceMs = 8;

/** Runs steps to their end, letting others have their turn again and again. Each step must be short by itself. */
export async function inSlices<T>(steps: Generator<void, T>): Promise<T> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < sliceMs) continue;
    await nextTurn();
    since = performance.now();
  }
}

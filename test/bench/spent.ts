import { LatencyHistogram } from './latency.ts';

/** Time on the wall, and time that the process worked: on a machine that others use, only the second is the work's own. */
export interface Spent {
  wall: LatencyHistogram;
  cpu: LatencyHistogram;
}

export interface Lap {
  wallMs: number;
  cpuMs: number;
}

export const warmUp = 100;

/** Microseconds of all threads of this process: the work's own, and its helpers for memory and compiling. */
function cpuMicroseconds(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Works so many times after a warm-up, and notes each. */
export async function timed(times: number, work: (index: number) => unknown): Promise<Spent> {
  const spent: Spent = { wall: new LatencyHistogram(), cpu: new LatencyHistogram() };
  for (let index = -warmUp; index < times; index += 1) {
    const since = performance.now();
    const before = cpuMicroseconds();
    await work(index + warmUp);
    if (index < 0) continue;
    spent.cpu.note(cpuMicroseconds() - before);
    spent.wall.note((performance.now() - since) * 1000);
  }
  return spent;
}

/** The middle lap of several. */
export function laps(times: number, work: () => void): Lap {
  const found = Array.from({ length: times }, (): Lap => {
    const since = performance.now();
    const before = cpuMicroseconds();
    work();
    return { wallMs: performance.now() - since, cpuMs: (cpuMicroseconds() - before) / 1000 };
  });
  const middle = (values: number[]) => values.sort((left, right) => left - right)[times >> 1] ?? Number.NaN;
  return { wallMs: middle(found.map(({ wallMs }) => wallMs)), cpuMs: middle(found.map(({ cpuMs }) => cpuMs)) };
}

import { drawTime } from './log-normal.ts';
import type { Server, Snapshot } from './snapshot.ts';

/** Further than this nothing is played, minutes. */
const horizonMinutes = 600;
/** How long a clerk looks for somebody who does not come, minutes. */
const missMinutes = 1;

/**
 * Plays the hall forward once through its own rule: whoever is free takes the smallest key of the lines drawn from. Gives
 * for each head start and service, in that order, the minutes until somebody who comes now would be called, or `Infinity`.
 * Later comers have larger keys and change nothing, so that none need be invented.
 */
export function playOnce(
  { services, lines, times, servers, missedShare }: Snapshot,
  headStarts: readonly number[],
  chance: () => number,
): Float64Array {
  const calledAt = new Float64Array(services.length * headStarts.length).fill(Number.POSITIVE_INFINITY);
  const places = new Uint32Array(lines.length);
  const freeAt = Float64Array.from(servers, (server) => freeMinute(server, chance));
  for (;;) {
    const index = earliest(freeAt);
    const now = freeAt[index] ?? Number.POSITIVE_INFINITY;
    const server = servers[index];
    if (server === undefined || now > horizonMinutes) return calledAt;
    let best = -1;
    let bestKey = Number.POSITIVE_INFINITY;
    for (const line of server.lines) {
      const key = lines[line]?.[places[line] ?? 0];
      if (key === undefined || key >= bestKey) continue;
      best = line;
      bestKey = key;
    }
    for (const [rank, headStart] of headStarts.entries())
      if (bestKey > -headStart) noteCalled(calledAt, rank * services.length, services.length, server.lines, now);
    const time = best === -1 ? undefined : times[best]?.[places[best] ?? 0];
    if (time === undefined) {
      freeAt[index] = Number.POSITIVE_INFINITY;
      continue;
    }
    places[best] = (places[best] ?? 0) + 1;
    freeAt[index] = now + (chance() < missedShare ? missMinutes : drawTime(time, chance()));
  }
}

/** Whoever has nobody before this newcomer to call calls the newcomer of each line, unless another was sooner. */
function noteCalled(
  calledAt: Float64Array,
  from: number,
  services: number,
  lines: readonly number[],
  now: number,
): void {
  for (const line of lines) if (line < services && now < (calledAt[from + line] ?? 0)) calledAt[from + line] = now;
}

function freeMinute({ freeAt, busyWith, awayAbout }: Server, chance: () => number): number {
  if (busyWith !== null) return drawTime(busyWith.time, chance(), busyWith.spent) - busyWith.spent;
  return awayAbout === null ? freeAt : -awayAbout * Math.log(1 - chance());
}

function earliest(freeAt: Float64Array): number {
  let index = 0;
  for (let other = 1; other < freeAt.length; other += 1) if ((freeAt[other] ?? 0) < (freeAt[index] ?? 0)) index = other;
  return index;
}

import { helpLead } from '../routing/next.ts';
import { drawTime } from './log-normal.ts';
import type { Server, Snapshot } from './snapshot.ts';

/** Further than this nothing is played, minutes. */
const horizonMinutes = 600;
/** How long a clerk looks for somebody who does not come, minutes. */
const missMinutes = 1;

/** One future: minutes until each is called, or `Infinity` beyond what is played. */
export interface Played {
  /** Of somebody who comes now, for each head start and service in that order. */
  newcomers: Float64Array;
  /** Of everybody who waits, line after line. */
  waiting: Float64Array;
}

/**
 * Plays the hall forward once through its own rule: whoever is free takes the smallest key of the lines drawn from.
 * Later comers have larger keys and change nothing, so that none need be invented; people who leave their counters now
 * and then do, as they have done of late.
 */
export function playOnce(snapshot: Snapshot, headStarts: readonly number[], chance: () => number): Played {
  const { services, lines, offsets, times, servers, missedShare, exits } = snapshot;
  const newcomers = new Float64Array(services.length * headStarts.length).fill(Number.POSITIVE_INFINITY);
  const waiting = new Float64Array(snapshot.waitingCount).fill(Number.POSITIVE_INFINITY);
  const places = new Uint32Array(lines.length);
  const freeAt = Float64Array.from(servers, (server) => freeMinute(server, chance));
  const leavesAt = Float64Array.from(freeAt, () => exponential(exits.everyMinutes, chance));
  for (;;) {
    const index = earliest(freeAt);
    const now = freeAt[index] ?? Number.POSITIVE_INFINITY;
    const server = servers[index];
    if (server === undefined || now > horizonMinutes) return { newcomers, waiting };
    if ((leavesAt[index] ?? 0) <= now && now > 0) {
      const back = now + Math.min(horizonMinutes, exits.length(chance()));
      freeAt[index] = back;
      leavesAt[index] = back + exponential(exits.everyMinutes, chance);
      continue;
    }
    let best = -1;
    let bestKey = Number.POSITIVE_INFINITY;
    const drawn = drawnNow(server, lines, places);
    for (const line of drawn) {
      const key = lines[line]?.[places[line] ?? 0];
      if (key === undefined || key >= bestKey) continue;
      best = line;
      bestKey = key;
    }
    for (const [rank, headStart] of headStarts.entries())
      if (bestKey > -headStart) noteCalled(newcomers, rank * services.length, services.length, drawn, now);
    const place = places[best] ?? 0;
    const time = best === -1 ? undefined : times[best]?.[place];
    if (time === undefined) {
      freeAt[index] = Number.POSITIVE_INFINITY;
      continue;
    }
    places[best] = place + 1;
    waiting[(offsets[best] ?? 0) + place] = now;
    freeAt[index] = now + (chance() < missedShare ? missMinutes : server.pace * drawTime(time, chance()));
  }
}

/** The lines that a helper draws from at this moment: those it only helps while clearly more wait there (R13). */
function drawnNow({ lines: all, helps }: Server, lines: Snapshot['lines'], places: Uint32Array): readonly number[] {
  if (helps === null) return all;
  const own = waitingIn(helps.own, lines, places);
  if (own === 0) return all;
  let drawn = helps.own;
  for (const post of helps.posts) if (waitingIn(post, lines, places) >= own + helpLead) drawn = [...drawn, ...post];
  return drawn;
}

function waitingIn(some: readonly number[], lines: Snapshot['lines'], places: Uint32Array): number {
  let sum = 0;
  for (const line of some) sum += (lines[line]?.length ?? 0) - (places[line] ?? 0);
  return sum;
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

function freeMinute({ freeAt, busyWith, awayAbout, pace }: Server, chance: () => number): number {
  if (busyWith !== null) return pace * drawTime(busyWith.time, chance(), busyWith.spent / pace) - busyWith.spent;
  return awayAbout === null ? freeAt : exponential(awayAbout, chance);
}

/** A time without memory, of this mean; never where the mean is infinite. */
function exponential(mean: number, chance: () => number): number {
  return -mean * Math.log(1 - chance());
}

function earliest(freeAt: Float64Array): number {
  let index = 0;
  for (let other = 1; other < freeAt.length; other += 1) if ((freeAt[other] ?? 0) < (freeAt[index] ?? 0)) index = other;
  return index;
}

import type { MovedNumbers, SpeechJob } from './contract/device.ts';
import type { Hall } from './hall.ts';

type Move = Hall['state']['moves'][number];

/** Worth saying for so long; whoever waits has looked at the board by then. */
const expiryMs = 60_000;
/** More numbers are not taken in by ear: the notice then sends people to the board. */
const numbersMost = 4;

/**
 * What is said in a zone when waiting people are sent to another counter because a cover begins or ends (R11): numbers only.
 * It is no call: nothing of it is recorded, and the loudspeaker leaves it out when calls need the time.
 */
export class MovedNotices {
  readonly #hall: Hall;
  readonly #told = new WeakSet<Move>();

  /** Whoever was moved long before a start was told then; what is still fresh is said again, heard or not. */
  constructor(hall: Hall) {
    this.#hall = hall;
    const now = hall.now();
    for (const move of hall.state.moves) if (now - move.at >= expiryMs) this.#told.add(move);
  }

  /**
   * The notices that are due now, one for each loudspeaker. `seq` is the last record, which led to them; a call may have come
   * of it as well, so that a notice bears its number with a minus sign.
   */
  take(seq: number): SpeechJob[] {
    const zones = new Map<number, Map<string, MovedNumbers>>();
    const fresh = this.#fresh();
    const movedAt = Math.max(...fresh.map(({ at }) => at));
    for (const { ticketId, counters } of fresh) {
      const ticket = this.#hall.state.tickets.get(ticketId);
      if (ticket?.standing.status !== 'waiting') continue;
      const groups = zones.get(ticket.zone) ?? new Map<string, MovedNumbers>();
      const group = groups.get(counters.join()) ?? { numbers: [], counters: [...counters] };
      zones.set(ticket.zone, groups.set(counters.join(), { ...group, numbers: [...group.numbers, ticket.number] }));
    }
    const jobs = new Map<string, SpeechJob>();
    for (const [zone, groups] of zones)
      for (const device of this.#hall.model.speakers.get(zone) ?? []) {
        const moved = [...(jobs.get(device)?.moved ?? []), ...groups.values()];
        jobs.set(device, this.#job(-seq, device, zone, moved, movedAt));
      }
    return [...jobs.values()].map((job) => ({ ...job, moved: spoken(job.moved ?? []) }));
  }

  #job(id: number, device: string, zone: number, moved: MovedNumbers[], movedAt: number): SpeechJob {
    const expiresAt = movedAt + expiryMs;
    return { kind: 'speech', id, device, number: '', counter: 0, zone, calledAt: movedAt, expiresAt, moved };
  }

  #fresh(): Move[] {
    const fresh = this.#hall.state.moves.filter((move) => !this.#told.has(move));
    for (const move of fresh) this.#told.add(move);
    return fresh;
  }
}

/** With too many numbers only the counters stay: people are then told to look at the board. */
function spoken(moved: readonly MovedNumbers[]): MovedNumbers[] {
  const count = moved.reduce((sum, { numbers }) => sum + numbers.length, 0);
  if (count <= numbersMost) return [...moved];
  return [{ numbers: [], counters: [...new Set(moved.flatMap(({ counters }) => counters))] }];
}

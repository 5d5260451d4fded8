import type { Recorded } from '../contract/events.ts';

/** Who was heard of when: by a command of theirs, and by a terminal of theirs that is connected at each beat. */
export class Heartbeats {
  /** Epoch milliseconds by staff id; bounded by the staff's number. */
  readonly #heard = new Map<string, number>();

  note(staff: string, at: number): void {
    this.#heard.set(staff, Math.max(at, this.#heard.get(staff) ?? at));
  }

  /** A command was recorded under somebody's name. */
  noteRecorded(recorded: readonly Recorded[]): void {
    for (const { by, at } of recorded) if (by.startsWith(staffMark)) this.note(by.slice(staffMark.length), at);
  }

  get lastHeard(): ReadonlyMap<string, number> {
    return this.#heard;
  }
}

/** How the journal's `by` marks a member of staff. */
const staffMark = 'staff:';

import { Refused } from '../contract/refusal.ts';

const guessesMost = 5;
const lockMinutes = 15;
/** Numbers remembered at once; the oldest goes first. */
const rememberMost = 10_000;

/** Keeps anybody from trying all six-digit codes of a dossier: five wrong ones close its query for 15 minutes. */
export class QueryGuesses {
  readonly #wrong = new Map<string, { count: number; since: number }>();

  /** Throws `too-many-guesses` while the number is closed. */
  check(no: string, at: number): void {
    const known = this.#wrong.get(no);
    if (known === undefined) return;
    const leftMs = known.since + lockMinutes * 60_000 - at;
    if (leftMs <= 0) this.#wrong.delete(no);
    else if (known.count >= guessesMost) throw new Refused('too-many-guesses', { minutes: Math.ceil(leftMs / 60_000) });
  }

  wrong(no: string, at: number): void {
    const count = (this.#wrong.get(no)?.count ?? 0) + 1;
    this.#wrong.delete(no);
    this.#wrong.set(no, { count, since: at });
    const [oldest] = this.#wrong.keys();
    if (this.#wrong.size > rememberMost && oldest !== undefined) this.#wrong.delete(oldest);
  }
}

import type { Barrier, JobPlan, JobWaits } from './job-machine.ts';
import type { JobEnd } from './job-run.ts';
import type { StatusQuestion } from './status.ts';

const questions: readonly StatusQuestion[] = [4, 2, 1];
/** A question that stayed unanswered so often, while others were answered, is not asked again. */
const MISSES_MOST = 3;
/** So often is the paper cleared after an uncertain slip before the printer has shown that it follows again. */
const RECOVERIES_MOST = 3;
const RECOVERY_BYTES_MOST = 32_768;
/** ESC @, ESC d 4, GS V 1, ESC @. */
const clearAndCut = [0x1b, 0x40, 0x1b, 0x64, 0x04, 0x1d, 0x56, 0x01, 0x1b, 0x40];

/** What a driver has found out about its printer and its connection, from which the next job is planned. */
export class PrinterKnowledge {
  readonly #answersStatus: boolean;
  readonly #misses = new Map<StatusQuestion, number>();
  #barrier: Barrier = 'unknown';
  #owed = 0;
  #lostBytes = 0;
  #recoveries = 0;

  constructor(answersStatus: boolean) {
    this.#answersStatus = answersStatus;
  }

  plan(waits: JobWaits, purpose: JobPlan['purpose']): JobPlan {
    return {
      waits,
      purpose,
      answersStatus: this.#answersStatus,
      questions: questions.filter((question) => (this.#misses.get(question) ?? 0) < MISSES_MOST),
      barrier: this.#barrier,
      owed: this.#owed,
      recover: this.#lostBytes > 0 && this.#recoveries < RECOVERIES_MOST,
    };
  }

  /**
   * Zeros as many as an uncertain slip had bytes, and a cut. A printer that still waits for the rest of a picture takes
   * the zeros for it, instead of the next person's slip; one that does not passes over them.
   */
  recovery(): Uint8Array {
    return Uint8Array.from([...new Uint8Array(this.#lostBytes), ...clearAndCut]);
  }

  queued(change: 1 | -1 | 0): void {
    if (change === -1) this.#barrier = 'ordered';
    this.#owed = change === 0 ? 0 : Math.max(0, this.#owed + change);
  }

  /** Answers owed on a connection never come on another. */
  connectionEnded(): void {
    this.#owed = 0;
  }

  slipUncertain(slipBytes: number): void {
    this.#lostBytes = Math.min(RECOVERY_BYTES_MOST, Math.max(this.#lostBytes, slipBytes));
    this.#recoveries = 0;
  }

  learn({ outcome, answers, recovered, barrier }: JobEnd): void {
    if (barrier !== 'unknown') this.#barrier = barrier;
    if (recovered) this.#recoveries += 1;
    if (outcome.result === 'printed') this.#lostBytes = 0;
    const answered = questions.filter((question) => answers[question] !== undefined);
    if (answered.length === 0) return;
    for (const question of questions) {
      const missed = answers[question] === undefined;
      this.#misses.set(question, missed ? (this.#misses.get(question) ?? 0) + 1 : 0);
    }
  }
}

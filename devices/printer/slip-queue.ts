import type { JobResult } from './job-machine.ts';

/** One piece of paper to be printed. */
export interface SlipTask {
  /** The job's id; null for a test slip, which has no record. */
  id: number | null;
  encode(): Promise<Uint8Array>;
  /** Resolves when the record says that the slip may leave. */
  begin(): Promise<void>;
  settle(outcome: JobResult | { result: 'held'; reason: string }): void;
}

const WAITING_MOST = 200;
const REMEMBERED_MOST = 2000;

/** Tasks in order, the first one in work, with the bytes and the leave of each asked for only once. */
export class SlipQueue {
  readonly #tasks: SlipTask[] = [];
  readonly #bytes = new Map<SlipTask, Promise<Uint8Array>>();
  readonly #begun = new Map<SlipTask, Promise<void>>();
  readonly #done = new Set<number>();

  get length(): number {
    return this.#tasks.length;
  }

  /** Test slips that wait or are in work. */
  get tests(): number {
    return this.#tasks.filter(({ id }) => id === null).length;
  }

  /** True for a job that waits, is in work, or has come to an end that must not be repeated. */
  knows(id: number): boolean {
    return this.#done.has(id) || this.#tasks.some((task) => task.id === id);
  }

  /** False when the queue is full. */
  add(task: SlipTask): boolean {
    if (this.#tasks.length >= WAITING_MOST) return false;
    this.#tasks.push(task);
    return true;
  }

  first(): SlipTask | undefined {
    return this.#tasks[0];
  }

  bytesOf(task: SlipTask): Promise<Uint8Array> {
    const known = this.#bytes.get(task) ?? task.encode();
    this.#bytes.set(task, known);
    return known;
  }

  /** The leave holds for every further try of the same task: it is recorded once. */
  begun(task: SlipTask): Promise<void> {
    const known = this.#begun.get(task) ?? task.begin();
    this.#begun.set(task, known);
    return known;
  }

  remove(task: SlipTask, mayComeAgain: boolean): void {
    const index = this.#tasks.indexOf(task);
    if (index >= 0) this.#tasks.splice(index, 1);
    this.#bytes.delete(task);
    this.#begun.delete(task);
    if (task.id === null || mayComeAgain) return;
    this.#done.add(task.id);
    const oldest = this.#done.values().next().value;
    if (this.#done.size > REMEMBERED_MOST && oldest !== undefined) this.#done.delete(oldest);
  }

  /** Ends every test slip that still waits, with the reason: whoever pressed the button stands there. */
  turnTestsAway(reason: string): void {
    for (const task of this.#tasks.filter(({ id }) => id === null)) {
      this.remove(task, true);
      task.settle({ result: 'held', reason });
    }
  }

  /** Empties the queue; slips with a record stay unreported and are offered again. */
  abandon(reason: string): void {
    this.turnTestsAway(reason);
    for (const task of [...this.#tasks]) this.remove(task, true);
  }
}

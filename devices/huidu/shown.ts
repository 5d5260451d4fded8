import type { Board } from './board.ts';
import { addProgram, type BoardText, realTimeUpdate, updateProgram } from './messages.ts';

/** The ways to change a board, from the quickest to the one that every box knows. */
const methods = ['RealTimeUpdate', 'UpdateProgram', 'AddProgram'] as const;
export type BoardMethod = (typeof methods)[number];

/** What a box is known to show, and by which ways it can be changed. */
export class Shown {
  /** Null when it is not known, as after a new connection. */
  board: Board | null = null;
  readonly #unknown = new Set<string>();
  readonly #missed = new Set<string>();

  /** True for a way that this box has not refused. */
  knows(method: BoardMethod): boolean {
    return !this.#unknown.has(method);
  }

  take({ method, board }: Step): void {
    this.board = board;
    this.#missed.delete(method);
  }

  forget(): void {
    this.board = null;
  }

  /**
   * Takes a refusal; false when no other way is left. A box that lacks what was to be changed was given another program
   * by somebody, so it gets the whole board again; one that says so twice in a row does not know the way.
   */
  refused(method: string, result: string): boolean {
    if (method === 'AddProgram') return false;
    if (result === 'kNodeNotExist' && !this.#missed.has(method)) {
      this.#missed.add(method);
      this.forget();
    } else {
      this.#unknown.add(method);
    }
    return true;
  }
}

export interface Step {
  method: BoardMethod;
  /** What the box shows afterwards. */
  board: Board;
  xml(guid: string, stampSeconds: number): string;
}

function changedTexts(from: Board, to: Board): BoardText[] {
  const before = new Map(from.texts.map(({ id, text }) => [id, text]));
  return to.texts.filter(({ id, text }) => before.get(id) !== text);
}

/** The message that brings the box to the wanted board; null when it shows it already. */
export function nextStep(shown: Shown, wanted: Board): Step | null {
  const { board } = shown;
  const texts = wanted.texts;
  if (board !== null && board.shape === wanted.shape) {
    const changed = changedTexts(board, wanted);
    if (changed.length === 0) return null;
    if (shown.knows('RealTimeUpdate')) {
      return { method: 'RealTimeUpdate', board: wanted, xml: (guid) => realTimeUpdate(guid, changed) };
    }
  }
  if (board !== null && shown.knows('UpdateProgram')) {
    return { method: 'UpdateProgram', board: wanted, xml: (guid) => updateProgram(guid, texts) };
  }
  return { method: 'AddProgram', board: wanted, xml: (guid, stamp) => addProgram(guid, texts, stamp) };
}

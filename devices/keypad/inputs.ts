/** Inputs that are read with one question: so many from `first`. */
export interface InputRange {
  first: number;
  count: number;
}

const inputMost = 65_535;
/** Inputs that nobody asked for are read along rather than asking twice, up to so many. */
const gapMost = 16;
const rangeMost = 256;

/** The ranges that hold all these inputs; null when one cannot be an input's number. */
export function inputRanges(inputs: readonly number[]): InputRange[] | null {
  if (inputs.length === 0 || inputs.some((input) => !Number.isInteger(input) || input > inputMost)) return null;
  const ranges: InputRange[] = [];
  for (const input of [...inputs].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    const fits = last && input - (last.first + last.count) <= gapMost && input - last.first < rangeMost;
    if (fits) last.count = input - last.first + 1;
    else ranges.push({ first: input, count: 1 });
  }
  return ranges;
}

/** Which inputs have risen since the last look. The first look after a break tells nothing: a button may be stuck. */
export class InputEdges {
  readonly #known = new Map<number, boolean>();

  look({ first }: InputRange, states: readonly boolean[]): number[] {
    const risen: number[] = [];
    for (const [index, state] of states.entries()) {
      if (state && this.#known.get(first + index) === false) risen.push(first + index);
      this.#known.set(first + index, state);
    }
    return risen;
  }

  reset(): void {
    this.#known.clear();
  }
}

import type { CounterSign, LedBusConfig } from '../../server/contract/device.ts';
import { fillText } from '../../server/contract/texts/define.ts';
import { deviceWords } from '../../server/contract/texts/device-words.ts';
import type { SignArea } from './encode.ts';
import { encodeGb2312, widthDots } from './gb2312.ts';

/** Dots of a line in the fonts that every card is delivered with: 16 × 16 hanzi, 8 × 16 ASCII. */
export const lineDots = 16;
/** Area ids that a sign may use; those it does not use are deleted with the same frame. */
export const signAreasMost = 2;
/** One second a page: changes at 1 Hz draw the eye and stay far below three flashes a second (rule D4). */
const pageHalfSeconds = 2;

type Word = keyof typeof deviceWords;
type Values = Record<string, string | number>;
type Size = Pick<LedBusConfig, 'widthPx' | 'heightPx'>;

/** The first wording that fits the width, else the shortest: it is then moved along, for half a number would mislead. */
function fitting(words: readonly Word[], values: Values, widthPx: number): string {
  const wordings = words.map((word) => fillText(deviceWords[word], 'zh', values));
  return wordings.find((wording) => widthDots(wording) <= widthPx) ?? wordings.at(-1) ?? '';
}

/** As many whole characters as fit. */
function cutToWidth(text: string, widthPx: number): string {
  let kept = '';
  for (const character of text) {
    if (encodeGb2312(kept + character).length * 8 > widthPx) break;
    kept += character;
  }
  return kept;
}

/** Lines of a sign from the most to the least important; each line's pages follow one another. */
function linesOf(sign: CounterSign, width: number, fresh: boolean): string[][] {
  const { counter } = sign;
  if (sign.state === 'closed') return [[fitting(['led-closed'], {}, width)]];
  if (sign.state === 'idle') return [[fitting(['led-idle', 'led-idle-narrow'], { counter }, width)]];
  if (sign.state === 'paused') return pausedLines(sign.reason, width);
  const number = fitting(['led-number', 'led-number-narrow'], { number: sign.number }, width);
  if (sign.state === 'serving') return [[number], [fitting(['led-serving', 'led-serving-narrow'], {}, width)]];
  const come = fitting(['led-come', 'led-come-narrow', 'led-come-shortest'], { counter }, width);
  return [[number], fresh ? [come, fitting(['led-arrow', 'led-arrow-narrow'], {}, width)] : [come]];
}

/** A reason is words for visitors; a bare code (ASCII only) says nothing to them and is left out. */
function pausedLines(reason: string, width: number): string[][] {
  const paused = [fitting(['led-paused', 'led-paused-narrow'], {}, width)];
  const words = cutToWidth(reason.trim(), width);
  return /[^\x20-\x7e]/.test(words) ? [paused, [words]] : [paused];
}

/**
 * What a counter's strip shows (rule D5): free, its own number; called, the ticket's number steady and, below, where
 * to go, while the call is fresh in turn with arrows down at the counter; serving, the number; paused, so with the reason; closed, dark but for a cross.
 * Amber throughout: state is told by words and form, never by red against green alone. On a strip of one line the
 * called number and the way take turns; the lesser line of other signs is left out.
 */
export function signAreas(sign: CounterSign, { widthPx, heightPx }: Size, fresh = true): SignArea[] {
  const lines = linesOf(sign, widthPx, fresh);
  const area = { x: 0, width: widthPx, colour: 'yellow', align: 'centre', holdHalfSeconds: pageHalfSeconds } as const;
  const motionOf = (pages: readonly string[]) => {
    if (pages.some((page) => widthDots(page) > widthPx)) return 'left';
    return pages.length > 1 ? 'instant' : 'static';
  };
  if (heightPx < 2 * lineDots) {
    const first = lines[0] ?? [];
    const pages = sign.state === 'calling' ? [...first, ...(lines[1] ?? []).slice(0, 1)] : first;
    return [{ ...area, y: 0, height: heightPx, pages, motion: motionOf(pages) }];
  }
  // Pages turn only in an area of a single line: two lines would stand in a taller one at once.
  const turning = lines.filter((pages) => pages.length > 1).length;
  const steadyHeight = Math.floor((heightPx - turning * lineDots) / Math.max(1, lines.length - turning));
  let y = 0;
  return lines.map((pages) => {
    const height = pages.length > 1 ? lineDots : steadyHeight;
    y += height;
    return { ...area, y: y - height, height, pages, motion: motionOf(pages) };
  });
}

/** What `test` puts on a screen for a moment. */
export function testAreas(address: number, { widthPx, heightPx }: Size): SignArea[] {
  const text = fitting(['led-test', 'led-test-narrow'], { address }, widthPx);
  const area = {
    x: 0,
    y: 0,
    width: widthPx,
    height: heightPx,
    pages: [text],
    holdHalfSeconds: pageHalfSeconds,
  } as const;
  return [{ ...area, colour: 'yellow', align: 'centre', motion: 'static' }];
}

import { expect, it } from 'vitest';
import { columnsOf, layoutSlip, type PaperMark, wrapColumns } from '../../counter-ui/devices/slip-layout.ts';
import type { SlipBlock } from '../../server/contract/device.ts';
import { sampleSlip } from '../fixtures/ui-stage/stage-devices.ts';

const text = (words: string, more: Partial<Extract<SlipBlock, { kind: 'text' }>> = {}): SlipBlock => ({
  kind: 'text',
  text: words,
  widthFactor: 1,
  heightFactor: 1,
  bold: false,
  reverse: false,
  align: 'left',
  ...more,
});
const box = (mark: PaperMark) => {
  if (mark.kind === 'run') return { ...mark, w: mark.widthDots, h: 24 * mark.scaleY };
  return mark.kind === 'image'
    ? { ...mark, w: mark.widthDots, h: mark.heightDots }
    : { ...mark, w: mark.sideDots, h: mark.sideDots };
};

it('a hanzi takes two columns and a digit one', () => {
  expect([...'号1A-:'].map(columnsOf)).toEqual([2, 1, 1, 1, 1]);
  expect(columnsOf('\uff1a')).toBe(2);
});
it('a line breaks at the character that no longer fits', () => {
  expect(wrapColumns('县行政服务中心', 6)).toEqual(['县行政', '服务中', '心']);
  expect(wrapColumns('A县行政', 6)).toEqual(['A县行', '政']);
  expect(wrapColumns('', 6)).toEqual(['']);
});
it('a run is as wide as its columns times the width factor', () => {
  const { marks } = layoutSlip({ widthDots: 576, blocks: [text('到3号', { widthFactor: 2, heightFactor: 2 })] });
  expect(marks.map((mark) => (mark.kind === 'run' ? [mark.text, mark.x, mark.widthDots] : []))).toEqual([
    ['到', 0, 48],
    ['3', 48, 24],
    ['号', 72, 48],
  ]);
});
it('centre and right are measured in dots', () => {
  const blocks = [text('1047', { align: 'centre' }), text('1047', { align: 'right' })];
  const { marks } = layoutSlip({ widthDots: 576, blocks });
  expect(marks.map((mark) => mark.x)).toEqual([264, 528]);
});
it('no mark of a whole slip overlaps another or leaves the paper', () => {
  const slip = sampleSlip(1, '1047', 0);
  const paper = layoutSlip(slip);
  const boxes = paper.marks.map(box);
  expect(boxes.length).toBeGreaterThan(15);
  for (const [index, one] of boxes.entries()) {
    expect(one.x).toBeGreaterThanOrEqual(0);
    expect(one.x + one.w).toBeLessThanOrEqual(paper.widthDots);
    expect(one.y + one.h).toBeLessThanOrEqual(paper.heightDots);
    for (const other of boxes.slice(index + 1)) {
      const apart =
        one.x + one.w <= other.x ||
        other.x + other.w <= one.x ||
        one.y + one.h <= other.y ||
        other.y + other.h <= one.y;
      expect(apart).toBe(true);
    }
  }
});
it('a QR keeps whole dots per cell and fits narrow paper', () => {
  const blocks: SlipBlock[] = [{ kind: 'qr', data: 'http://127.0.0.1:8080/t/abc', cellDots: 30, align: 'centre' }];
  const [mark] = layoutSlip({ widthDots: 384, blocks }).marks;
  expect(mark?.kind).toBe('qr');
  if (mark?.kind !== 'qr') return;
  expect(mark.sideDots).toBeLessThanOrEqual(384);
  expect(mark.path).toMatch(/^M0 0h\d+v\d+h-\d+z/);
});

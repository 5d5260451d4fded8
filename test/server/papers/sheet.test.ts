import { describe, expect, it } from 'vitest';
import { fontsIn } from '../../../server/papers/fontkit.ts';
import { glyphsOf } from '../../../server/papers/glyphs.ts';
import { breakLines, fullWidth } from '../../../server/papers/lines.ts';
import { fontOf } from '../../../server/papers/own-font.ts';
import { printSheet } from '../../../server/papers/sheet.ts';
import { DossierCase, people } from '../../fixtures/dossier-script.ts';
import { paperOf } from '../../fixtures/paper-script.ts';

describe('a sheet', () => {
  it('is an A4 PDF with its font inside, and the same bytes for the same record', async () => {
    const content = paperOf(new DossierCase(), 'receipt');
    const first = await printSheet(content);
    const second = await printSheet(structuredClone(content));
    expect(first.pdf.equals(second.pdf)).toBe(true);
    expect(first.missing).toEqual([]);
    const text = first.pdf.toString('latin1');
    expect(text).toMatch(/^%PDF-1\.\d/);
    expect(text).toContain('/MediaBox [0 0 595.28 841.89]');
    expect(text).toContain('/FontFile2');
    expect(text.match(/\/Type \/Page\b/g)).toHaveLength(1);
    expect(text).toContain('(D:20260302010000Z)');
  });

  it('of another record is another file', async () => {
    const one = await printSheet(paperOf(new DossierCase(), 'receipt'));
    const other = await printSheet(paperOf(new DossierCase({ at: '2026-03-03' }), 'receipt'));
    expect(one.pdf.equals(other.pdf)).toBe(false);
  });

  it('goes on to a second page where there is a lot to tell, and counts them', async () => {
    const case_ = new DossierCase({ papers: 'none' });
    const what = '该材料第三页没有签名,而且没有盖章,请在补正时一并改正并注明日期'.repeat(6);
    const shortcomings = case_.dossier.terms.materials.map((material) => ({ material, what }));
    case_.act(people.clerk, { type: 'notify-correction', shortcomings });
    const { pdf } = await printSheet(paperOf(case_, 'correction'));
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(1);
  });
});

describe('the font of a sheet', () => {
  it('has every hanzi asked for, out of many slices, in both weights', async () => {
    const text = '施玉凤赣州市矿产品加工资格证核发ABC〔2026〕';
    const [regular, bold] = await Promise.all([fontOf(text, 'regular'), fontOf(text, 'bold')]);
    expect(regular.missing).toEqual([]);
    const [font] = fontsIn(regular.file);
    for (const character of text) expect(font?.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)).toBe(true);
    expect(regular.file.equals(bold.file)).toBe(false);
    const glyph = (await glyphsOf('矿', 'regular')).get('矿'.codePointAt(0) ?? 0);
    expect(glyph?.advance).toBe(1000);
    expect(glyph?.ends.length).toBeGreaterThan(2);
  });

  it('draws a box for a character that no font has, and names it', async () => {
    const { file, missing } = await fontOf('王\u{10FFFD}', 'regular');
    expect(missing).toEqual(['\u{10FFFD}']);
    const [font] = fontsIn(file);
    expect(font?.glyphForCodePoint(0x10fffd).path.commands.length).toBeGreaterThan(7);
  });
});

describe('lines', () => {
  const width = (text: string) => [...text].length;

  it('break where they are full; no mark begins one, no opening bracket ends one', () => {
    expect(breakLines('一二三四五六', width, 4)).toEqual(['一二三四', '五六']);
    expect(breakLines('一二三四。五', width, 4)).toEqual(['一二三四。', '五']);
    expect(breakLines('一二三《四五》', width, 4)).toEqual(['一二三', '《四五》']);
    expect(breakLines('一二三四五', width, 4, 2)).toEqual(['一二', '三四五']);
    expect(breakLines('甲\n乙', width, 4)).toEqual(['甲', '乙']);
  });

  it('keep numbers whole unless they are wider than the line', () => {
    expect(breakLines('文号 20260001', width, 8)).toEqual(['文号 ', '20260001']);
    expect(breakLines('1234567890', width, 4)).toEqual(['1234', '5678', '90']);
  });

  it('have marks between hanzi as official papers write them, and leave addresses alone', () => {
    expect(fullWidth({ text: '你(单位)好,请(甲):a,b', url: 'http://x:8080/好,b' })).toEqual({
      text: '你\uff08单位\uff09好\uff0c请\uff08甲\uff09\uff1aa,b',
      url: 'http://x:8080/好,b',
    });
  });
});

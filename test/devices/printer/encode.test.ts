import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { encodeSlip, encodeTestSlip } from '../../../devices/printer/encode.ts';
import { numberSize, papers } from '../../../devices/printer/paper.ts';
import { servicePictures, zonePictures } from '../../../devices/printer/pictograms.ts';
import { iconPicture } from '../../../devices/printer/pictures.ts';
import { patternCells } from '../../../server/contract/sign-shapes.ts';
import { aboutMinutes } from '../../../server/contract/wait.ts';
import { slipOf } from './slips.ts';
import { type WalkStep, walk } from './walk.ts';

const golden = new URL('../../fixtures/devices/slip-80.bin', import.meta.url);

function textOf(steps: WalkStep[]): string[] {
  return steps.filter((step) => step.name === 'text').map((step) => iconv.decode(step.args, 'gb18030'));
}

function picturesOf(steps: WalkStep[]): { widthDots: number; heightDots: number }[] {
  return steps
    .filter((step) => step.name === '1d76')
    .map((step) => ({ widthDots: step.args.readUInt16LE(2) * 8, heightDots: step.args.readUInt16LE(4) }));
}

describe('the bytes of a slip', () => {
  it('are the same as ever for the same ticket', async () => {
    expect((await encodeSlip(slipOf(), 80)).equals(readFileSync(golden))).toBe(true);
  });

  it('begin with reset and Chinese mode and end with a cut', async () => {
    const bytes = await encodeSlip(slipOf(), 80);
    expect(bytes.subarray(0, 4).toString('hex')).toBe('1b401c26');
    expect(bytes.subarray(-8).toString('hex')).toBe('1b64041d56011b40');
  });

  it('say number, people ahead, wait, counters, materials, time and where to ask, in this order', async () => {
    expect(textOf(walk(await encodeSlip(slipOf({ reprint: 2 }), 80)))).toEqual([
      '1047',
      '前面还有 5 人',
      '预计等候 约15分钟 (10-25)',
      '请到3、4、5号窗口',
      '市场准入与税务',
      '-'.repeat(48),
      '个体工商户设立登记',
      '请准备好：',
      '□ 个体工商户设立登记申请书                 原件',
      '□ 申请人身份证复印件',
      '-'.repeat(48),
      '取号时间 2026-11-23 09:05',
      '扫码看排队进度',
      '看不清请到导服台',
      '县行政服务中心',
      '【补打 第2次】',
    ]);
  });

  it('say under the number which of two slips counts, and are no reprint then', async () => {
    const lines = textOf(walk(await encodeSlip(slipOf({ reprint: 1, replaces: true, statusUrl: '' }), 58)));
    expect(lines.slice(0, 4)).toEqual(['1047', '【新票】旧票作废', '窗口换了，号不变', '前面还有 5 人']);
    expect(lines.join()).not.toMatch(/补打|扫码/);
  });

  it('show band, pictures and figures before any word, 26 mm pictures on wide paper', async () => {
    const pictures = picturesOf(walk(await encodeSlip(slipOf(), 80)));
    expect(pictures[0]).toEqual({ widthDots: 576, heightDots: 48 });
    expect(pictures[1]?.heightDots).toBe(26 * 8);
    expect(pictures[2]?.heightDots).toBe(44);
  });

  it('hold the whole address of the status page in the QR code', async () => {
    const url = 'http://大厅.example/t/号';
    const steps = walk(await encodeSlip(slipOf({ statusUrl: url }), 80));
    const store = steps.find((step) => step.name === '1d28' && step.args[4] === 80);
    expect(store?.args.subarray(6).toString('utf8')).toBe(url);
  });

  it('fit every line and picture on narrow paper', async () => {
    const steps = walk(await encodeSlip(slipOf({ number: 'A047', ahead: 12 }), 58));
    for (const picture of picturesOf(steps)) expect(picture.widthDots).toBeLessThanOrEqual(384);
    for (const line of textOf(steps)) expect(iconv.encode(line, 'gb18030').length).toBeLessThanOrEqual(32);
  });

  it('draw a line with a rare name as dots and print none of its bytes', async () => {
    const material = [{ name: '王䶮㛃𬱖的委托书', form: 'original' as const }];
    const steps = walk(await encodeSlip(slipOf({ materials: material }), 80));
    const hasFont = existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc');
    if (hasFont) expect(picturesOf(steps)).toContainEqual({ widthDots: 576, heightDots: 30 });
    else expect(textOf(steps).join()).toContain('王〓〓〓的委托书');
    expect(textOf(steps).join()).not.toMatch(/[䶮㛃𬱖]/u);
  });

  it('never hold anything but known commands, text and sized payloads, whatever a ticket says', async () => {
    const words = fc.string({ unit: 'binary', maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(words, words, words, fc.constantFrom(80, 58), async (name, url, number, paperMm) => {
        const slip = slipOf({ number, statusUrl: url, materials: [{ name, form: 'copy' }], hallName: name });
        walk(await encodeSlip(slip, paperMm as 80 | 58));
      }),
      { numRuns: 8 },
    );
  });

  it('hold no real-time command that a printer would obey in the middle of a picture', async () => {
    for (const symbol of Object.keys(zonePictures)) {
      for (const [pattern] of Object.entries(patternCells)) {
        const zone = { zone: 1, name: '区', symbol, pattern };
        const bytes = await encodeSlip(slipOf({ zone }), 58);
        expect(bytes.toString('hex').match(/^(?:..)*?10(?:04|05|14)/)).toBeNull();
      }
    }
  });

  it('of a test slip are well-formed too', async () => {
    expect(textOf(walk(await encodeTestSlip('取号机打印机', 58)))).toContain('取号机打印机');
  });
});

describe('what stands on a slip', () => {
  it('every number of 4 to 6 digits is at least 20 mm tall, spaced, and fits', () => {
    for (const paper of Object.values(papers)) {
      for (const length of [4, 5, 6]) {
        const { widthFactor, heightFactor, spacingDots } = numberSize(length, paper);
        expect((heightFactor * 24) / 8).toBeGreaterThanOrEqual(20);
        expect(spacingDots).toBeGreaterThanOrEqual(1);
        expect(length * widthFactor * (12 + spacingDots)).toBeLessThanOrEqual(paper.widthDots);
      }
    }
  });

  it('a wait of 10 to 25 minutes is about 15', () => {
    expect(aboutMinutes({ lowMinutes: 10, highMinutes: 25 })).toBe(15);
    expect(aboutMinutes({ lowMinutes: 0, highMinutes: 12 })).toBe(6);
  });

  it('a wait below five minutes is right away, and an unknown one is not mentioned', async () => {
    const soon = await encodeSlip(slipOf({ wait: { lowMinutes: 0, highMinutes: 4 } }), 80);
    expect(textOf(walk(soon))).toContain('预计等候 马上');
    expect(textOf(walk(await encodeSlip(slipOf({ wait: null }), 80))).join()).not.toContain('预计等候');
  });

  it('nobody ahead is said in words, without figures', async () => {
    const steps = walk(await encodeSlip(slipOf({ ahead: 0 }), 80));
    expect(textOf(steps)).toContain('前面没有人');
    expect(picturesOf(steps)).toHaveLength(2);
  });

  it('every service and zone has its own picture', () => {
    const names = [...Object.values(servicePictures), ...Object.values(zonePictures)];
    const drawings = names.map((name) => Buffer.from(iconPicture(name, 64).bits).toString('base64'));
    expect(new Set(drawings).size).toBe(new Set(names).size);
    expect(new Set(names).size).toBe(names.length);
  });
});

// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { mount } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { composeColour } from '../../counter-ui/kit/pictogram/drawings.ts';
import mono from '../../counter-ui/kit/pictogram/mono.json' with { type: 'json' };
import { chevrons, drawSeconds, frameOf, turned } from '../../counter-ui/kit/wayfinding/plan-view.ts';
import ZoneMark from '../../counter-ui/kit/zone/ZoneMark.vue';
import { isBlack } from '../../devices/printer/bitmap.ts';
import { zonePictures } from '../../devices/printer/pictograms.ts';
import { iconPicture, patternBand as slipBand } from '../../devices/printer/pictures.ts';
import { documentOf } from '../../server/contract/document-shapes.ts';
import type { FloorPlan } from '../../server/contract/floors.ts';
import {
  counterPlate,
  floorDecal,
  patternBand,
  signDocument,
  zoneMark,
  zonePlate,
} from '../../server/contract/sign-shapes.ts';
import { guideTexts, sayTexts } from '../../server/contract/texts/kiosk-guide.ts';
import { there } from '../fixtures/there.ts';
import { sampleCatalogue } from '../fixtures/ui-stage-public/stage.ts';

const { hall, items } = sampleCatalogue();
const plan = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../server/sample-hall/floors.json'), 'utf8'),
) as FloorPlan;

/** Dark dots of a drawing, row by row. */
function dots(body: string, grid: string, widthDots: number, heightDots: number, dark = 140): boolean[] {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" color="#000" width="${widthDots}" height="${heightDots}" viewBox="${grid}">${body}</svg>`;
  const { pixels } = new Resvg(svg, { background: '#fff', font: { loadSystemFonts: false } }).render();
  return Array.from({ length: widthDots * heightDots }, (_, no) => (pixels[no * 4 + 1] ?? 255) < dark);
}
const sharedOf = (one: boolean[], other: boolean[]) => {
  const both = one.filter((dot, no) => dot && other[no]).length;
  const any = one.filter((dot, no) => dot || other[no]).length;
  return both / any;
};

describe('the same shapes everywhere', () => {
  it.each(hall.zones.map((zone) => [zone.symbol, zone] as const))('%s of slip and board are one drawing', (symbol) => {
    const slip = iconPicture(there(zonePictures[symbol]), 96);
    const printed = Array.from({ length: 96 * 96 }, (_, no) => isBlack(slip, no % 96, Math.floor(no / 96)));
    const drawing = there(
      (mono as Record<string, { body: string; width: number; height: number }>)[there(zonePictures[symbol])],
    );
    const board = dots(drawing.body, `0 0 ${drawing.width} ${drawing.height}`, 96, 96);
    expect(sharedOf(printed, board)).toBeGreaterThan(0.97);
  });

  it.each(hall.zones.map((zone) => [zone.pattern, zone] as const))(
    'the band %s of plate and slip has one shape',
    (_name, zone) => {
      const black = { ...zone, colour: '#000000' };
      const plate = dots(patternBand(black, 0, 0, 96, 48, 24), '0 0 96 48', 96, 48);
      const slip = slipBand(zone.pattern, 96, 48);
      const printed = Array.from({ length: 96 * 48 }, (_, no) => isBlack(slip, no % 96, Math.floor(no / 96)));
      expect(sharedOf(plate, printed)).toBeGreaterThan(0.92);
    },
  );

  it.each(hall.zones.map((zone) => [zone.symbol, zone] as const))(
    'the mark %s on the plate is the mark on the screens',
    (_name, zone) => {
      const symbol = composeColour(zone.symbol);
      const part = there(symbol.parts[0]);
      const picture = { width: part.drawing.width, height: part.drawing.height, body: part.drawing.body };
      const plate = dots(zoneMark(zone, picture), '0 0 100 120', 200, 240);
      const screen = mount(ZoneMark, { props: { zone, digit: false } }).element.innerHTML;
      const shown = dots(screen.replaceAll('currentColor', zone.colour), '0 0 100 120', 200, 240);
      expect(sharedOf(plate, shown)).toBeGreaterThan(0.9);
    },
  );

  it('a sign is a document in millimetres, and names in it are escaped', () => {
    const zone = { ...there(hall.zones[0]), name: '<税务> & "市场"' };
    const picture = { width: 32, height: 32, body: '<path d="M0 0h32v32H0z"/>' };
    const sheet = signDocument(zonePlate(zone, picture));
    expect(sheet).toContain('width="260mm" height="360mm"');
    expect(sheet).not.toContain('<税务>');
    for (const drawing of [
      counterPlate(zone, 12, '窗口', picture),
      counterPlate(zone, 112, '', picture),
      floorDecal(zone, picture),
    ])
      expect(new Resvg(signDocument(drawing)).render().width).toBeGreaterThan(100);
  });
});

describe('the map', () => {
  it.each([
    [0, { x: 0, y: -1 }],
    [90, { x: 1, y: 0 }],
    [180, { x: 0, y: 1 }],
    [270, { x: -1, y: 0 }],
  ])('turned for a viewer who looks %i degrees, straight ahead is up', (upDeg, ahead) => {
    expect(turned(ahead, upDeg)).toEqual({ x: 0, y: -1 });
  });

  it('shows the whole way and nothing outside of the floor', () => {
    const floor = there(plan.floors[0]);
    const frame = frameOf(
      {
        floor: '1F',
        upDeg: 90,
        points: [
          { x: 24, y: 26 },
          { x: 46, y: 10 },
        ],
      },
      floor,
    );
    const ends = [turned({ x: 24, y: 26 }, 90), turned({ x: 46, y: 10 }, 90)];
    for (const { x, y } of ends) {
      expect(x).toBeGreaterThanOrEqual(frame.x);
      expect(x).toBeLessThanOrEqual(frame.x + frame.width);
      expect(y).toBeGreaterThanOrEqual(frame.y);
      expect(y).toBeLessThanOrEqual(frame.y + frame.height);
    }
    expect(frame.width).toBeLessThanOrEqual(30);
    expect(frame.height).toBeLessThanOrEqual(48);
  });

  it('is drawn in at most six seconds, with arrows along the line', () => {
    expect([drawSeconds({ metres: 3 }), drawSeconds({ metres: 400 })]).toEqual([1.5, 6]);
    const arrows = chevrons([
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 10, y: 10 },
    ]);
    expect(arrows.map((arrow) => arrow.angle)).toEqual(expect.arrayContaining([0, 90]));
    expect(arrows).toHaveLength(6);
  });
});

describe('papers in true colour', () => {
  it.each([
    ['申请人身份证复印件', 'idcard'],
    ['居民户口簿', 'hukou'],
    ['近期免冠照片', 'photo'],
    ['企业名称预先核准申请书', 'form'],
    ['营业执照副本', 'licence'],
    ['房屋所有权证', 'property'],
    ['建设方案说明', 'paper'],
  ])('%s is drawn as %s', (name, drawing) => {
    expect(documentOf(name)).toBe(drawing);
  });

  it('most papers of the county have a look-alike of their own', () => {
    const names = items.flatMap((item) => item.materials.map((material) => material.name));
    const plain = names.filter((name) => documentOf(name) === 'paper');
    expect(plain.length / names.length).toBeLessThan(0.7);
  });
});

it('what the kiosk says by itself lasts at most six seconds: twenty syllables, one idea', () => {
  const syllables = (zh: string) => zh.replace(/\{\w+\}/g, '四个音节').replace(/[，。？、\s]/g, '').length;
  const long = Object.entries({ ...sayTexts, helpTaken: guideTexts.helpTaken }).filter(
    ([, { zh }]) => syllables(zh) > 20,
  );
  expect(long.map(([key]) => key)).toEqual([]);
});

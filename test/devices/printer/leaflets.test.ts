import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { isBlack } from '../../../devices/printer/bitmap.ts';
import { documentPicture } from '../../../devices/printer/document-picture.ts';
import { encodeJob } from '../../../devices/printer/encode-leaflet.ts';
import { placePictures, servicePictures } from '../../../devices/printer/pictograms.ts';
import { iconPicture } from '../../../devices/printer/pictures.ts';
import { type DocumentId, documentDrawings } from '../../../server/contract/document-shapes.ts';
import type { DepartmentOffice } from '../../../server/contract/hall-file.ts';
import type { LargePrintLeaflet, PictureLeaflet, SketchLeaflet } from '../../../server/contract/leaflet.ts';
import { outsidePlace } from '../../../server/contract/outside-place.ts';
import { sampleFile } from '../../fixtures/halls.ts';
import { walk } from './walk.ts';

const no = '360700DK03202611230001';
const base = {
  hallName: '县行政服务中心',
  at: Date.parse('2026-11-23T01:10:00Z'),
  timeZone: 'Asia/Shanghai',
  reprint: 0,
  no,
  handledBy: '经办人：赵铁柱（代吴桂花）',
  queryCode: '482913',
  queryUrl: `http://127.0.0.1:8080/t/d/${no}`,
  counter: 19,
  zone: { name: '社会民生', symbol: 'lotus', pattern: 'dots' },
  pictogram: 'mining',
};
const picture: PictureLeaflet = {
  ...base,
  form: 'picture',
  papers: [
    { document: 'idcard', word: '身份证', name: '申请人身份证复印件' },
    { document: 'paper', word: '环评批复', name: '环评批复' },
  ],
  until: '2026-11-28',
  sleeps: 5,
};
const large: LargePrintLeaflet = {
  ...base,
  form: 'large-print',
  paper: 'acceptance',
  title: '受理通知书',
  number: '受字〔2026〕1号',
  blocks: [
    { kind: 'address', text: '王*明：' },
    { kind: 'list', items: ['身份证：缺'] },
    { kind: 'table', rows: [['办件编号', no]] },
  ],
  organ: '县地质矿产管理局',
  date: '2026年11月23日',
};
const sketch: SketchLeaflet = {
  hallName: base.hallName,
  at: base.at,
  timeZone: base.timeZone,
  reprint: 0,
  form: 'sketch',
  item: { code: 'CL01', name: '残疾人证办理', pictogram: 'disability' },
  department: '县残疾人联合会',
  office: {
    address: '健康路12号',
    hours: '周一至周五 8:30-12:00',
    phone: '0797-8001000',
    way: [
      { turn: 'right', metres: 300, pictogram: 'crossing', zh: '红绿灯', en: 'lights' },
      { turn: 'left', metres: 1200, pictogram: 'office', zh: '办公楼', en: 'office' },
    ],
  },
  materials: [{ name: '身份证复印件', form: 'copy' }],
};

async function printed(slip: PictureLeaflet | LargePrintLeaflet | SketchLeaflet, paperMm: 80 | 58 = 80) {
  const steps = walk(await encodeJob(slip, paperMm));
  return {
    texts: steps.filter(({ name }) => name === 'text').map(({ args }) => iconv.decode(args, 'gb18030')),
    pictures: steps
      .filter(({ name }) => name === '1d76')
      .map(({ args }) => [args.readUInt16LE(2) * 8, args.readUInt16LE(4)] as const),
  };
}

describe('the picture list', () => {
  it('says counter, how many, each paper by its word, the last day, the dossier and its code', async () => {
    const { texts } = await printed(picture);
    const expected = [
      '19',
      '送到19号窗口',
      '请带来',
      '共2样',
      '身份证',
      '申请人身份证复印件',
      '环评批复',
      '11月28日前',
      '还有5晚',
    ];
    expect(texts.filter((text) => expected.includes(text))).toEqual(expected);
    expect(texts.slice(-8)).toContain(no);
    expect(texts).toContain('查询码 482913');
    expect(texts).toContain(picture.handledBy);
    expect(texts.filter((text) => text === '环评批复')).toHaveLength(1);
  });

  it('draws each paper 28 mm tall on wide paper with its box, and all of it fits on narrow paper', async () => {
    const wide = (await printed(picture)).pictures;
    expect(wide.filter(([width, height]) => width === 576 && height > 200)).toHaveLength(2);
    const { pictures } = await printed(picture, 58);
    expect(Math.max(...pictures.map(([width]) => width))).toBe(384);
  });

  it.each([
    [1, 1],
    [7, 7],
    [8, 8],
    [60, 8],
  ])('shows %i nights as moons, %i signs wide: seven and dots at most', async (sleeps, signs) => {
    const { pictures } = await printed({ ...picture, sleeps });
    expect(pictures.some(([width, height]) => height === 72 && width === signs * 72)).toBe(true);
  });

  it('has no moons on the last day nor after it, and words instead', async () => {
    for (const [sleeps, word] of [
      [0, '今天是最后一天'],
      [-3, '已过期，请问导服台'],
    ] as const) {
      const { texts, pictures } = await printed({ ...picture, sleeps });
      expect(texts).toContain(word);
      expect(pictures.some(([, height]) => height === 72)).toBe(false);
    }
  });

  it('names in words what is beyond twenty pictures, so that nothing is left out', async () => {
    const papers = Array.from({ length: 23 }, (_, index) => ({
      document: 'paper' as const,
      word: `材料${index}`,
      name: `材料${index}`,
    }));
    const { texts, pictures } = await printed({ ...picture, papers });
    expect(texts.filter((text) => text.startsWith('材料'))).toHaveLength(23);
    expect(pictures.filter(([width, height]) => width === 576 && height > 200)).toHaveLength(20);
  });

  it('keeps every paper apart in black dots, in the shapes of the screens', () => {
    const ids = Object.keys(documentDrawings) as DocumentId[];
    const drawn = ids.map((id) => {
      const dots = documentPicture(id, 240);
      const black = Array.from({ length: dots.widthDots * dots.heightDots }, (_, at) =>
        isBlack(dots, at % dots.widthDots, Math.floor(at / dots.widthDots)),
      );
      return { id, black, share: black.filter(Boolean).length / black.length };
    });
    for (const { id, share } of drawn) expect([id, share > 0.03 && share < 0.7]).toEqual([id, true]);
    for (const [index, one] of drawn.entries())
      for (const other of drawn.slice(index + 1)) {
        const apart = one.black.filter((dot, at) => dot !== other.black[at]).length / one.black.length;
        expect([one.id, other.id, apart > 0.02]).toEqual([one.id, other.id, true]);
      }
  });
});

describe('the large print', () => {
  it('has the notice’s words, masked name and dossier, and says that the sealed paper counts', async () => {
    const { texts } = await printed(large);
    for (const line of [
      '19号窗口',
      '受理通知书',
      '王*明：',
      '1. 身份证：缺',
      '本单仅供阅读，以盖章文书为准',
      large.handledBy,
    ])
      expect(texts).toContain(line);
  });
});

describe('the sketch', () => {
  it('says where, when and the way step by step, each with its arrow and picture', async () => {
    const { texts, pictures } = await printed(sketch);
    const expected = [
      '残疾人证办理',
      '县残疾人联合会',
      '健康路12号',
      '0797-8001000',
      '右转 300米',
      '红绿灯',
      '左转 1.2公里',
      '办公楼',
    ];
    expect(texts.filter((text) => expected.includes(text))).toEqual(expected);
    expect(pictures).toHaveLength(4);
  });

  it('takes the item’s own place before the department’s, and then not the way drawn to the department', async () => {
    const office = sketch.office as DepartmentOffice;
    const own = outsidePlace({ elsewhere: { where: '会昌路3号', how: '坐5路到会昌路' } }, office);
    expect(own).toEqual({
      address: '会昌路3号',
      hours: office.hours,
      phone: office.phone,
      how: '坐5路到会昌路',
      way: [],
    });
    expect((await printed({ ...sketch, office: own })).texts).toContain('坐5路到会昌路');
    expect(outsidePlace({}, office)).toBe(office);
  });

  it('sends to the desk where the hall file tells no address', async () => {
    expect((await printed({ ...sketch, office: null })).texts).toContain('地址请问导服台');
  });

  it('has a drawing for everything that the sample hall’s ways name', () => {
    for (const { office } of sampleFile().departments)
      for (const { pictogram } of office?.way ?? []) {
        const icon = placePictures[pictogram] ?? servicePictures[pictogram];
        expect([pictogram, icon === undefined ? 0 : iconPicture(icon, 88).widthDots]).toEqual([pictogram, 88]);
      }
  });
});

// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { receiptOf } from '../../counter-ui/desk/receipt-code.ts';
import { paperPage } from '../../counter-ui/kit/guide/pages.ts';
import { clauses, guideSentences, syllablesMost } from '../../counter-ui/kit/guide/sentences.ts';
import { reportOf } from '../../kiosk/attention/guide-session.ts';
import type { Step } from '../../kiosk/journey/journey.ts';
import type { GuideShown } from '../../server/contract/guide.ts';
import { SpeakableText } from '../../server/contract/speech.ts';
import { there } from '../fixtures/there.ts';
import { sampleCatalogue } from '../fixtures/ui-stage-public/stage.ts';

const { items, services } = sampleCatalogue();
const words = { language: 'zh' as const, zoneWord: () => '荷花' };
const said = (shown: GuideShown, before: GuideShown | null = null) =>
  guideSentences(shown, before, words).map(({ text }) => text);
const item = (over: Partial<Extract<GuideShown, { kind: 'item' }>> = {}): GuideShown => ({
  kind: 'item',
  code: 'GS03',
  name: '个体工商户设立登记',
  pictogram: 'shop',
  zone: 1,
  counters: [1],
  elsewhere: null,
  ...over,
});
const papers = (ticked: number[], code = 'GS03'): GuideShown => ({
  kind: 'papers',
  code,
  name: '',
  pictogram: 'shop',
  papers: there(items.find((each) => each.code === code)).materials.map(({ name, form }, at) => ({
    name,
    form,
    ticked: ticked.includes(at),
  })),
});
const syllables = (text: string) => (text.match(/[\p{Script=Han}0-9]/gu) ?? []).length;

describe('what the screen at the desk says', () => {
  it('of every item and every paper of the county in pieces of one breath that a voice can read', () => {
    const speakable = new RegExp(there(SpeakableText as { pattern?: string }).pattern ?? '', 'u');
    for (const { code, name, materials, departmentName } of items) {
      const elsewhere = { department: departmentName, office: null };
      const lines = materials.map((each) => ({
        material: each.name,
        what: '签名处没有写日期，请补写后再交来；印章也不清楚',
      }));
      const notice = { kind: 'notice' as const, code, name, pictogram: 'shop', zone: 1, counter: 3, lines };
      for (const text of [...said(item({ name, elsewhere })), ...said(papers([], code)), ...said(notice)]) {
        expect(text).toMatch(speakable);
        expect([text, syllables(text) <= syllablesMost]).toEqual([text, true]);
      }
    }
  });

  it('a matter that is nobody else’s business is not named aloud', () => {
    const spoken = said(item({ pictogram: 'aid', name: '最低生活保障待遇申请' })).join();
    expect(spoken).not.toContain('生活保障');
    expect(said(item()).join()).toContain('个体工商户设立登记');
  });

  it('when the guide ticks a paper it says that paper alone, and at the last one that all are there', () => {
    expect(said(papers([0]), papers([]))).toEqual(['个体工商户设立登记申请书，有了']);
    expect(said(papers([]), papers([0]))).toEqual(['个体工商户设立登记申请书，还没有']);
    expect(said(papers([0, 1, 2, 3]), papers([0, 1, 2])).at(-1)).toBe('材料都齐了');
    expect(said(papers([0]))[0]).toBe('一共要带4样');
    expect(said(papers([0])).join()).not.toContain('申请书');
  });

  it('digits of a number one by one, then counter and zone', () => {
    const ticket: GuideShown = {
      kind: 'ticket',
      number: '3021',
      pictogram: 'marriage',
      zone: 3,
      ahead: 0,
      wait: null,
      counters: [21],
    };
    expect(said(ticket)).toEqual(['您的号是 3 0 2 1', '请到荷花，21号窗口']);
  });

  it('where, when and how to get to a department outside the hall', () => {
    const way = [{ turn: 'left' as const, pictogram: 'water', zh: '菜市场', en: 'the market' }];
    const office = { address: '府前路6号', hours: '周一至周五 8:30-12:00 14:00-17:30', phone: '0797-8001000', way };
    const spoken = said(item({ elsewhere: { department: '县水利局', office } }));
    expect(spoken.slice(-4)).toEqual([
      '要去县水利局',
      '向左转，到菜市场',
      '上班时间是周一至周五 8点半到12点',
      '14点到17点半',
    ]);
  });

  it('a long text without marks is cut, and what no voice can read is a pause', () => {
    expect(clauses('一'.repeat(45)).map(syllables)).toEqual([20, 20, 5]);
    expect(clauses('#材料*不清<b>')).toEqual(['材料，不清，b']);
    expect(clauses('  ，。')).toEqual([]);
  });
});

it('of many papers the page with the one that is spoken about stands there, else the first that is missing', () => {
  const none = Array.from({ length: 8 }, () => false);
  expect(paperPage(none, 7)).toBe(1);
  expect(paperPage(none, null)).toBe(0);
  expect(
    paperPage(
      none.map((_, at) => at < 6),
      null,
    ),
  ).toBe(1);
  expect(
    paperPage(
      none.map(() => true),
      null,
    ),
  ).toBe(0);
});

it('the desk reads a dossier’s number out of what is typed or scanned', () => {
  const no = '360700DK03202611230001';
  expect(receiptOf(` ${no} `)).toEqual({ no, code: null });
  expect(receiptOf(`http://10.0.0.5:8080/t/d/${no}`)).toEqual({ no, code: null });
  expect(receiptOf(`http://10.0.0.5:8080/t/d/${no}?code=123456`)).toEqual({ no, code: '123456' });
  expect(receiptOf('你好')).toBe(null);
  expect(receiptOf('')).toBe(null);
});

it('a kiosk tells the desk page and services, never why somebody comes first, and nothing once a number is taken', () => {
  const service = there(services[0]);
  const step = { at: 'service' as const, service, group: null, green: 'illness' as const };
  const told = (each: Step) => reportOf(each);
  expect(told({ at: 'home' })).toBe(null);
  expect(told(step)).toEqual({ page: 'service', services: [service.code] });
  expect(JSON.stringify(told({ at: 'priority', from: step }))).not.toContain('illness');
  expect(told({ at: 'help', from: step })).toEqual({ page: 'help', services: [service.code] });
  expect(told({ at: 'help', from: { at: 'home' } })).toEqual({ page: 'help', services: [] });
  expect(told({ at: 'taking', service })).toBe(null);
  const many = services.slice(0, 6);
  expect(
    told({ at: 'group', group: { key: 'x', pictogram: 'x', services: many, counters: [] } })?.services,
  ).toHaveLength(4);
});

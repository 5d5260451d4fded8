// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { faultWords, placeWords } from '../../counter-ui/settings/fault-words.ts';
import { foundItems, freshItem, tidiedItem } from '../../counter-ui/settings/item-edits.ts';
import { groupsOf, groupWords, itemDifferences, itemValueWords } from '../../counter-ui/settings/item-words.ts';
import type { Item } from '../../server/contract/item.ts';
import { fillText } from '../../server/contract/texts/define.ts';
import { itemFaultTexts } from '../../server/contract/texts/item-faults.ts';

const values = {
  code: 'GS01',
  name: '营业执照',
  line: 3,
  most: 9,
  least: 1,
  text: '二十',
  names: 'name',
  type: 'string',
};
const item: Item = { ...freshItem('GS'), code: 'GS01', name: '企业名称预先核准' };

it('every mistake the server tells in English is said in Chinese with the same values', () => {
  for (const text of Object.values(itemFaultTexts)) {
    const own = { ...values, promised: 50, legal: 20, circle: 'GS01 → GS01', choices: '是, 否', pattern: '^x$' };
    expect(faultWords(fillText(text, 'en', own))).toBe(fillText(text, 'zh', own));
  }
  expect(faultWords('something nobody foresaw')).toBe('something nobody foresaw');
});

it('a place in a list is told by line and column in Chinese, and elements of JSON by their names', () => {
  expect(placeWords('line 5, column 1 (事项编码)')).toBe('第 5 行第 1 列（事项编码）');
  expect(placeWords('line 4, column 12 (items[0]/name)')).toBe('第 4 行第 12 列（#1 事项名称）');
  expect(placeWords('line 1, column 2')).toBe('第 1 行第 2 列');
});

it('items are found by name, code or sound, and by department, kind and place', () => {
  const sounds = new Map([
    ['GS01', { code: 'GS01', initials: 'qymcyxhz', full: 'qiyemingcheng', departmentInitials: '', departmentFull: '' }],
  ]);
  const all = [item, { ...item, code: 'DK03', name: '加工证', department: 'DK', inHall: true }];
  const found = (filter: Partial<Parameters<typeof foundItems>[2]>) =>
    foundItems(all, sounds, { words: '', department: '', kind: '', place: '', ...filter }).map(({ code }) => code);
  expect(found({ words: 'QYMC' })).toEqual(['GS01']);
  expect(found({ words: '名称 gs' })).toEqual(['GS01']);
  expect([found({ department: 'DK' }), found({ place: 'hall' }), found({ kind: '联办件' })]).toEqual([
    ['DK03'],
    ['DK03'],
    [],
  ]);
});

it('fields left empty are not sent, and a form that was only looked at changes nothing', () => {
  const looked = {
    ...item,
    feeNote: '',
    elsewhere: { where: ' ' },
    prerequisitesAnyOf: [],
    silenceIsConsent: undefined,
  };
  expect(tidiedItem(looked as Item)).toEqual(item);
  expect(itemDifferences(item, tidiedItem(looked as Item))).toEqual([]);
  const outside = { ...item, elsewhere: { where: '县残联', when: '' } };
  expect(tidiedItem(outside).elsewhere).toEqual({ where: '县残联' });
});

it('what differs between two versions is told as a person reads it', () => {
  const after: Item = {
    ...item,
    materials: [{ name: '身份证', form: 'copy', shared: true, sourceItem: 'GA01' }],
    fee: 5,
  };
  expect(itemDifferences(item, after).map(({ element }) => element)).toEqual(['materials', 'fee']);
  expect(itemValueWords('materials', after.materials)).toBe('身份证（复印件，共享，免交，GA01）');
  expect(groupWords(groupsOf('gs02/GS05，FG01'))).toBe('GS02/GS05 FG01');
});

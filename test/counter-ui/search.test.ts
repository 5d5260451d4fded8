import { beforeAll, expect, it } from 'vitest';
import { type Entry, entriesOf, searchEntries } from '../../counter-ui/desk/search.ts';
import { searchWords } from '../../server/search-words.ts';
import { sampleFile } from '../fixtures/halls.ts';
import { sampleCatalogue } from '../fixtures/ui-stage-public/stage.ts';

let entries: Entry[] = [];
beforeAll(async () => {
  const { items, services } = sampleCatalogue();
  entries = entriesOf(items, services, await searchWords(sampleFile()));
});
const found = (query: string) => searchEntries(entries, query).map(({ code }) => code);

it('knows all 154 items, 78 of them outside the hall, and the nine service counters', () => {
  expect(entries).toHaveLength(163);
  expect(entries.filter(({ item, inHall }) => item !== null && !inHall)).toHaveLength(78);
});

it.each([
  ['个体', 'GS03'],
  ['gtgsh', 'GS03'],
  ['getigongshang', 'GS03'],
  ['kcpzy', 'DK04'],
  ['kczj', 'DK03'],
  ['cjr', 'CL01'],
  ['hz', 'GA03'],
  ['开店', 'GS03'],
  ['去世', 'MZ04'],
  ['xmsy', 'XM01'],
  ['气象局', 'QX01'],
  ['dk03', 'DK03'],
  ['供水', 'SJ'],
])('%s finds %s', (query, code) => {
  expect(found(query)).toContain(code);
});

it('puts the plainest meaning first and wants every word', () => {
  expect(found('结婚')[0]).toBe('MZ01');
  expect(found('nylsj')).toEqual([]);
  expect(found('登记 房屋').slice().sort()).toEqual(['FC02', 'FC03', 'FC04']);
});

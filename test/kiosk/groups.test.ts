import { expect, it } from 'vitest';
import { groupServices, optionsMost, pageCount, pageOf, tilesPerPage } from '../../kiosk/journey/groups.ts';
import { pictogramTexts } from '../../server/contract/texts/kiosk.ts';
import { there } from '../fixtures/there.ts';
import { sampleCatalogue } from '../fixtures/ui-stage-public/stage.ts';

const { services } = sampleCatalogue();
const groups = groupServices(services);

it('the sample hall fits five flat pages of nine pictures', () => {
  expect(pageCount(groups.length, tilesPerPage)).toBeLessThanOrEqual(5);
});

it('one question follows at most, with four answers at most', () => {
  for (const group of groups) expect(group.services.length).toBeLessThanOrEqual(optionsMost);
});

it('tiles that share a picture are told apart by the digits of their counters', () => {
  const shared = groups.filter((group) => group.counters.length > 0);
  expect(new Set(shared.map((group) => group.pictogram))).toEqual(
    new Set(['shop', 'medins', 'company', 'land', 'build']),
  );
  for (const group of groups)
    if (groups.some((other) => other !== group && other.pictogram === group.pictogram))
      expect(group.counters.length).toBeGreaterThan(0);
});

it('every service is reached by exactly one picture', () => {
  const reached = groups.flatMap((group) => group.services.map((service) => service.code)).sort();
  expect(reached).toEqual(services.map((service) => service.code).sort());
});

it('every picture of the first pages has its word', () => {
  for (const group of groups) expect(pictogramTexts).toHaveProperty(group.pictogram);
});

it('what most people come for stands on the first page, and neither divorce nor a funeral does', () => {
  const sad = ['divorce', 'funeral'].map((pictogram) => ({ ...there(services[0]), code: pictogram, pictogram }));
  const first = pageOf(groupServices([...sad, ...services]), 0, tilesPerPage).map((group) => group.pictogram);
  expect(first.slice(0, 3)).toEqual(['idcard', 'marriage', 'hukou']);
  expect(first).not.toContain('divorce');
  expect(first).not.toContain('funeral');
});

it('a page outside of the range shows the nearest one', () => {
  expect(pageOf([1, 2, 3], 9, 2)).toEqual([3]);
  expect(pageOf([1, 2, 3], -1, 2)).toEqual([1, 2]);
  expect(pageOf([], 0, 9)).toEqual([]);
});

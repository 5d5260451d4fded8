import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { HallCard, ItemCard, SearchWords, ServiceCard } from '../contract/catalogue.ts';
import type { HallFile } from '../contract/hall-file.ts';
import { Refused } from '../contract/refusal.ts';
import { searchWords } from '../search-words.ts';
import { refusals } from './common.ts';

const tags = ['hall'];

/** What stays the same all day: the hall, its services, and all items of the county, also those outside the hall. */
export const catalogueRoutes: FastifyPluginAsyncTypebox<{ file: HallFile; demo: boolean }> = async (app, options) => {
  const { file, demo } = options;
  const card = hallCard(file, demo);
  const services = serviceCards(file);
  const items = itemCards(file);
  const itemByCode = new Map(items.map((item) => [item.code, item]));

  app.get(
    '/hall',
    { schema: { tags, summary: 'The hall', response: { 200: HallCard, ...refusals } } },
    async () => card,
  );
  app.get(
    '/services',
    {
      schema: {
        tags,
        summary: 'Services one can take a ticket for',
        response: { 200: Type.Array(ServiceCard), ...refusals },
      },
    },
    async () => services,
  );
  app.get(
    '/items',
    { schema: { tags, summary: 'All items of the county', response: { 200: Type.Array(ItemCard), ...refusals } } },
    async () => items,
  );
  let words: Promise<SearchWords[]> | undefined;
  app.get(
    '/search-words',
    {
      schema: {
        tags,
        summary: 'Pinyin of all names, for searching by sound',
        response: { 200: Type.Array(SearchWords), ...refusals },
      },
    },
    async () => {
      words ??= searchWords(file);
      return words;
    },
  );
  app.get(
    '/items/:code',
    {
      schema: {
        tags,
        summary: 'One item with its materials',
        params: Type.Object({ code: Type.String({ maxLength: 8 }) }),
        response: { 200: ItemCard, ...refusals },
      },
    },
    async (request) => {
      const item = itemByCode.get(request.params.code);
      if (item === undefined) throw new Refused('not-found', { item: request.params.code });
      return item;
    },
  );
};

function hallCard(file: HallFile, demo: boolean): HallCard {
  const { name, county, timeZone, zones, departments, pauseReasons } = file;
  return {
    name,
    county,
    timeZone,
    demo,
    zones,
    departments,
    counters: file.counters.map((counter) => ({ ...counter, department: counter.department ?? null })),
    pauseReasons,
    totals: {
      departments: departments.length,
      items: file.items.length,
      itemsInHall: file.items.filter((item) => item.inHall).length,
      counters: file.counters.filter((counter) => counter.kind === 'department').length,
      serviceCounters: file.counters.filter((counter) => counter.kind === 'service').length,
      zones: zones.length,
    },
  };
}

function serviceCards(file: HallFile): ServiceCard[] {
  const items = new Map(file.items.map((item) => [item.code, item]));
  return file.services.map((service) => {
    const counters = file.counters.filter((counter) => counter.services.includes(service.code));
    const item = items.get(service.code);
    return {
      code: service.code,
      name: service.name,
      pictogram: service.pictogram,
      zone: counters[0]?.zone ?? 0,
      department: item?.department ?? null,
      counters: counters.map((counter) => counter.no),
      kind: item === undefined ? 'service' : 'item',
    };
  });
}

function itemCards(file: HallFile): ItemCard[] {
  const departments = new Map(file.departments.map((department) => [department.code, department.name]));
  return file.items.map((item) => ({
    ...item,
    departmentName: departments.get(item.department) ?? item.department,
    counters: file.counters.filter((counter) => counter.services.includes(item.code)).map((counter) => counter.no),
  }));
}

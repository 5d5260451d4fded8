import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { HallCard, ItemCard, SearchWords, ServiceCard } from '../contract/catalogue.ts';
import type { HallFile } from '../contract/hall-file.ts';
import { Refused } from '../contract/refusal.ts';
import { searchWords } from '../search-words.ts';
import { refusals } from './common.ts';

const tags = ['hall'];

export interface CatalogueOptions {
  model: { readonly file: HallFile };
  settings: { readonly revision: number };
  demo: boolean;
}

interface Catalogue {
  file: HallFile;
  card: HallCard;
  services: ServiceCard[];
  items: ItemCard[];
  itemByCode: Map<string, ItemCard>;
  /** Made when they are first asked for. */
  words?: Promise<SearchWords[]>;
}

function catalogueOf(file: HallFile, demo: boolean): Catalogue {
  const items = itemCards(file);
  const itemByCode = new Map(items.map((item) => [item.code, item]));
  return { file, card: hallCard(file, demo), services: serviceCards(file), items, itemByCode };
}

/**
 * What stays the same until somebody changes the settings: the hall, its services, and all items of the county, also those
 * outside the hall.
 */
export const catalogueRoutes: FastifyPluginAsyncTypebox<CatalogueOptions> = async (app, options) => {
  let made: Catalogue | null = null;
  /** Made anew only after the hall file has changed. */
  const now = (): Catalogue => {
    const { file } = options.model;
    if (made === null || made.file !== file) made = catalogueOf(file, options.demo);
    return made;
  };

  app.get('/hall', { schema: { tags, summary: 'The hall', response: { 200: HallCard, ...refusals } } }, async () => ({
    ...now().card,
    settings: options.settings.revision,
  }));
  app.get(
    '/services',
    {
      schema: {
        tags,
        summary: 'Services one can take a ticket for',
        response: { 200: Type.Array(ServiceCard), ...refusals },
      },
    },
    async () => now().services,
  );
  app.get(
    '/items',
    { schema: { tags, summary: 'All items of the county', response: { 200: Type.Array(ItemCard), ...refusals } } },
    async () => now().items,
  );
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
      const catalogue = now();
      catalogue.words ??= searchWords(catalogue.file);
      return catalogue.words;
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
      const item = now().itemByCode.get(request.params.code);
      if (item === undefined) throw new Refused('not-found', { item: request.params.code });
      return item;
    },
  );
};

function hallCard(file: HallFile, demo: boolean): HallCard {
  const { name, county, timeZone, zones, departments, pauseReasons, words, look } = file;
  return {
    name,
    county,
    timeZone,
    demo,
    ...(words === undefined ? {} : { words }),
    ...(look === undefined ? {} : { look }),
    forms: (file.forms ?? []).length > 0,
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

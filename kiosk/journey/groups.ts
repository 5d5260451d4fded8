import type { ServiceCard } from '../../server/contract/catalogue.ts';

/** Services that share a picture: one tile of the first pages. */
export interface ServiceGroup {
  pictogram: string;
  services: ServiceCard[];
}

export const tilesPerPage = 9;

/** What most people come for stands first; a bereavement or a divorce never meets the eye on page one. */
const commonFirst = [
  'idcard',
  'marriage',
  'hukou',
  'pension',
  'shop',
  'house',
  'photo',
  'power',
  'water',
  'phone',
  'exit',
  'birth',
  'school',
  'job',
  'medins',
  'food',
  'tax',
  'company',
  'vehicle',
  'road',
  'farm',
  'livestock',
  'felling',
  'land',
  'build',
  'mining',
  'firesafe',
];
const neverFirst = ['divorce', 'funeral', 'guide'];

/** One group per picture, in the order of `commonFirst`, then as the hall file has them. */
export function groupServices(services: readonly ServiceCard[]): ServiceGroup[] {
  const groups = new Map<string, ServiceGroup>();
  for (const service of services) {
    const group = groups.get(service.pictogram) ?? { pictogram: service.pictogram, services: [] };
    group.services.push(service);
    groups.set(service.pictogram, group);
  }
  const rank = (group: ServiceGroup) => {
    if (neverFirst.includes(group.pictogram)) return commonFirst.length + 1 + neverFirst.indexOf(group.pictogram);
    const place = commonFirst.indexOf(group.pictogram);
    return place === -1 ? commonFirst.length : place;
  };
  return [...groups.values()].sort((one, other) => rank(one) - rank(other));
}

export const pageCount = (length: number, perPage: number) => Math.max(1, Math.ceil(length / perPage));

/** The entries of one page; a page outside of the range shows the nearest one. */
export function pageOf<T>(list: readonly T[], page: number, perPage: number): T[] {
  const within = Math.min(Math.max(page, 0), pageCount(list.length, perPage) - 1);
  return list.slice(within * perPage, (within + 1) * perPage);
}

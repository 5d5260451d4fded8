import type { ServiceCard } from '../../server/contract/catalogue.ts';

/** Services that share a picture: one tile of the first pages. */
export interface ServiceGroup {
  /** The picture's id; further tiles with the same picture carry `-2`, `-3`. */
  key: string;
  pictogram: string;
  services: ServiceCard[];
  /** Counters of this tile where several share the picture: the digits tell them apart. Empty otherwise. */
  counters: number[];
}

export const tilesPerPage = 9;
/** The one question that may follow has at most so many answers (rule T6). */
export const optionsMost = 4;

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

/** Tiles of the first pages, in the order of `commonFirst`, then as the hall file has them; each leads to four at most. */
export function groupServices(services: readonly ServiceCard[]): ServiceGroup[] {
  const pictures = new Map<string, ServiceCard[]>();
  for (const service of services)
    pictures.set(service.pictogram, [...(pictures.get(service.pictogram) ?? []), service]);
  const rank = (pictogram: string) => {
    if (neverFirst.includes(pictogram)) return commonFirst.length + 1 + neverFirst.indexOf(pictogram);
    const place = commonFirst.indexOf(pictogram);
    return place === -1 ? commonFirst.length : place;
  };
  return [...pictures]
    .sort(([one], [other]) => rank(one) - rank(other))
    .flatMap(([pictogram, all]) => {
      const parts = partsOf(all);
      return parts.map((part, index) => ({
        key: index === 0 ? pictogram : `${pictogram}-${index + 1}`,
        pictogram,
        services: part,
        counters: parts.length === 1 ? [] : [...new Set(part.flatMap((service) => service.counters))],
      }));
    });
}

/** Splits many services of one picture into parts of four at most; a department stays together where it fits. */
function partsOf(services: readonly ServiceCard[]): ServiceCard[][] {
  if (services.length <= optionsMost) return [[...services]];
  const departments = new Map<string, ServiceCard[]>();
  for (const service of services) {
    const department = service.code.slice(0, 2);
    departments.set(department, [...(departments.get(department) ?? []), service]);
  }
  const parts: ServiceCard[][] = [];
  for (const department of departments.values()) {
    const pieces = Math.ceil(department.length / optionsMost);
    const size = Math.ceil(department.length / pieces);
    for (let start = 0; start < department.length; start += size) {
      const piece = department.slice(start, start + size);
      const last = parts.at(-1);
      if (last !== undefined && last.length + piece.length <= optionsMost) last.push(...piece);
      else parts.push(piece);
    }
  }
  return parts;
}

export const pageCount = (length: number, perPage: number) => Math.max(1, Math.ceil(length / perPage));

/** The entries of one page; a page outside of the range shows the nearest one. */
export function pageOf<T>(list: readonly T[], page: number, perPage: number): T[] {
  const within = Math.min(Math.max(page, 0), pageCount(list.length, perPage) - 1);
  return list.slice(within * perPage, (within + 1) * perPage);
}

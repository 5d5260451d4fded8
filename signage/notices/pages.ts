import type { HallCard, ItemCard } from '../../server/contract/catalogue.ts';
import type { DutyLine, HallNotice, ModelPost, NoticesWall } from '../../server/contract/notices.ts';

export type Section = 'notice' | 'duty' | 'figures' | 'models' | 'items';

/** One page of the wall. Its `letters` set how long it stays. */
export type WallPage = { section: Section; letters: number } & (
  | { section: 'notice'; notice: HallNotice }
  | { section: 'duty'; lines: DutyLine[] }
  | { section: 'figures' }
  | { section: 'models'; posts: ModelPost[] }
  | { section: 'items'; department: string; departmentName: string; items: ItemCard[] }
);

/** How much fits on one page of this glass. */
export interface PageSizes {
  duty: number;
  items: number;
}
export const portraitSizes: PageSizes = { duty: 11, items: 6 };
export const landscapeSizes: PageSizes = { duty: 8, items: 6 };

const figuresLetters = 60;

/** Everything that hangs on the wall, in its order; sections without content have no page. */
export function wallPages(
  wall: NoticesWall,
  items: readonly ItemCard[],
  departments: HallCard['departments'],
  sizes: PageSizes,
): WallPage[] {
  return [
    ...wall.notices.map((notice): WallPage => {
      return { section: 'notice', notice, letters: notice.title.length + notice.text.length };
    }),
    ...parts(wall.duty, sizes.duty).map((lines): WallPage => ({ section: 'duty', lines, letters: lines.length * 12 })),
    { section: 'figures', letters: figuresLetters },
    ...parts(modelPosts(wall.models ?? []), sizes.duty).map((posts): WallPage => {
      return { section: 'models', posts, letters: posts.length * 12 };
    }),
    ...departments.flatMap(({ code, name }) => departmentPages(code, name, items, sizes.items)),
  ];
}

function departmentPages(code: string, name: string, items: readonly ItemCard[], most: number): WallPage[] {
  const own = items.filter(({ department }) => department === code);
  return parts(own, most).map((some) => ({
    section: 'items',
    department: code,
    departmentName: name,
    items: some,
    letters: some.reduce((sum, item) => sum + item.name.length + 24, name.length),
  }));
}

/** 星级窗口: most stars first, posts of equal stars by their counter. */
export function modelPosts(posts: readonly ModelPost[]): ModelPost[] {
  return [...posts].sort((one, other) => other.stars - one.stars || one.counter - other.counter);
}

/** Pages of nearly equal length rather than a full one and a rest of one line. */
function parts<T>(entries: readonly T[], most: number): T[][] {
  const pages = Math.ceil(entries.length / most);
  const size = Math.ceil(entries.length / Math.max(1, pages));
  return Array.from({ length: pages }, (_, page) => entries.slice(page * size, (page + 1) * size));
}

const leastSeconds = 12;
const mostSeconds = 90;
/** Slow readers take in about four hanzi a second, and find their place first. */
const lettersPerSecond = 4;
const findSeconds = 3;

/** How long a page stays while the wall turns its pages by itself: twelve seconds, and longer the more there is to read. */
export function pageSeconds({ letters }: Pick<WallPage, 'letters'>): number {
  return Math.min(mostSeconds, Math.max(leastSeconds, findSeconds + Math.ceil(letters / lettersPerSecond)));
}

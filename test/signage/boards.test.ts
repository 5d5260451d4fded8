import { describe, expect, it } from 'vitest';
import type { ItemCard } from '../../server/contract/catalogue.ts';
import type { DutyLine, NoticesWall } from '../../server/contract/notices.ts';
import { landscapeSizes, modelPosts, pageSeconds, portraitSizes, wallPages } from '../../signage/notices/pages.ts';
import { firstPage, goTo, play, stop, touched, turn } from '../../signage/notices/turning.ts';
import { digitShare, leastFonts, listShape, pixelsPerMm, profileFrom } from '../../signage/profile.ts';

describe('sizes by distance (D1)', () => {
  it('a profile needs a diagonal and a distance that make sense', () => {
    const from = (query: string) => profileFrom(new URLSearchParams(query));
    expect(from('inch=55&metres=8')).toEqual({ inch: 55, metres: 8 });
    expect([from(''), from('inch=55'), from('inch=55&metres=x'), from('inch=-1&metres=8')]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it.each([
    [55, 8, 152, 92],
    [65, 10, 160, 97],
    [43, 5, 121, 74],
  ])('%s inches at %s m: digits of %s px, hanzi of %s px', (inch, metres, digitPx, hanziPx) => {
    const { digits, words } = leastFonts(1920, 1080, { inch, metres });
    expect(Math.abs(digits * digitShare - digitPx)).toBeLessThanOrEqual(2);
    expect(Math.abs(words * 0.92 - hanziPx)).toBeLessThanOrEqual(2);
    const perMm = pixelsPerMm(1920, 1080, { inch, metres });
    expect((digits * digitShare) / perMm).toBeGreaterThanOrEqual(12 * metres);
  });

  it('the list shows eight calls, or as many as are large enough; the largest stand in two lines each', () => {
    expect(listShape(880, 1, 0)).toEqual({ rows: 8, isStacked: false });
    expect(listShape(880, 1, 120)).toEqual({ rows: 6, isStacked: false });
    expect(listShape(880, 1, 223)).toEqual({ rows: 2, isStacked: true });
    expect(listShape(880, 1, 600)).toEqual({ rows: 1, isStacked: true });
  });
});

const figures = { served: 0, meanWaitMinutes: null, dossiers: 0, onTimePercent: null };
const duty = (counter: number): DutyLine => ({ counter, zone: 1, name: '窗口', a: '甲', b: ['乙'], present: null });
const item = (code: string) => ({ code, name: '事项', department: code.slice(0, 2) }) as ItemCard;
const wall = (fields: Partial<NoticesWall> = {}): NoticesWall => ({
  date: '2026-11-23',
  notices: [],
  duty: [],
  today: figures,
  month: figures,
  ...fields,
});

describe('pages of the notices wall', () => {
  const departments = [
    { code: 'GS', name: '工商' },
    { code: 'ZJ', name: '质检' },
    { code: 'RS', name: '人社' },
  ];

  it('every item and every post is on exactly one page, in both orientations', () => {
    const items = [...Array.from({ length: 13 }, (_, no) => item(`GS${10 + no}`)), item('ZJ01')];
    const posts = Array.from({ length: 41 }, (_, no) => duty(no + 1));
    for (const sizes of [portraitSizes, landscapeSizes]) {
      const pages = wallPages(wall({ duty: posts }), items, departments, sizes);
      const shown = pages.flatMap((page) => (page.section === 'items' ? page.items : []));
      const lines = pages.flatMap((page) => (page.section === 'duty' ? page.lines : []));
      expect([shown, lines]).toEqual([items, posts]);
      for (const page of pages) {
        if (page.section === 'items') expect(page.items.length).toBeLessThanOrEqual(sizes.items);
        if (page.section === 'duty') expect(page.lines.length).toBeLessThanOrEqual(sizes.duty);
      }
    }
  });

  it('a section without content has no page; figures always have one', () => {
    const sections = (shown: NoticesWall) =>
      wallPages(shown, [], departments, portraitSizes).map((page) => page.section);
    expect(sections(wall())).toEqual(['figures']);
    const models = [{ counter: 2, name: '窗口', stars: 3, honours: [] }];
    const notices = [{ title: '公告', text: '内容', from: '2026-11-01', until: '2026-12-01' }];
    expect(sections(wall({ models, notices }))).toEqual(['notice', 'figures', 'models']);
  });

  it('model posts stand with most stars first', () => {
    const post = (counter: number, stars: number) => ({ counter, name: '', stars, honours: [] });
    expect(modelPosts([post(5, 3), post(2, 5), post(1, 3)]).map(({ counter }) => counter)).toEqual([2, 1, 5]);
  });

  it('a page stays twelve seconds at least, and longer the more there is to read', () => {
    expect([0, 36, 100, 1000].map((letters) => pageSeconds({ letters }))).toEqual([12, 12, 28, 90]);
  });
});

describe('turning the pages', () => {
  const later = (seconds: number) => seconds * 1000;

  it('by itself when the page has had its time, and from the last to the first', () => {
    const up = firstPage(0);
    expect(turn(up, 3, 12, later(11.9))).toBe(up);
    expect(turn(up, 3, 12, later(12)).at).toBe(1);
    expect(turn({ ...up, at: 2 }, 3, 12, later(12)).at).toBe(0);
    expect(turn(up, 0, 12, later(99))).toBe(up);
  });

  it('not for a minute after a touch, and not for five while somebody stopped it', () => {
    const held = touched(firstPage(0), later(10));
    expect(turn(held, 3, 12, later(69)).at).toBe(0);
    expect(turn(held, 3, 12, later(70)).at).toBe(1);
    const stopped = stop(firstPage(0), 0);
    expect(turn(stopped, 3, 12, later(299)).at).toBe(0);
    expect(turn(stopped, 3, 12, later(300))).toMatchObject({ at: 1, stopped: false });
    expect(turn(play(stopped, later(20)), 3, 12, later(32)).at).toBe(1);
  });

  it('by hand both ways round', () => {
    expect(goTo(firstPage(0), -1, 3, 0).at).toBe(2);
    expect(goTo(firstPage(0), 3, 3, 0).at).toBe(0);
  });
});

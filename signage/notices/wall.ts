import { defineStore } from 'pinia';
import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import { useClock } from '../../counter-ui/kit/clock.ts';
import { useHall } from '../../counter-ui/kit/hall.ts';
import { useLiveView } from '../../counter-ui/kit/live.ts';
import { api } from '../../server/client/api.ts';
import type { ItemCard } from '../../server/contract/catalogue.ts';
import type { NoticesWall } from '../../server/contract/notices.ts';
import { offlineStage } from '../link.ts';
import { landscapeSizes, pageSeconds, portraitSizes, type Section, wallPages } from './pages.ts';
import { firstPage, goTo, play, stop, touched, turn } from './turning.ts';

const readEveryMs = 20_000;

/** What hangs on the wall, read again and again; what was read stays while nobody answers. */
function useReading(clockOffsetMs: () => number) {
  const hall = useHall();
  const wall = shallowRef<NoticesWall | null>(null);
  const items = shallowRef<ItemCard[]>([]);
  /** When the wall was last read, by the server's clock. */
  const readAt = shallowRef(0);
  async function read(): Promise<void> {
    try {
      wall.value = await api.noticesWall();
      readAt.value = Date.now() + clockOffsetMs();
    } catch {
      // It is asked for again soon; what hangs there stays.
    }
  }
  async function readItems(): Promise<void> {
    try {
      items.value = await api.items();
    } catch {
      // The next change of settings or the next try reads them.
    }
  }
  const tick = () => {
    void read();
    if (items.value.length === 0) void readItems();
  };
  tick();
  const timer = setInterval(tick, readEveryMs);
  onScopeDispose(() => clearInterval(timer));
  watch(
    () => hall.card?.settings,
    (revision, before) => {
      if (before === undefined || revision === before) return;
      void readItems();
      void read();
    },
  );
  return { wall, items, readAt };
}

/** The notices wall: what hangs on it, which page is up, and whether it still hears the hall. */
export const useWall = defineStore('wall', () => {
  const hall = useHall();
  const now = useClock(500);
  const live = useLiveView('hall');
  const offline = computed(() => offlineStage(live.lostAt.value, now.value));
  const { wall, items, readAt } = useReading(() => live.clockOffsetMs.value);
  const isPortrait = shallowRef(innerHeight > innerWidth);
  const turning = shallowRef(firstPage(Date.now()));
  const detail = shallowRef<ItemCard | null>(null);

  const measure = () => {
    isPortrait.value = innerHeight > innerWidth;
  };
  addEventListener('resize', measure);
  onScopeDispose(() => removeEventListener('resize', measure));
  const pages = computed(() => {
    if (wall.value === null || items.value.length === 0) return [];
    const sizes = isPortrait.value ? portraitSizes : landscapeSizes;
    return wallPages(wall.value, items.value, hall.card?.departments ?? [], sizes);
  });
  const page = computed(() => pages.value[Math.min(turning.value.at, pages.value.length - 1)] ?? null);
  const sections = computed(() => [...new Set(pages.value.map(({ section }) => section))]);
  watch(now, (at) => {
    if (page.value === null) return;
    const next = turn(turning.value, pages.value.length, pageSeconds(page.value), at);
    if (next === turning.value) return;
    detail.value = null;
    turning.value = next;
  });

  function step(by: number): void {
    detail.value = null;
    turning.value = goTo(turning.value, turning.value.at + by, pages.value.length, Date.now());
  }
  function showSection(section: Section): void {
    detail.value = null;
    const at = pages.value.findIndex((each) => each.section === section);
    if (at >= 0) turning.value = goTo(turning.value, at, pages.value.length, Date.now());
  }
  function showDepartment(department: string): void {
    const at = pages.value.findIndex((each) => each.section === 'items' && each.department === department);
    if (at >= 0) turning.value = goTo(turning.value, at, pages.value.length, Date.now());
  }
  function open(item: ItemCard | null): void {
    detail.value = item;
    turning.value = touched(turning.value, Date.now());
  }
  function toggle(): void {
    turning.value = turning.value.stopped ? play(turning.value, Date.now()) : stop(turning.value, Date.now());
  }
  const touch = () => {
    turning.value = touched(turning.value, Date.now());
  };

  return {
    ...{ now, offline, wall, readAt, isPortrait, pages, page, sections, turning, detail },
    ...{ step, showSection, showDepartment, open, toggle, touch },
  };
});

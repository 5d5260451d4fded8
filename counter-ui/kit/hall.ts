import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { api } from '../../server/client/api.ts';
import type { HallCard, ServiceCard } from '../../server/contract/catalogue.ts';
import { useHouseWords } from '../../server/contract/texts/define.ts';
import { noteNewWords } from './text.ts';

const retryMs = 1500;
const colourNames = ['ink', 'porcelain', 'paper', 'cobalt', 'cobalt-deep', 'muted', 'celadon', 'amber'] as const;

/** What stays the same all day: zones, counters, departments and services. Loaded once, retried until it comes. */
export const useHall = defineStore('hall', () => {
  const card = shallowRef<HallCard | null>(null);
  let reading = false;
  const services = shallowRef<ServiceCard[]>([]);
  const serviceByCode = computed(() => new Map(services.value.map((service) => [service.code, service])));
  const zoneByNo = computed(() => new Map((card.value?.zones ?? []).map((zone) => [zone.zone, zone])));

  /** 示范县 and 县行政服务中心 read 示范县行政服务中心 on paper. */
  const fullName = computed(() => {
    const { county = '', name = '' } = card.value ?? {};
    return name.startsWith(county.slice(-1)) ? county.slice(0, -1) + name : county + name;
  });

  async function load(): Promise<void> {
    while (card.value === null) {
      try {
        const [hall, list] = await Promise.all([api.hall(), api.services()]);
        services.value = list;
        take(hall);
      } catch {
        await new Promise((resolve) => setTimeout(resolve, retryMs));
      }
    }
  }
  /** Settings have changed since this screen read them: reads them again, without a gap. */
  async function follow(revision: number): Promise<void> {
    if (card.value === null || revision === (card.value.settings ?? 0) || reading) return;
    reading = true;
    try {
      const [hall, list] = await Promise.all([api.hall(), api.services()]);
      services.value = list;
      take(hall);
    } catch {
      // The next beat asks again.
    } finally {
      reading = false;
    }
  }

  function take(hall: HallCard): void {
    useHouseWords(hall.words ?? {});
    noteNewWords();
    const root = document.documentElement.style;
    for (const name of colourNames) {
      const colour = hall.look?.[name];
      if (colour === undefined) root.removeProperty(`--${name}`);
      else root.setProperty(`--${name}`, colour);
    }
    card.value = hall;
  }
  return { card, services, serviceByCode, zoneByNo, fullName, load, follow };
});

import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { api } from '../../server/client/api.ts';
import type { HallCard, ServiceCard } from '../../server/contract/catalogue.ts';

const retryMs = 1500;

/** What stays the same all day: zones, counters, departments and services. Loaded once, retried until it comes. */
export const useHall = defineStore('hall', () => {
  const card = shallowRef<HallCard | null>(null);
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
        card.value = hall;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, retryMs));
      }
    }
  }
  return { card, services, serviceByCode, zoneByNo, fullName, load };
});

import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { useLiveView } from '../../counter-ui/kit/live.ts';
import { api } from '../../server/client/api.ts';
import type { CardTrouble } from '../../server/contract/card.ts';
import type { ItemCard, ServiceCard } from '../../server/contract/catalogue.ts';
import type { CardNotice } from '../../server/contract/views.ts';

const retryMs = 2000;

/** This machine: its name, the live state of the hall as it sees it, and the papers that each item asks for. */
export const useTerminal = defineStore('terminal', () => {
  const id = new URLSearchParams(location.search).get('terminal') ?? 'kiosk-1';
  /** Replaced with every card that is laid on this machine's reader; whoever follows it keeps it. */
  const laidCard = shallowRef<CardNotice | null>(null);
  /** Replaced with every card that could not be read. */
  const cardTrouble = shallowRef<CardTrouble | null>(null);
  const live = useLiveView(
    'kiosk',
    id,
    undefined,
    (notice) => {
      laidCard.value = notice;
    },
    (trouble) => {
      cardTrouble.value = trouble;
    },
  );
  const items = shallowRef<Map<string, ItemCard>>(new Map());
  const loading = ref(false);
  const statusByCode = computed(
    () => new Map((live.view.value?.services ?? []).map((status) => [status.code, status])),
  );

  /** Loads the items once and keeps trying: a kiosk is often switched on before the server. */
  async function loadItems(): Promise<void> {
    if (loading.value) return;
    loading.value = true;
    while (items.value.size === 0) {
      try {
        items.value = new Map((await api.items()).map((item) => [item.code, item]));
      } catch {
        await new Promise((resolve) => setTimeout(resolve, retryMs));
      }
    }
  }
  const itemOf = (service: ServiceCard) => (service.kind === 'item' ? (items.value.get(service.code) ?? null) : null);

  const { view, link, clockOffsetMs } = live;
  return { id, laidCard, cardTrouble, view, link, clockOffsetMs, statusByCode, itemOf, loadItems };
});

import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { api } from '../../server/client/api.ts';
import type { NumberStatus } from '../../server/contract/number-status.ts';
import type { CardNotice } from '../../server/contract/views.ts';

/** Whoever laid an id card on this kiosk's reader, masked as the server tells it; nothing is left of it once it is wiped. */
export const useCard = defineStore('card', () => {
  const notice = shallowRef<CardNotice | null>(null);
  /** Whether this card has no number today. */
  const none = ref(false);

  /** Keeps the new card and finds its numbers; null when they cannot be told, or the card was wiped meanwhile. */
  async function laid(card: CardNotice): Promise<NumberStatus[] | null> {
    notice.value = card;
    none.value = false;
    const numbers = await api.cardNumbers(card.place, card.token).catch(() => null);
    if (notice.value?.token !== card.token) return null;
    none.value = numbers !== null && numbers.length === 0;
    return numbers;
  }
  /** The visitor has left: here at once, at the server as soon as it hears. */
  function wipe(): void {
    const card = notice.value;
    notice.value = null;
    none.value = false;
    if (card !== null) void api.forgetCard(card.place, card.token).catch(() => undefined);
  }
  return { notice, none, laid, wipe };
});

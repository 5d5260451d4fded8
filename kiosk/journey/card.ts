import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { api } from '../../server/client/api.ts';
import type { NumberStatus } from '../../server/contract/number-status.ts';
import type { CardNotice } from '../../server/contract/views.ts';

/** As long as it takes to read a line and lay the card down again. */
const troubleMs = 15_000;

/** Whoever laid an id card on this kiosk's reader, masked as the server tells it; nothing is left of it once it is wiped. */
export const useCard = defineStore('card', () => {
  const notice = shallowRef<CardNotice | null>(null);
  /** Whether this card has no number today. */
  const none = ref(false);
  /** Why the last card could not be read, for a while. */
  const trouble = ref<string | null>(null);
  let troubleEnd: ReturnType<typeof setTimeout> | undefined;

  function tellTrouble(reason: string | null): void {
    clearTimeout(troubleEnd);
    trouble.value = reason;
    if (reason !== null) troubleEnd = setTimeout(() => tellTrouble(null), troubleMs);
  }
  const failed = (reason: string) => tellTrouble(reason);
  /** Keeps the new card and finds its numbers; null when they cannot be told, or the card was wiped meanwhile. */
  async function laid(card: CardNotice): Promise<NumberStatus[] | null> {
    tellTrouble(null);
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
    tellTrouble(null);
    notice.value = null;
    none.value = false;
    if (card !== null) void api.forgetCard(card.place, card.token).catch(() => undefined);
  }
  return { notice, none, trouble, laid, failed, wipe };
});

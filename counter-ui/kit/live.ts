import { onScopeDispose, type Ref, ref, type ShallowRef, shallowRef } from 'vue';
import { followView, type LinkState } from '../../server/client/live.ts';
import type { CardTrouble } from '../../server/contract/card.ts';
import type { CallNotice, CardNotice, LiveViews } from '../../server/contract/views.ts';
import { useHall } from './hall.ts';

export interface LiveView<V> {
  /** Null until the first snapshot. Replaced whole on every change. */
  view: ShallowRef<V | null>;
  link: Ref<LinkState>;
  /** When the link was lost, epoch milliseconds of this machine, or null while it holds. */
  lostAt: Ref<number | null>;
  /** Server's clock less this machine's, milliseconds. */
  clockOffsetMs: Ref<number>;
  stop(): void;
}

/** Follows a live view for as long as the calling component or store lives. */
export function useLiveView<N extends keyof LiveViews>(
  name: N,
  id: string | number | null = null,
  onCall: (notice: CallNotice) => void = () => {},
  onCard: (notice: CardNotice) => void = () => {},
  onCardTrouble: (trouble: CardTrouble) => void = () => {},
): LiveView<LiveViews[N]> {
  const view = shallowRef(null) as ShallowRef<LiveViews[N] | null>;
  const link = ref<LinkState>('connecting');
  const lostAt = ref<number | null>(null);
  const clockOffsetMs = ref(0);
  const noteClock = (fields: { now?: number }) => {
    if (fields.now !== undefined) clockOffsetMs.value = fields.now - Date.now();
  };
  const stop = followView(name, id, {
    snapshot: (whole) => {
      noteClock(whole);
      view.value = whole;
    },
    change: (fields) => {
      noteClock(fields as { now?: number });
      if (view.value !== null) view.value = { ...view.value, ...fields };
    },
    call: onCall,
    card: onCard,
    cardTrouble: onCardTrouble,
    settings: (revision) => void useHall().follow(revision),
    link: (state) => {
      link.value = state;
      if (state === 'live') lostAt.value = null;
      else if (state === 'lost') lostAt.value ??= Date.now();
    },
  });
  onScopeDispose(stop, true);
  return { view, link, lostAt, clockOffsetMs, stop };
}

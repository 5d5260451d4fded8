import { type ComputedRef, computed, type Ref, ref, type ShallowRef, shallowRef, watch } from 'vue';
import { useLiveView } from '../../counter-ui/kit/live.ts';
import { ApiError, api } from '../../server/client/api.ts';
import type { ItemCard } from '../../server/contract/catalogue.ts';
import type { TicketPageView } from '../../server/contract/views.ts';

export type ActionState = 'none' | 'sending' | 'failed' | 'refused' | 'nobody-behind' | 'stood-back';
export type TicketVerb = 'cancel' | 'requeue' | 'late' | 'restore';

/** With so few people before it a ticket is about to be called: time to come back to the hall. */
export const nearPeople = 2;

export interface TicketFollower {
  view: ShallowRef<TicketPageView | null>;
  link: Ref<'connecting' | 'live' | 'lost'>;
  /** The server knows no such ticket. */
  unknown: Ref<boolean>;
  item: ShallowRef<ItemCard | null>;
  action: Ref<ActionState>;
  allowed: ComputedRef<readonly string[]>;
  /** Waiting, with hardly anybody before it and somebody who can serve. */
  near: ComputedRef<boolean>;
  act(verb: TicketVerb): Promise<void>;
}

/**
 * Follows one ticket for its page. `called` is told once for each new call, also for a recall, never for an old one;
 * `nears` once whenever the turn comes near while the page is open.
 */
export function followTicket(id: string, called: () => void, nears: () => void = () => {}): TicketFollower {
  const live = useLiveView('ticket', id);
  const unknown = ref(false);
  const item = shallowRef<ItemCard | null>(null);
  const action = ref<ActionState>('none');
  const allowed = computed(() => live.view.value?.allowed ?? []);
  const near = computed(() => {
    const ticket = live.view.value;
    if (ticket === null || ticket.status !== 'waiting' || ticket.ahead === null) return false;
    // While nobody can serve, the first in the queue is as far away as the last.
    return ticket.ahead <= nearPeople && !ticket.unattended;
  });
  let heardSeq: number | null = null;

  /** A stream that was refused looks like a cut link; asking once tells a wrong address from a dead network. */
  async function check(): Promise<void> {
    try {
      await api.ticket(id);
    } catch (error) {
      // An address that cannot be a ticket's is refused as a whole; a server in trouble is no answer.
      if (!(error instanceof ApiError) || ![400, 404].includes(error.status)) return;
      unknown.value = true;
      live.stop();
    }
  }
  async function loadItem(code: string): Promise<void> {
    try {
      item.value = await api.item(code);
    } catch {
      // A service counter has no papers, and without a network the list is simply not shown.
      item.value = null;
    }
  }
  async function act(verb: TicketVerb): Promise<void> {
    if (action.value === 'sending') return;
    action.value = 'sending';
    try {
      await api.ticketVerb(id, verb);
      action.value = verb === 'late' ? 'stood-back' : 'none';
    } catch (error) {
      if (error instanceof ApiError && error.code === 'nobody-behind') action.value = 'nobody-behind';
      else action.value = error instanceof ApiError && error.status === 409 ? 'refused' : 'failed';
    }
  }

  watch(live.link, (state) => {
    if (state === 'lost' && live.view.value === null) void check();
  });
  watch(live.view, (now, before) => {
    if (now === null) return;
    if (now.service.code !== before?.service.code) void loadItem(now.service.code);
    const rings = before !== null && before !== undefined && now.callSeq !== null && now.callSeq > (heardSeq ?? 0);
    if (now.callSeq !== null) heardSeq = Math.max(heardSeq ?? 0, now.callSeq);
    if (rings && now.status === 'called') called();
  });
  watch(near, (now) => {
    if (now) nears();
  });
  return { view: live.view, link: live.link, unknown, item, action, allowed, near, act };
}

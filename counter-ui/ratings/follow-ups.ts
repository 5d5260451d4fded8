import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import { api } from '../../server/client/api.ts';
import type { FollowUp, FollowUpLight, FollowUpVerb } from '../../server/contract/follow-up.ts';
import { followUpTexts as texts } from '../../server/contract/texts/follow-up.ts';
import { t } from '../kit/text.ts';
import { useCommand } from '../kit/use-command.ts';

const rank: Record<FollowUpLight, number> = { red: 0, yellow: 1, green: 2, none: 3 };
const againMs = 15_000;

/** Red first, then by what is due first; closed ones last. */
export function byLight(list: readonly FollowUp[]): FollowUp[] {
  const due = (each: FollowUp) => (each.status === 'opened' ? each.checkDueOn : each.closeDueOn);
  return [...list].sort(
    (one, other) =>
      rank[one.light] - rank[other.light] || due(one).localeCompare(due(other)) || one.id.localeCompare(other.id),
  );
}

/** The list as the server has it, looked at again every quarter of a minute while the screen is open. */
export function useFollowUps() {
  const list = shallowRef<FollowUp[] | null>(null);
  const failed = ref(false);
  const { busy, perform } = useCommand();
  const sorted = computed(() => byLight(list.value ?? []));

  async function load(): Promise<void> {
    try {
      list.value = await api.followUps();
      failed.value = false;
    } catch {
      failed.value = true;
    }
  }
  /** True when it was recorded. */
  const act = (id: string, verb: FollowUpVerb, body: Record<string, unknown>) =>
    perform(async () => {
      const now = await api.followUpVerb(id, verb, body);
      list.value = (list.value ?? []).map((each) => (each.id === id ? now : each));
    }, t(texts.saved));
  void load();
  const timer = setInterval(() => void load(), againMs);
  onScopeDispose(() => clearInterval(timer));
  return { list, sorted, failed, busy, act };
}

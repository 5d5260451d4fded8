import { computed, ref, shallowRef } from 'vue';
import { type StaffAccount, settingsApi } from '../../server/client/settings.ts';
import { keepingPageTexts as texts } from '../../server/contract/texts/settings-pages.ts';
import { useNotices } from '../kit/notices.ts';
import { problemWords } from '../kit/problem-words.ts';
import { t } from '../kit/text.ts';
import { useDraft } from './draft.ts';

/** Who may sign in. These orders hold at once, apart from the settings that are saved together. */
export function useAccounts() {
  const notices = useNotices();
  const draft = useDraft();
  const list = shallowRef<StaffAccount[]>([]);
  const byId = computed(() => new Map(list.value.map((account) => [account.id, account])));
  /** Who is on the saved list; only they can be given a password. */
  const onList = computed(() => new Set((draft.loaded?.sections.staff ?? []).map(({ id }) => id)));
  const told = ref<{ id: string; password: string } | null>(null);

  async function load(): Promise<void> {
    try {
      list.value = await settingsApi.accounts();
    } catch (error) {
      notices.tell('trouble', problemWords(error));
    }
  }
  void load();
  async function perform(order: () => Promise<unknown>, done: string | null): Promise<void> {
    try {
      await order();
      if (done !== null) notices.tell('good', done);
    } catch (error) {
      notices.tell('trouble', problemWords(error));
    }
    await load();
  }
  const givePassword = (id: string) =>
    perform(async () => {
      told.value = { id, password: (await settingsApi.newPassword(id)).password };
    }, null);
  const disable = (id: string, name: string) => perform(() => settingsApi.disable(id), t(texts.disabledNow, { name }));
  const enable = (id: string, name: string) => perform(() => settingsApi.enable(id), t(texts.enabledNow, { name }));
  return { byId, onList, told, givePassword, disable, enable };
}
export type Accounts = ReturnType<typeof useAccounts>;

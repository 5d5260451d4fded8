import { ref } from 'vue';
import type { Text } from '../../server/contract/texts/define.ts';
import { useNotices } from '../kit/notices.ts';
import { problemWords } from '../kit/problem-words.ts';
import { t } from '../kit/text.ts';

/** One order at a time; what came of it is a side notice. True when it was done. */
export function useOrders() {
  const notices = useNotices();
  const busy = ref(false);
  async function order(send: () => Promise<unknown>, done: Text, values: Record<string, unknown> = {}) {
    if (busy.value) return false;
    busy.value = true;
    try {
      await send();
      notices.tell('good', t(done, values));
      return true;
    } catch (error) {
      notices.tell('trouble', problemWords(error));
      return false;
    } finally {
      busy.value = false;
    }
  }
  return { busy, order };
}

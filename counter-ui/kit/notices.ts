import { defineStore } from 'pinia';
import { ref } from 'vue';

export type NoticeTone = 'good' | 'plain' | 'trouble';
export interface Notice {
  id: number;
  tone: NoticeTone;
  text: string;
}

const shownMost = 4;
const shownMs: Record<NoticeTone, number> = { good: 5000, plain: 6000, trouble: 12_000 };

/** Side notices: they tell and go away, and never stand between a clerk and the next key (rule C10). */
export const useNotices = defineStore('notices', () => {
  const notices = ref<Notice[]>([]);
  let lastId = 0;

  function dismiss(id: number): void {
    notices.value = notices.value.filter((notice) => notice.id !== id);
  }

  /** The same words again replace the older notice instead of piling up. */
  function tell(tone: NoticeTone, text: string): void {
    lastId += 1;
    const id = lastId;
    const others = notices.value.filter((notice) => notice.text !== text);
    notices.value = [...others, { id, tone, text }].slice(-shownMost);
    setTimeout(() => dismiss(id), shownMs[tone]);
  }
  return { notices, tell, dismiss };
});

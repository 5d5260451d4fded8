import { onBeforeUnmount, ref, shallowRef } from 'vue';
import { backupsApi } from '../../server/client/backups.ts';
import type { Backups } from '../../server/contract/backup.ts';
import { backupPageTexts as texts } from '../../server/contract/texts/settings-backups.ts';
import { useNotices } from '../kit/notices.ts';
import { problemWords } from '../kit/problem-words.ts';
import { t } from '../kit/text.ts';

const lookAgainMs = 1500;

/** Backups as they stand; read again while one is being made. */
export function useBackups() {
  const notices = useNotices();
  const backups = shallowRef<Backups | null>(null);
  const problem = ref<string | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let left = false;

  function show(read: Backups): void {
    const wasRunning = backups.value?.running === true;
    if (wasRunning && !read.running && read.failure === null) notices.tell('good', t(texts.done));
    backups.value = read;
    problem.value = null;
    clearTimeout(timer);
    if (read.running && !left) timer = setTimeout(load, lookAgainMs);
  }
  async function ask(work: () => Promise<Backups>): Promise<void> {
    try {
      show(await work());
    } catch (error) {
      problem.value = problemWords(error);
    }
  }
  const load = () => ask(backupsApi.read);
  const begin = () => ask(backupsApi.begin);
  void load();
  onBeforeUnmount(() => {
    left = true;
    clearTimeout(timer);
  });
  return { backups, problem, load, begin };
}

/** Bytes as a person reads them. */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ['KB', 'MB', 'GB', 'TB'];
  let value = bytes / 1024;
  let unit = 0;
  for (; value >= 1024 && unit < units.length - 1; unit += 1) value /= 1024;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import { scansApi } from '../../../server/client/scans.ts';
import { type Scan, scanMostBytes } from '../../../server/contract/scan.ts';
import { scanTexts as texts } from '../../../server/contract/texts/scans.ts';
import { useNotices } from '../notices.ts';
import { problemWords } from '../problem-words.ts';
import { t } from '../text.ts';
import { faultOfFile } from './scan-file.ts';
import { useSending } from './use-sending.ts';

export const scanMostMegabytes = scanMostBytes / 1_048_576;
/** Files on their way at once; a thicker pile comes in several goes. */
const filesMost = 20;
const againMs = 5000;

/** The scans of one dossier, read anew whenever its record has moved on, and what is done with them. */
export function useScans(no: () => string, version: () => number | undefined) {
  const notices = useNotices();
  const scans = shallowRef<Scan[] | null>(null);
  const failed = ref(false);
  const { sending, take, again, giveUp } = useSending(no, (list, name) => {
    scans.value = list;
    notices.tell('good', t(texts.attached, { name }));
  });
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function load(): Promise<void> {
    clearTimeout(timer);
    try {
      scans.value = (await scansApi.list(no())).scans;
      failed.value = false;
    } catch {
      failed.value = true;
      timer = setTimeout(load, againMs);
    }
  }
  /** Takes files in hand; what cannot be sent is told at once. */
  async function add(material: string | null, files: readonly File[]): Promise<void> {
    if (sending.value.length + files.length > filesMost) {
      notices.tell('trouble', t(texts.tooMany, { most: filesMost }));
      return;
    }
    const sound: File[] = [];
    for (const file of files) {
      const fault = await faultOfFile(file);
      if (fault === null) sound.push(file);
      else notices.tell('trouble', t(texts[fault], { name: file.name, most: scanMostMegabytes }));
    }
    take(material, sound);
  }
  /** True when it was taken away. */
  async function remove(scan: Scan, reason: string): Promise<boolean> {
    try {
      scans.value = (await scansApi.remove(no(), scan, reason)).scans;
      notices.tell('good', t(texts.removed));
      return true;
    } catch (error) {
      notices.tell('trouble', problemWords(error));
      return false;
    }
  }
  watch([no, version], load, { immediate: true });
  onScopeDispose(() => clearTimeout(timer));
  return { scans, failed, sending, add, again, giveUp, remove };
}

import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import { ApiError, newCommandId } from '../../../server/client/api.ts';
import { scansApi } from '../../../server/client/scans.ts';
import { type Scan, scanMostBytes } from '../../../server/contract/scan.ts';
import { scanTexts as texts } from '../../../server/contract/texts/scans.ts';
import { useNotices } from '../notices.ts';
import { problemWords } from '../problem-words.ts';
import { t } from '../text.ts';
import { base64Of, faultOfFile } from './scan-file.ts';

export const scanMostMegabytes = scanMostBytes / 1_048_576;
/** Files on their way at once; a thicker pile comes in several goes. */
const filesMost = 20;
const againMs = 5000;

/** A file on its way: `null` while it waits, a part of 1 while it travels; `why` when it did not arrive. */
export interface Sending {
  id: string;
  name: string;
  material: string | null;
  part: number | null;
  why: string | null;
}
interface Travelling extends Sending {
  file: Blob;
  abort: AbortController;
}

/** The scans of one dossier: read anew whenever its record has moved on, and sent one file after the other. */
export function useScans(no: () => string, version: () => number | undefined) {
  const notices = useNotices();
  const scans = shallowRef<Scan[] | null>(null);
  const failed = ref(false);
  const sending = ref<Sending[]>([]);
  const travelling = new Map<string, Travelling>();
  let underway = false;
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
  const show = () => {
    sending.value = [...travelling.values()].map(({ id, name, material, part, why }) => ({
      id,
      name,
      material,
      part,
      why,
    }));
  };

  /** Takes files in hand; what cannot be sent is told at once. */
  async function add(material: string | null, files: readonly File[]): Promise<void> {
    if (travelling.size + files.length > filesMost) {
      notices.tell('trouble', t(texts.tooMany, { most: filesMost }));
      return;
    }
    for (const file of files) {
      const fault = await faultOfFile(file);
      if (fault !== null) {
        notices.tell('trouble', t(texts[fault], { name: file.name, most: scanMostMegabytes }));
        continue;
      }
      const id = newCommandId();
      const abort = new AbortController();
      travelling.set(id, { id, name: file.name, material, part: null, why: null, file, abort });
    }
    show();
    void sendNext();
  }

  async function sendNext(): Promise<void> {
    const next = [...travelling.values()].find(({ part, why }) => part === null && why === null);
    if (underway || next === undefined) return;
    underway = true;
    await send(next);
    underway = false;
    show();
    void sendNext();
  }

  async function send(next: Travelling): Promise<void> {
    const { id, name, material, file, abort } = next;
    const progress = (part: number) => {
      next.part = part;
      show();
    };
    progress(0);
    try {
      const base64 = await base64Of(file);
      const before = scans.value?.length ?? 0;
      const list = await scansApi.upload(no(), { commandId: id, material, base64, progress, signal: abort.signal });
      scans.value = list.scans;
      notices.tell('good', t(list.scans.length > before ? texts.attached : texts.known, { name }));
      travelling.delete(id);
    } catch (error) {
      next.part = null;
      next.why = problemWords(error);
      if (error instanceof ApiError && error.code === 'cancelled') travelling.delete(id);
    }
  }

  /** Sends once more under the same id: what had arrived after all is not attached twice. */
  function again(id: string): void {
    const one = travelling.get(id);
    if (one !== undefined) one.why = null;
    show();
    void sendNext();
  }
  function giveUp(id: string): void {
    travelling.get(id)?.abort.abort();
    travelling.delete(id);
    show();
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
  onScopeDispose(() => {
    clearTimeout(timer);
    for (const { abort } of travelling.values()) abort.abort();
  });
  return { scans, failed, sending, add, again, giveUp, remove };
}

import { onScopeDispose, ref } from 'vue';
import { ApiError, newCommandId } from '../../../server/client/api.ts';
import { scansApi } from '../../../server/client/scans.ts';
import type { Scan } from '../../../server/contract/scan.ts';
import { problemWords } from '../problem-words.ts';
import { base64Of } from './scan-file.ts';

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

/** Sends one file after the other; what did not arrive stays until somebody sends it again or lets it be. */
export function useSending(no: () => string, arrived: (scans: Scan[], name: string) => void) {
  const sending = ref<Sending[]>([]);
  const travelling = new Map<string, Travelling>();
  let underway = false;
  const show = () => {
    sending.value = [...travelling.values()].map(({ file: _file, abort: _abort, ...one }) => one);
  };

  function take(material: string | null, files: readonly File[]): void {
    for (const file of files) {
      const id = newCommandId();
      travelling.set(id, { id, name: file.name, material, part: null, why: null, file, abort: new AbortController() });
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
      const { scans } = await scansApi.upload(no(), {
        commandId: id,
        material,
        base64,
        progress,
        signal: abort.signal,
      });
      travelling.delete(id);
      arrived(scans, name);
    } catch (error) {
      next.part = null;
      next.why = problemWords(error);
      if (error instanceof ApiError && error.code === 'cancelled') travelling.delete(id);
    }
  }
  /** Under the same id: what had arrived after all is not attached twice. */
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
  onScopeDispose(() => {
    for (const { abort } of travelling.values()) abort.abort();
  });
  return { sending, take, again, giveUp };
}

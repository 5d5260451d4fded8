import { onScopeDispose, shallowRef } from 'vue';
import { dossierApi } from '../../server/client/dossiers.ts';
import type { DossierNotices } from '../../server/contract/dossier-view.ts';

const againMs = 20_000;

/** What concerns the reader, looked at again while the screen is open. */
export function useDossierNotices() {
  const box = shallowRef<DossierNotices>({ unread: 0, notices: [] });
  async function load(): Promise<void> {
    try {
      box.value = await dossierApi.notices();
    } catch {
      // What was read last stays; the next turn asks again.
    }
  }
  async function seeAll(): Promise<void> {
    const [latest] = box.value.notices;
    if (latest === undefined) return;
    try {
      await dossierApi.noticesSeen(latest.seq);
    } finally {
      await load();
    }
  }
  void load();
  const timer = setInterval(() => void load(), againMs);
  onScopeDispose(() => clearInterval(timer));
  return { box, seeAll };
}

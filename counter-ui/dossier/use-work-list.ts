import { onScopeDispose, reactive, ref, shallowRef, watch } from 'vue';
import { dossierApi, type ListQuery } from '../../server/client/dossiers.ts';
import type { DossierLine, LightCounts } from '../../server/contract/dossier-view.ts';
import { useStaffSession } from '../kit/staff-session.ts';

const againMs = 30_000;
const settleMs = 250;
/** Lines held on the screen; who wants more narrows the list. */
const linesMost = 1000;

const everything: Required<ListQuery> = { light: '', department: '', status: '', chip: '', mine: '', search: '' };
/** Kept while one person looks at a dossier and comes back; the next one who signs in begins with everything. */
const query = reactive({ ...everything });
let askedBy: string | null = null;

/** The work list as the server has it, looked at again every half minute; a newer question overtakes an older answer. */
export function useWorkList() {
  const staff = useStaffSession().session?.staff ?? null;
  if (staff !== askedBy) Object.assign(query, everything);
  askedBy = staff;
  const lines = shallowRef<DossierLine[] | null>(null);
  const counts = shallowRef<LightCounts | null>(null);
  const next = ref<string | null>(null);
  const failed = ref(false);
  let asked = 0;

  async function load(): Promise<void> {
    asked += 1;
    const mine = asked;
    const { light: _light, ...beside } = query;
    try {
      const [page, each] = await Promise.all([dossierApi.list({ ...query }), dossierApi.counts(beside)]);
      if (mine !== asked) return;
      lines.value = page.dossiers;
      next.value = page.next;
      counts.value = each;
      failed.value = false;
    } catch {
      if (mine === asked) failed.value = true;
    }
  }

  async function more(): Promise<void> {
    if (next.value === null || (lines.value?.length ?? 0) >= linesMost) return;
    const mine = asked;
    try {
      const page = await dossierApi.list({ ...query }, next.value);
      if (mine !== asked) return;
      const known = new Set(lines.value?.map(({ no }) => no));
      lines.value = [...(lines.value ?? []), ...page.dossiers.filter(({ no }) => !known.has(no))];
      next.value = page.next;
    } catch {
      failed.value = true;
    }
  }

  let settling: ReturnType<typeof setTimeout> | undefined;
  watch(query, () => {
    clearTimeout(settling);
    settling = setTimeout(() => void load(), settleMs);
  });
  void load();
  // Only a first page is renewed: a list that somebody reads on in does not jump back.
  const timer = setInterval(() => (lines.value?.length ?? 0) <= 50 && void load(), againMs);
  onScopeDispose(() => {
    clearInterval(timer);
    clearTimeout(settling);
  });
  return { query, lines, counts, next, failed, load, more };
}

import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import { ApiError, newCommandId } from '../../server/client/api.ts';
import { reportApi } from '../../server/client/reports.ts';
import type { Inspection, InspectionAspect } from '../../server/contract/inspection.ts';
import { useNotices } from '../kit/notices.ts';
import { problemWords } from '../kit/problem-words.ts';

/** A tap that the server has not confirmed; its id makes a second sending harmless. */
export interface Tap {
  commandId: string;
  counter: number;
  aspect: InspectionAspect;
  good: boolean;
  note?: string;
}

const storeKey = 'inspection-taps';
const againMs = 5000;
/** More than a round through the hall; a tablet that keeps more has been lost. */
export const tapsMost = 300;

function kept(): Tap[] {
  try {
    return JSON.parse(localStorage.getItem(storeKey) ?? '[]') as Tap[];
  } catch {
    return [];
  }
}

/** No answer, or no session: the tap goes on waiting. */
function isUnheard(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status === 401 || error.status >= 500);
}

/** The newest check that stands, by counter and aspect; a tap under way counts as made. */
function newestOf(list: readonly Inspection[], waiting: readonly Tap[]): Map<string, boolean> {
  const found = new Map<string, boolean>();
  for (const each of [...list].reverse())
    if (each.takenBackAt === null) found.set(`${each.counter} ${each.aspect}`, each.good);
  for (const { counter, aspect, good } of waiting) found.set(`${counter} ${aspect}`, good);
  return found;
}

/** Checks of a day, and taps that wait on this tablet until the server has them, also over a reload. */
export function useInspection(date: string | undefined) {
  const notices = useNotices();
  const list = shallowRef<Inspection[] | null>(null);
  const failed = ref(false);
  const waiting = shallowRef<Tap[]>(kept());
  let sending = false;

  function keep(taps: Tap[]): void {
    waiting.value = taps;
    localStorage.setItem(storeKey, JSON.stringify(taps));
  }

  async function load(): Promise<void> {
    const found = await reportApi.inspections(date).catch(() => null);
    list.value = found ?? list.value;
    failed.value = found === null;
  }

  async function send(): Promise<void> {
    if (sending) return;
    sending = true;
    try {
      for (let tap = waiting.value[0]; tap !== undefined; tap = waiting.value[0]) {
        if (!(await deliver(tap))) return;
        const { commandId } = tap;
        keep(waiting.value.filter((each) => each.commandId !== commandId));
      }
    } finally {
      sending = false;
    }
  }

  async function deliver(tap: Tap): Promise<boolean> {
    try {
      const found = await reportApi.inspect(tap);
      list.value = [found, ...(list.value ?? []).filter(({ id }) => id !== found.id)];
      return true;
    } catch (error) {
      if (isUnheard(error)) return false;
      notices.tell('trouble', problemWords(error));
      return true;
    }
  }

  function tap(check: Omit<Tap, 'commandId'>): void {
    if (waiting.value.length >= tapsMost) return;
    keep([...waiting.value, { ...check, commandId: newCommandId() }]);
    void send();
  }

  async function takeBack(id: string): Promise<void> {
    try {
      const now = await reportApi.takeBackInspection(id);
      list.value = (list.value ?? []).map((each) => (each.id === id ? now : each));
    } catch (error) {
      notices.tell('trouble', problemWords(error));
    }
  }

  const newest = computed(() => newestOf(list.value ?? [], waiting.value));

  void load().then(send);
  const timer = setInterval(() => void load().then(send), againMs);
  onScopeDispose(() => clearInterval(timer));
  return { list, failed, waiting, newest, tap, takeBack };
}

import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { ApiError } from '../../server/client/api.ts';
import { type SettingsRead, settingsApi } from '../../server/client/settings.ts';
import type { SettingSection } from '../../server/contract/setting-sections.ts';
import type { SettingChanges, SettingSections } from '../../server/contract/settings.ts';
import { problemWords } from '../kit/problem-words.ts';
import { useStaffSession } from '../kit/staff-session.ts';
import { changedSections, differencesOf } from './differences.ts';

/** Somebody else changed the same sections since they were looked at. */
export interface Overtaken {
  by: string;
  at: string;
  revision: number;
  sections: SettingSection[];
}
interface Kept {
  basedOn: number;
  changes: SettingChanges;
}

const copied = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/**
 * The settings as they are being edited, over all pages at once, because sections hang together. What is not saved is kept
 * in this browser, so that a cut or a closed page loses nothing.
 */
export const useDraft = defineStore('settings-draft', () => {
  const staff = useStaffSession();
  const loaded = shallowRef<SettingsRead | null>(null);
  const sections = ref<SettingSections | null>(null);
  /** The revision on which the edited values stand. */
  const basedOn = ref(0);
  const problem = ref<string | null>(null);
  const unsound = shallowRef<string[]>([]);
  const overtaken = shallowRef<Overtaken | null>(null);
  const saved = shallowRef<{ revision: number; count: number } | null>(null);
  const restored = ref(false);
  const busy = ref(false);
  const storeName = () => `settings-draft-${staff.session?.staff ?? ''}`;

  const changed = computed(() =>
    loaded.value === null || sections.value === null ? [] : changedSections(loaded.value.sections, sections.value),
  );
  const differences = computed(() =>
    loaded.value === null || sections.value === null
      ? []
      : differencesOf(loaded.value.sections, sections.value, changed.value),
  );
  const changes = (): SettingChanges => {
    const edited: Record<string, unknown> = sections.value ?? {};
    return Object.fromEntries(changed.value.map((name) => [name, edited[name] ?? {}])) as SettingChanges;
  };

  watch([sections, basedOn], keep, { deep: true });
  function keep(): void {
    if (sections.value === null) return;
    if (changed.value.length === 0) localStorage.removeItem(storeName());
    else localStorage.setItem(storeName(), JSON.stringify({ basedOn: basedOn.value, changes: changes() }));
  }
  function kept(): Kept | null {
    try {
      return JSON.parse(localStorage.getItem(storeName()) ?? 'null') as Kept | null;
    } catch {
      return null;
    }
  }

  /** Reads anew. `over`: changes that stay on top of what was read. */
  async function load(over?: Kept): Promise<void> {
    try {
      const read = await settingsApi.read();
      loaded.value = read;
      basedOn.value = over?.basedOn ?? read.revision;
      sections.value = { ...copied(read.sections), ...over?.changes };
      problem.value = null;
    } catch (error) {
      problem.value = problemWords(error);
    }
  }

  /** At the door of the pages: takes up what was left unsaved here, if anything. */
  async function begin(): Promise<void> {
    const found = kept();
    await load(found ?? undefined);
    restored.value = found !== null && changed.value.length > 0;
  }

  async function save(): Promise<boolean> {
    if (busy.value || changed.value.length === 0) return false;
    busy.value = true;
    unsound.value = [];
    const count = differences.value.length;
    try {
      const { revision } = await settingsApi.change(basedOn.value, changes());
      saved.value = { revision, count };
      overtaken.value = null;
      restored.value = false;
      await load();
      return true;
    } catch (error) {
      takeRefusal(error);
      return false;
    } finally {
      busy.value = false;
    }
  }

  function takeRefusal(error: unknown): void {
    const facts = error instanceof ApiError ? error.problem?.facts : undefined;
    const code = error instanceof ApiError ? error.code : '';
    if (code === 'settings-overtaken') overtaken.value = facts as unknown as Overtaken;
    else if (code === 'settings-unsound' && Array.isArray(facts?.problems)) unsound.value = facts.problems.map(String);
    else unsound.value = [problemWords(error), ...detailsOf(error)];
  }

  /** `mine`: my values stand, over what the other person saved; `theirs`: theirs stand, and mine of those sections go. */
  async function settle(whose: 'mine' | 'theirs'): Promise<void> {
    const other = overtaken.value;
    if (other === null) return;
    const own = changes();
    if (whose === 'theirs') for (const name of other.sections) delete own[name];
    const { revision } = await settingsApi.read();
    await load({ basedOn: revision, changes: own });
    overtaken.value = null;
  }

  /** Throws away what is not saved. */
  async function discard(): Promise<void> {
    localStorage.removeItem(storeName());
    unsound.value = [];
    overtaken.value = null;
    restored.value = false;
    await load();
  }

  /** Takes a saved change back; what is being edited beside it stays. */
  async function takeBack(revision: number): Promise<string | null> {
    try {
      await settingsApi.takeBack(revision);
    } catch (error) {
      return problemWords(error);
    }
    if (saved.value?.revision === revision) saved.value = null;
    const own = changes();
    const read = await settingsApi.read();
    await load({ basedOn: read.revision, changes: own });
    return null;
  }

  /** Puts other values into several sections at once. */
  function put(next: SettingSections): void {
    sections.value = next;
  }

  return {
    ...{ loaded, sections, basedOn, problem, unsound, overtaken, saved, restored, busy, changed, differences },
    ...{ begin, load, save, settle, discard, takeBack, put },
  };
});

function detailsOf(error: unknown): string[] {
  if (!(error instanceof ApiError)) return [];
  return (error.problem?.errors ?? []).slice(0, 8).map(({ path, message }) => `${path} ${message}`);
}

/** The edited sections, for pages that stand behind the frame: it shows none of them before they are there. */
export function useSections() {
  const draft = useDraft();
  return computed(() => {
    if (draft.sections === null) throw new Error('a settings page stands outside its frame');
    return draft.sections;
  });
}

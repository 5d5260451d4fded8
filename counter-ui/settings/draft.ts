import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { ApiError } from '../../server/client/api.ts';
import { type SettingsRead, settingsApi } from '../../server/client/settings.ts';
import type { SettingSection } from '../../server/contract/setting-sections.ts';
import type { SettingChanges, SettingSections } from '../../server/contract/settings.ts';
import { problemWords } from '../kit/problem-words.ts';
import { useStaffSession } from '../kit/staff-session.ts';
import { changedSections, differencesOf } from './differences.ts';
import { draftShelf, type KeptDraft } from './draft-shelf.ts';

/** Somebody else changed the same sections since they were looked at. */
export interface Overtaken {
  by: string;
  at: string;
  revision: number;
  sections: SettingSection[];
}

const copied = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/**
 * The settings as they are being edited, over all pages at once, because sections hang together. What is not saved is kept
 * in this browser, so that a cut or a closed page loses nothing.
 */
export const useDraft = defineStore('settings-draft', () => {
  const staff = useStaffSession();
  const state = draftState();
  const shelf = draftShelf(() => staff.session?.staff ?? '');
  watch(
    [state.sections, state.basedOn],
    () => {
      if (state.sections.value === null) return;
      const empty = state.changed.value.length === 0;
      shelf.put(empty ? null : { basedOn: state.basedOn.value, changes: state.changes() });
    },
    { deep: true },
  );
  const reading = draftReading(state);
  const { changes: _internal, ...shown } = state;

  /** At the door of the pages: takes up what was left unsaved here, if anything. */
  async function begin(): Promise<void> {
    const found = shelf.found();
    await reading.load(found ?? undefined);
    state.restored.value = found !== null && state.changed.value.length > 0;
  }
  /** Throws away what is not saved. */
  async function discard(): Promise<void> {
    shelf.put(null);
    state.unsound.value = [];
    state.overtaken.value = null;
    state.restored.value = false;
    await reading.load();
  }
  /** Puts other values into several sections at once. */
  function put(next: SettingSections): void {
    state.sections.value = next;
  }
  return { ...shown, ...reading, begin, save: draftSaving(state, reading.load), discard, put };
});

/** The edited sections, for pages that stand behind the frame: it shows none of them before they are there. */
export function useSections() {
  const draft = useDraft();
  return computed(() => {
    if (draft.sections === null) throw new Error('a settings page stands outside its frame');
    return draft.sections;
  });
}

function draftState() {
  const loaded = shallowRef<SettingsRead | null>(null);
  const sections = ref<SettingSections | null>(null);
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
  return {
    loaded,
    sections,
    changed,
    differences,
    changes,
    /** The revision on which the edited values stand. */
    basedOn: ref(0),
    problem: ref<string | null>(null),
    unsound: shallowRef<string[]>([]),
    overtaken: shallowRef<Overtaken | null>(null),
    saved: shallowRef<{ revision: number; count: number } | null>(null),
    restored: ref(false),
    busy: ref(false),
  };
}
type DraftState = ReturnType<typeof draftState>;

function draftReading(state: DraftState) {
  /** Reads anew. `over`: changes that stay on top of what was read. */
  async function load(over?: KeptDraft): Promise<void> {
    try {
      const read = await settingsApi.read();
      state.loaded.value = read;
      state.basedOn.value = over?.basedOn ?? read.revision;
      state.sections.value = { ...copied(read.sections), ...over?.changes };
      state.problem.value = null;
    } catch (error) {
      state.problem.value = problemWords(error);
    }
  }
  async function loadUnder(own: SettingChanges): Promise<void> {
    const { revision } = await settingsApi.read();
    await load({ basedOn: revision, changes: own });
  }

  /** `mine`: my values stand, over what the other person saved; `theirs`: theirs stand, and mine of those sections go. */
  async function settle(whose: 'mine' | 'theirs'): Promise<void> {
    const other = state.overtaken.value;
    if (other === null) return;
    const own = state.changes();
    if (whose === 'theirs') for (const name of other.sections) delete own[name];
    await loadUnder(own);
    state.overtaken.value = null;
  }

  /** Takes a saved change back; what is being edited beside it stays. Resolves to why it could not be, or null. */
  async function takeBack(revision: number): Promise<string | null> {
    try {
      await settingsApi.takeBack(revision);
    } catch (error) {
      return problemWords(error);
    }
    if (state.saved.value?.revision === revision) state.saved.value = null;
    await loadUnder(state.changes());
    return null;
  }
  return { load, settle, takeBack };
}

/** Saves everything that is otherwise; resolves to whether it was taken. */
function draftSaving(state: DraftState, load: () => Promise<void>) {
  function takeRefusal(error: unknown): void {
    const facts = error instanceof ApiError ? error.problem?.facts : undefined;
    const code = error instanceof ApiError ? error.code : '';
    if (code === 'settings-overtaken') state.overtaken.value = facts as unknown as Overtaken;
    else if (code === 'settings-unsound' && Array.isArray(facts?.problems))
      state.unsound.value = facts.problems.map(String);
    else state.unsound.value = [problemWords(error), ...detailsOf(error)];
  }
  return async function save(): Promise<boolean> {
    if (state.busy.value || state.changed.value.length === 0) return false;
    state.busy.value = true;
    state.unsound.value = [];
    const count = state.differences.value.length;
    try {
      const { revision } = await settingsApi.change(state.basedOn.value, state.changes());
      state.saved.value = { revision, count };
      state.overtaken.value = null;
      state.restored.value = false;
      await load();
      return true;
    } catch (error) {
      takeRefusal(error);
      return false;
    } finally {
      state.busy.value = false;
    }
  };
}

function detailsOf(error: unknown): string[] {
  if (!(error instanceof ApiError)) return [];
  return (error.problem?.errors ?? []).slice(0, 8).map(({ path, message }) => `${path} ${message}`);
}

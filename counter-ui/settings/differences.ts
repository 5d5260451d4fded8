import { type SettingSection, sectionNames } from '../../server/contract/setting-sections.ts';
import type { SettingChanges } from '../../server/contract/settings.ts';

/** One thing that is otherwise than before. A whole entry that came or went has no field; `order` stands for the order of a list. */
export interface Difference {
  section: SettingSection;
  /** Key of the entry in a list of entries, such as a counter's number; null where the section is no such list. */
  entry: string | null;
  field: string | null;
  before: unknown;
  after: unknown;
}

/** By what an entry of a list is known. */
const keys: Partial<Record<SettingSection, string>> = {
  zones: 'zone',
  departments: 'code',
  services: 'code',
  counters: 'no',
  pauseReasons: 'code',
  staff: 'id',
  devices: 'id',
};
type Entry = Record<string, unknown>;

export const sameValue = (one: unknown, other: unknown) => canonical(one) === canonical(other);

/** Nothing and an empty object are the same setting: both leave everything as the house has it. */
function canonical(value: unknown): string {
  return JSON.stringify(value ?? {}, (_key, each: unknown) =>
    isEntry(each) ? Object.fromEntries(Object.entries(each).sort(([left], [right]) => (left < right ? -1 : 1))) : each,
  );
}

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function changedSections(before: SettingChanges, after: SettingChanges): SettingSection[] {
  return sectionNames.filter((name) => !sameValue(before[name], after[name]));
}

/** Everything that differs between two states of some sections, in the order of the sections. */
export function differencesOf(
  before: SettingChanges,
  after: SettingChanges,
  sections: readonly SettingSection[] = changedSections(before, after),
): Difference[] {
  return sections.flatMap((section) => sectionDifferences(section, before[section], after[section]));
}

function sectionDifferences(section: SettingSection, before: unknown, after: unknown): Difference[] {
  const key = keys[section];
  if (key !== undefined) return listDifferences(section, key, entries(before), entries(after));
  if (isEntry(before ?? {}) && isEntry(after ?? {}))
    return fieldDifferences(section, null, (before ?? {}) as Entry, (after ?? {}) as Entry);
  return sameValue(before, after) ? [] : [{ section, entry: null, field: null, before, after }];
}

function entries(value: unknown): Entry[] {
  return Array.isArray(value) ? value.filter(isEntry) : [];
}

function listDifferences(section: SettingSection, key: string, before: Entry[], after: Entry[]): Difference[] {
  const [had, has] = [before, after].map((list) => new Map(list.map((each) => [String(each[key]), each])));
  const gone = before.filter((each) => !has?.has(String(each[key])));
  const found = [
    ...gone.map((each) => ({ section, entry: String(each[key]), field: null, before: each, after: undefined })),
    ...after.flatMap((each): Difference[] => {
      const entry = String(each[key]);
      const old = had?.get(entry);
      if (old === undefined) return [{ section, entry, field: null, before: undefined, after: each }];
      return fieldDifferences(section, entry, old, each);
    }),
  ];
  const kept = (list: Entry[], other: Map<string, Entry> | undefined) =>
    list.map((each) => String(each[key])).filter((each) => other?.has(each));
  const [was, is] = [kept(before, has), kept(after, had)];
  return was.join() === is.join()
    ? found
    : [...found, { section, entry: null, field: 'order', before: was, after: is }];
}

const isNothing = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0);

function fieldDifferences(section: SettingSection, entry: string | null, before: Entry, after: Entry): Difference[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields.flatMap((field) => {
    const [was, is] = [before[field], after[field]];
    if (
      was === is ||
      (isNothing(was) && isNothing(is)) ||
      (was !== undefined && is !== undefined && sameValue(was, is))
    )
      return [];
    return [{ section, entry, field, before: was, after: is }];
  });
}

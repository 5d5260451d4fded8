import { calendarProblems } from '../../contract/calendar.ts';
import type { HallFile, PostConfig } from '../../contract/hall-file.ts';
import { type SettingSection, sectionNames } from '../../contract/setting-sections.ts';
import type { SettingChanges } from '../../contract/settings.ts';
import type { Text } from '../../contract/texts/define.ts';
import { hallFileProblems } from '../hall-model.ts';
import { lookProblems } from './contrast.ts';

/** One recorded change; `day` is the hall's day on which it was made. */
export interface Revision {
  id: number;
  at: number;
  by: string;
  day: string;
  before: SettingChanges;
  after: SettingChanges;
  /** Sections that had no value before: to take the change back is to leave them out again. */
  unset: SettingSection[];
  takesBack: number | null;
}

/** The base file with every change, whether or not it counts today. */
export function newestFile(base: HallFile, revisions: readonly Revision[]): HallFile {
  return tidied(revisions.reduce<HallFile>(changed, base));
}

function changed(file: HallFile, { after, unset }: Pick<Revision, 'after' | 'unset'>): HallFile {
  const next: HallFile = { ...file, ...after };
  for (const section of unset) if (after[section] === undefined) delete (next as Partial<HallFile>)[section];
  return next;
}

/** A post of a counter that is gone goes with it, and so does one whose A has left; a B who has left holds none any more. */
function tidied(file: HallFile): HallFile {
  const counters = new Set(file.counters.map(({ no }) => no));
  const staff = new Set(file.staff.map(({ id }) => id));
  const posts = file.posts.filter(({ counter, a }) => counters.has(counter) && staff.has(a));
  return { ...file, posts: posts.map((post) => ({ ...post, b: post.b.filter((id) => staff.has(id)) })) };
}

/** People who hold a post that is in force or will be, and are on the list no more: as sentences. */
export function holderProblems(file: HallFile, held: readonly Pick<PostConfig, 'counter' | 'a' | 'b'>[]): string[] {
  const staff = new Set(file.staff.map(({ id }) => id));
  const counters = new Set(file.counters.map(({ no }) => no));
  return held
    .filter(({ counter }) => counters.has(counter))
    .flatMap(({ counter, a, b }) =>
      [a, ...b]
        .filter((person) => !staff.has(person))
        .map(
          (person) =>
            `窗口 ${counter} 的岗位写了 ${person}，人员表里没有 the post at counter ${counter} names ${person}, who is not on the staff`,
        ),
    );
}

/**
 * The file in force on a day of the hall. The day keeps the counters, services, zones and rules with which it was opened;
 * what these are called and how they look, and everything else, counts at once. `started` is the newest revision when the
 * devices were started: they stay as they were then.
 */
export function fileInForce(
  base: HallFile,
  revisions: readonly Revision[],
  day: string,
  started: number | null,
): HallFile {
  const now = newestFile(base, revisions);
  const opened = newestFile(
    base,
    revisions.filter((revision) => revision.day < day),
  );
  const wired = newestFile(
    base,
    revisions.filter(({ id }) => started === null || id <= started),
  );
  const { devices, music } = wired;
  const file: HallFile = {
    ...now,
    rules: opened.rules,
    zones: kept(opened.zones, now.zones, ({ zone }) => zone),
    services: kept(opened.services, now.services, ({ code }) => code),
    counters: opened.counters.map((counter) => {
      const name = now.counters.find(({ no }) => no === counter.no)?.name ?? counter.name;
      return { ...counter, name };
    }),
    departments: [...now.departments, ...missing(opened.departments, now.departments, ({ code }) => code)],
    staff: [...now.staff, ...missing(opened.staff, now.staff, ({ id }) => id)],
    posts: opened.posts,
    devices,
  };
  if (music === undefined) delete file.music;
  else file.music = music;
  return file;
}

/** The entries of the opening, each as it is now where it is still there. */
function kept<T>(opened: readonly T[], now: readonly T[], keyOf: (entry: T) => string | number): T[] {
  const fresh = new Map(now.map((entry) => [keyOf(entry), entry]));
  return opened.map((entry) => fresh.get(keyOf(entry)) ?? entry);
}

function missing<T>(opened: readonly T[], now: readonly T[], keyOf: (entry: T) => string): T[] {
  const there = new Set(now.map(keyOf));
  return opened.filter((entry) => !there.has(keyOf(entry)));
}

/** Everything wrong with a file that somebody wants to have, as sentences; empty when it is sound. */
export function settingProblems(file: HallFile, catalogue: ReadonlyMap<string, Text>): string[] {
  return [
    ...hallFileProblems(file),
    ...lookProblems(file.look ?? {}),
    ...wordProblems(file.words ?? {}, catalogue),
    ...(file.calendar === undefined ? [] : calendarProblems(file.calendar)),
  ];
}

/** A hall's own words stand for words of the catalogue, keyed by the Chinese ones, with the same `{names}` in them. */
function wordProblems(words: NonNullable<HallFile['words']>, catalogue: ReadonlyMap<string, Text>): string[] {
  return Object.entries(words).flatMap(([key, own]) => {
    const text = catalogue.get(key);
    if (text === undefined) return [`${key} is no text of the catalogue`];
    return (['zh', 'en'] as const).flatMap((language) => {
      const [wanted, found] = [names(text[language]), names(own[language])];
      return wanted === found
        ? []
        : [`${key} (${language}) must name ${wanted || 'nothing'}, not ${found || 'nothing'}`];
    });
  });
}

function names(words: string): string {
  return [...new Set(words.match(/\{\w+\}/g) ?? [])].sort().join(' ');
}

/** Sections that another revision than `basedOn` and those before it has changed, newest first. */
export function overtaken(revisions: readonly Revision[], sections: readonly string[], basedOn: number) {
  return revisions
    .filter(
      ({ id, after, unset }) => id > basedOn && sectionsOf({ after, unset }).some((name) => sections.includes(name)),
    )
    .reverse();
}

export function sectionsOf({ after, unset }: Pick<Revision, 'after' | 'unset'>): SettingSection[] {
  return sectionNames.filter((name) => after[name] !== undefined || unset.includes(name));
}

/** What taking a revision back would put in, and which sections it would leave out again. */
export function reversed({ before, after, unset }: Revision): Pick<Revision, 'after' | 'unset'> {
  const had = Object.keys(before);
  const added = sectionsOf({ after, unset }).filter((name) => !had.includes(name));
  return { after: before, unset: added };
}

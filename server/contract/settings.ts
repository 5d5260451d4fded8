import { type Static, type TSchema, Type } from 'typebox';
import { HallFile } from './hall-file.ts';
import { type SettingSection, sectionNames } from './setting-sections.ts';

/** The editable part of the hall file. */
export type SettingSections = Pick<HallFile, SettingSection>;
/** From when on a changed setting counts. */
export type CountsFrom = 'at-once' | 'next-opening' | 'after-restart';

/**
 * What an administrator may change of the hall file, and from when on it counts. `next-opening`: a day keeps the counters,
 * services and rules with which it was opened, for its record is judged by them; names, colours and times of what is
 * there already count at once. Posts change by proposal and approval instead.
 */
export const settingSections = {
  name: 'at-once',
  county: 'at-once',
  publicUrl: 'at-once',
  zones: 'next-opening',
  departments: 'at-once',
  services: 'next-opening',
  counters: 'next-opening',
  pauseReasons: 'at-once',
  rules: 'next-opening',
  alerts: 'at-once',
  notices: 'at-once',
  words: 'at-once',
  look: 'at-once',
  staff: 'at-once',
  bookings: 'at-once',
  devices: 'after-restart',
  music: 'after-restart',
} as const satisfies Partial<Record<keyof HallFile, CountsFrom>>;
export type SettingSection = keyof typeof settingSections;
export const sectionNames = Object.keys(settingSections) as SettingSection[];

/** New values by section, each whole. Sections that hang together are changed together. */
export type SettingChanges = Partial<SettingSections>;

const properties = HallFile.properties as Record<string, TSchema>;
export const SettingChanges = Type.Unsafe<SettingChanges>(
  Type.Object(Object.fromEntries(sectionNames.map((name) => [name, Type.Optional(properties[name] ?? Type.Never())])), {
    additionalProperties: false,
    minProperties: 1,
  }),
);

/** One recorded change of settings. Never edited: to take it back is a revision of its own. */
export const SettingRevision = Type.Object(
  {
    id: Type.Integer(),
    at: Type.String({ format: 'date-time' }),
    by: Type.String(),
    sections: Type.Array(Type.String()),
    /** Each section as it was and as it is; a section that was left out before has no entry. */
    before: Type.Record(Type.String(), Type.Unknown()),
    after: Type.Record(Type.String(), Type.Unknown()),
    /** The revision that this one took back, or null. */
    takesBack: Type.Union([Type.Integer(), Type.Null()]),
    /** Nothing has changed these sections since, so that it can be taken back. */
    newest: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type SettingRevision = Static<typeof SettingRevision>;

/** Answer to a change. */
export const SettingsChanged = Type.Object(
  { revision: Type.Integer(), countsFrom: Type.Record(Type.String(), Type.String()) },
  { additionalProperties: false },
);
export type SettingsChanged = Static<typeof SettingsChanged>;

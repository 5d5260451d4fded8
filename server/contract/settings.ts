import { type Static, type TSchema, Type } from 'typebox';
import { HallFile } from './hall-file.ts';
import { type SettingSection, sectionNames } from './setting-sections.ts';

/** The editable part of the hall file. */
export type SettingSections = Pick<HallFile, SettingSection>;
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

import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;
const moment = Type.String({ format: 'date-time' });

/** When the server copies what it holds, where to, and how long a copy is kept. */
export const BackupSetting = Type.Object(
  {
    /** Local time from which on the day's copy is made; a server that is off then makes it when it is on again. */
    at: Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' }),
    keepDays: Type.Integer({ minimum: 1, maximum: 365 }),
    /** A folder by its whole path, such as one on another disk; left out, `backups` in the data folder. */
    folder: Type.Optional(Type.String({ pattern: '^(/|[A-Za-z]:[\\\\/]|\\\\\\\\).+', maxLength: 300 })),
  },
  closed,
);
export type BackupSetting = Static<typeof BackupSetting>;

export const usualBackups: BackupSetting = { at: '03:30', keepDays: 14 };

/** One copy that was made whole and checked. */
export const Backup = Type.Object(
  {
    /** Name of the database file, without its ending. */
    name: Type.String(),
    at: moment,
    /** Bytes of the database. */
    bytes: Type.Integer(),
    /** Rows of the journal, all of which were checked. */
    rows: Type.Integer(),
    /** Papers and scans that stand beside it, and their bytes. */
    files: Type.Integer(),
    fileBytes: Type.Integer(),
    /** Recorded voices, music and the hall file with its parts, and their bytes; not told by backups of the first release. */
    others: Type.Optional(Type.Integer()),
    otherBytes: Type.Optional(Type.Integer()),
    /** Papers and scans that the record names and the data folder did not have, and other files that could not be read. */
    lostFiles: Type.Integer(),
    seconds: Type.Number(),
    /** The database file has still the size it had when it was checked. */
    whole: Type.Boolean(),
  },
  closed,
);
export type Backup = Static<typeof Backup>;

/** What to do about it: make room, give the server the right to write there, mend the data, or read why. */
export const BackupTrouble = Type.Union([
  Type.Literal('disk-full'),
  Type.Literal('folder-not-writable'),
  Type.Literal('data-damaged'),
  Type.Literal('other'),
]);
export type BackupTrouble = Static<typeof BackupTrouble>;

const BackupFailure = Type.Object({ at: moment, trouble: BackupTrouble, why: Type.String() }, closed);
export type BackupFailure = Static<typeof BackupFailure>;

export const Backups = Type.Object(
  {
    /** Newest first. */
    list: Type.Array(Backup),
    folder: Type.String(),
    running: Type.Boolean(),
    /** Of the last one that is whole; null where there is none. */
    lastGoodAt: Type.Union([moment, Type.Null()]),
    /** The newest good one is older than 36 hours. */
    late: Type.Boolean(),
    /** When the next is due. */
    nextAt: moment,
    /** Why the last attempt failed, when it did. */
    failure: Type.Union([BackupFailure, Type.Null()]),
  },
  closed,
);
export type Backups = Static<typeof Backups>;

/** Ending of the list of a backup's other files; it stands beside the database like the note. */
export const othersEnding = '.others';
/** Folder of what those lists name, each under its digest, once for all backups. */
export const othersFolder = 'others';

/** One file of the data folder, or of the hall file with its parts. */
export interface OtherFile {
  of: 'data' | 'hall';
  /** From the data folder, or from the folder of the hall file, with `/`. */
  path: string;
  sha256: string;
  bytes: number;
}

/** What a backup holds beside database, papers and scans. `hallFile` is the path it was read from. */
export interface OthersList {
  hallFile: string | null;
  list: OtherFile[];
}

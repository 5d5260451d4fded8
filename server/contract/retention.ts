import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;
const moment = Type.String({ format: 'date-time' });
const count = Type.Integer({ minimum: 0 });

/** How long what is personal is kept (dossier-rules, section 8). */
export const RetentionSetting = Type.Object(
  {
    /** Words of a consultation, in days after it was closed. */
    consultDays: Type.Integer({ minimum: 30, maximum: 3650 }),
    /** Lines about readings and changes, in days; 网络安全法 art. 21(3) wants six months at least. */
    auditDays: Type.Integer({ minimum: 180, maximum: 3650 }),
    /** Applicant, papers and scans, in years after the dossier ended; 0 keeps them for good (永久). */
    dossierYears: Type.Integer({ minimum: 0, maximum: 100 }),
  },
  closed,
);
export type RetentionSetting = Static<typeof RetentionSetting>;

/** The county keeps case files for good; its archive decides otherwise. */
export const usualRetention: RetentionSetting = { consultDays: 90, auditDays: 730, dossierYears: 0 };

/** What one run took away. */
export const RetentionRun = Type.Object(
  {
    at: moment,
    /** Questions and answers of consultations. */
    consultWords: count,
    /** Dossiers whose applicant, papers and scans went. */
    dossiers: count,
    /** Files on the disk that no record has any more. */
    files: count,
    fileBytes: count,
    auditLines: count,
    /** Dossiers that could not be erased; they come again with the next run. */
    failures: count,
  },
  closed,
);
export type RetentionRun = Static<typeof RetentionRun>;

export const Retention = Type.Object(
  {
    running: Type.Boolean(),
    nextAt: moment,
    /** Newest first. */
    runs: Type.Array(RetentionRun),
    /** What is due now and would go with a run. */
    due: Type.Object({ dossiers: count, auditLines: count }, closed),
  },
  closed,
);
export type Retention = Static<typeof Retention>;

/** What happened before these moments, epoch milliseconds, has been kept long enough; null keeps it for good. */
export interface KeptUntil {
  consultsBefore: number;
  auditBefore: number;
  dossiersBefore: number | null;
}

const dayMs = 86_400_000;

/** By whole years of the calendar for dossiers: what ended on 29 February is kept until 1 March. */
export function keptUntil({ consultDays, auditDays, dossierYears }: RetentionSetting, at: number): KeptUntil {
  return {
    consultsBefore: at - consultDays * dayMs,
    auditBefore: at - auditDays * dayMs,
    dossiersBefore: dossierYears === 0 ? null : yearsBefore(at, dossierYears),
  };
}

function yearsBefore(at: number, years: number): number {
  const then = new Date(at);
  const month = then.getUTCMonth();
  then.setUTCFullYear(then.getUTCFullYear() - years);
  // A day that this year does not have would move on into the next month; what ended before it is old enough.
  if (then.getUTCMonth() !== month) then.setUTCDate(0);
  return then.getTime();
}

import { type Static, Type } from 'typebox';

/** 文书 that the hall gives out, in the order in which an application may need them. */
export const paperKinds = [
  'receipt',
  'correction',
  'acceptance',
  'refused-acceptance',
  'negative-report',
  'special',
  'extension',
  'grant',
  'refusal',
  'fee',
  'delivery',
] as const;
export type PaperKind = (typeof paperKinds)[number];
export const PaperKind = Type.Unsafe<PaperKind>({ type: 'string', enum: [...paperKinds] });

const time = Type.String({ format: 'date-time' });
const text = Type.Union([Type.String(), Type.Null()]);
const closed = { additionalProperties: false } as const;

/** One giving out of a paper; `sha256` is that of the PDF, byte for byte. */
export const PaperIssue = Type.Object(
  {
    at: time,
    by: Type.String(),
    actingFor: text,
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  },
  closed,
);
export type PaperIssue = Static<typeof PaperIssue>;

/** A paper that the record of a dossier calls for. */
export const PaperLine = Type.Object(
  {
    kind: PaperKind,
    title: Type.String(),
    /** Counts the papers of one kind in one dossier, from 1. */
    serial: Type.Integer({ minimum: 1 }),
    number: Type.String(),
    on: Type.String({ format: 'date' }),
    /** Who took the step that calls for it, and in whose place (代A). */
    by: Type.String(),
    actingFor: text,
    issued: Type.Array(PaperIssue),
  },
  closed,
);
export type PaperLine = Static<typeof PaperLine>;

export const PaperList = Type.Object({ no: Type.String(), papers: Type.Array(PaperLine) }, closed);
export type PaperList = Static<typeof PaperList>;

/** Answer to a giving out. `missing` names characters that no font here has; the paper shows a box in their place. */
export const IssuedPaper = Type.Object(
  {
    no: Type.String(),
    kind: PaperKind,
    serial: Type.Integer(),
    number: Type.String(),
    sha256: Type.String(),
    bytes: Type.Integer(),
    missing: Type.Array(Type.String()),
  },
  closed,
);
export type IssuedPaper = Static<typeof IssuedPaper>;

/** What stands on a paper from top to bottom; the printer of the sheet lays it out. */
export type PaperBlock =
  | { kind: 'address'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'table'; rows: [label: string, value: string][] }
  /** Lines to be signed by hand, two beside each other. */
  | { kind: 'sign'; labels: string[] };

export interface PaperContent {
  kind: PaperKind;
  hallName: string;
  title: string;
  number: string;
  blocks: PaperBlock[];
  /** Whose seal goes on it, and its date; null where a paper bears none. */
  seal: { organ: string; words: string; date: string } | null;
  /** Who handled it: A, or B with the A for whom they acted. */
  handledBy: string;
  copies: string;
  query: { url: string; words: string };
  /** The moment the record gives it, epoch milliseconds; the PDF's own dates are this one. */
  at: number;
}

import { type Static, Type } from 'typebox';
import type { DocumentId } from './document-shapes.ts';
import type { OutsidePlace } from './outside-place.ts';
import type { PaperBlock, PaperKind } from './paper.ts';

/** How a paper is printed as a slip: as pictures for whoever does not read, or in large print. */
export const paperSlipForms = ['picture', 'large-print'] as const;
export type PaperSlipForm = (typeof paperSlipForms)[number];
export const PaperSlipForm = Type.Unsafe<PaperSlipForm>({ type: 'string', enum: [...paperSlipForms] });

/** Slips that a paper has: only what is missing can be shown in pictures, and a report within the house is nobody's to take along. */
export function slipFormsOf(kind: PaperKind): PaperSlipForm[] {
  if (kind === 'negative-report') return [];
  return kind === 'correction' ? ['picture', 'large-print'] : ['large-print'];
}

/** What is to be printed, as the record keeps it: enough to write it out again, and nothing personal. */
export type LeafletOrder =
  | { form: PaperSlipForm; no: string; paper: PaperKind; serial: number }
  | { form: 'sketch'; item: string };

/** Answer to an order: the slip's place in the print ledger. */
export const OrderedLeaflet = Type.Object(
  {
    slip: Type.Integer({ minimum: 1 }),
    printer: Type.String(),
    printerName: Type.String(),
    /** 0 for the first of the day, else the number of this reprint (补打). */
    reprint: Type.Integer({ minimum: 0 }),
  },
  { additionalProperties: false },
);
export type OrderedLeaflet = Static<typeof OrderedLeaflet>;

interface Common {
  hallName: string;
  /** When it was ordered, epoch milliseconds. */
  at: number;
  timeZone: string;
  reprint: number;
}

/** Where the visitor comes back to, and how the dossier is looked up. */
interface DossierFoot {
  no: string;
  /** Who took the step that the slip is about, and in whose place (R12). */
  handledBy: string;
  queryCode: string;
  queryUrl: string;
  counter: number;
  zone: { name: string; symbol: string; pattern: string };
  pictogram: string;
}

/** 看图清单: what is missing of an application, a picture for each paper. */
export interface PictureLeaflet extends Common, DossierFoot {
  form: 'picture';
  papers: { document: DocumentId; word: string; name: string }[];
  /** The last day, `2027-01-22`, and the nights until then; below 0 when it is over. */
  until: string;
  sleeps: number;
}

/** 大字便览: a notice in large print; the sealed paper is the one that counts. */
export interface LargePrintLeaflet extends Common, DossierFoot {
  form: 'large-print';
  paper: PaperKind;
  title: string;
  number: string;
  blocks: PaperBlock[];
  organ: string | null;
  date: string | null;
}

/** 示意图: where a matter is done that the hall does not do. */
export interface SketchLeaflet extends Common {
  form: 'sketch';
  item: { code: string; name: string; pictogram: string };
  department: string;
  /** Null while the hall file does not tell where the department is. */
  office: OutsidePlace | null;
  materials: { name: string; form: 'original' | 'copy' | 'electronic' }[];
}

/** A slip that belongs to no ticket, as the printer's encoder gets it. */
export type Leaflet = PictureLeaflet | LargePrintLeaflet | SketchLeaflet;

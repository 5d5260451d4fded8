import type { DossierEvent } from '../../contract/events.ts';
import type { PaperKind } from '../../contract/paper.ts';
import type { DossierRecord } from '../dossier/record.ts';

type Line = DossierRecord<DossierEvent>;

/** A paper that the record calls for: the step behind it, and whatever was added to it since. */
export interface PaperCause {
  kind: PaperKind;
  /** Counts the papers of one kind in one dossier, from 1. */
  serial: number;
  line: Line;
  /** The answer to a report, or the collection of what was delivered. */
  since: Line | null;
}

const kindOf: Partial<Record<DossierEvent['type'], PaperKind>> = {
  DossierLodged: 'receipt',
  CorrectionNotified: 'correction',
  DossierAccepted: 'acceptance',
  DossierDeemedAccepted: 'acceptance',
  AcceptanceRefused: 'refused-acceptance',
  NegativeReported: 'negative-report',
  SpecialStarted: 'special',
  DossierExtended: 'extension',
  DossierGranted: 'grant',
  DossierRefused: 'refusal',
  FeeAsked: 'fee',
  ResultDelivered: 'delivery',
};
const completedBy: Partial<Record<PaperKind, DossierEvent['type']>> = {
  'negative-report': 'NegativeAnswered',
  delivery: 'ResultCollected',
};

/** Every paper that a dossier's record calls for, in the order of its steps. A fee that was wholly waived needs no notice. */
export function paperCauses(records: readonly Line[]): PaperCause[] {
  const causes: PaperCause[] = [];
  for (const line of records) {
    const { event } = line;
    const open = causes.findLast(({ kind, since }) => completedBy[kind] === event.type && since === null);
    if (open !== undefined) open.since = line;
    const kind = kindOf[event.type];
    if (kind === undefined || (event.type === 'FeeAsked' && event.amount === 0)) continue;
    const serial = causes.filter((cause) => cause.kind === kind).length + 1;
    causes.push({ kind, serial, line, since: null });
  }
  return causes;
}

/** The newest paper of a kind, or the one with this serial; null when the record does not call for it. */
export function paperCause(records: readonly Line[], kind: PaperKind, serial?: number): PaperCause | null {
  const all = paperCauses(records).filter((cause) => cause.kind === kind);
  return (serial === undefined ? all.at(-1) : all.find((cause) => cause.serial === serial)) ?? null;
}

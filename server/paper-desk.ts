import { type BlobStore, sha256Of } from './blob-store.ts';
import type { StaffActor } from './contract/actor.ts';
import type { Applicant } from './contract/dossier.ts';
import type { DossierEvent, Recorded } from './contract/events.ts';
import { maskedApplicant } from './contract/masking.ts';
import type { IssuedPaper, PaperContent, PaperKind, PaperLine, PaperList } from './contract/paper.ts';
import { Refused } from './contract/refusal.ts';
import { staffName } from './contract/staff-name.ts';
import { paperTitles } from './contract/texts/papers.ts';
import { type PaperCause, paperCause, paperCauses } from './domain/paper/causes.ts';
import { composePaper } from './domain/paper/compose.ts';
import { dateOf, type PaperFacts, paperNumber, words } from './domain/paper/facts.ts';
import type { Hall } from './hall.ts';
import type { Journal } from './journal/journal.ts';
import { printSheet } from './papers/sheet.ts';

export interface PaperDeskOptions {
  hall: Hall;
  journal: Journal;
  blobs: BlobStore;
  /** The applicant as told at intake; null once it was erased. */
  applicantOf(no: string): Applicant | null;
  queryCode(no: string): string;
}

/** Which paper is meant; without `serial`, the newest of its kind. */
export interface PaperAsked {
  no: string;
  kind: PaperKind;
  serial?: number;
}

/** 文书: what the record calls for, and giving it out. */
export interface PaperDesk {
  /** Throws `unknown-dossier`. */
  list(no: string): PaperList;
  /** What stands on a paper. Throws `unknown-paper`. */
  content(asked: PaperAsked): { content: PaperContent; serial: number };
  /** What a paper's slip is made of, the applicant masked as on every slip. Throws `unknown-paper`. */
  slip(asked: Required<PaperAsked>): { facts: PaperFacts; content: PaperContent; cause: PaperCause };
  /** Gives a paper out: first the file, then the record. Rejects with `unknown-paper`, `not-your-department`, ... */
  issue(asked: PaperAsked, actor: StaffActor, commandId?: string): Promise<IssuedPaper & { pdf: Buffer }>;
  /** As it was given out last, as long as the record has not gone on; null when it is to be given out first. */
  issued(asked: PaperAsked): Promise<Buffer | null>;
}

type Line = Recorded<DossierEvent>;

export function paperDesk(options: PaperDeskOptions): PaperDesk {
  const { hall, journal, blobs } = options;
  const recordsOf = (no: string): Line[] => {
    hall.dossiers.find(no);
    return [...(journal.read(`dossier:${no}`) as Iterable<Line>)];
  };
  const causeOf = (records: readonly Line[], { no, kind, serial }: PaperAsked): PaperCause => {
    const cause = paperCause(records, kind, serial);
    if (cause !== null) return cause;
    throw new Refused('unknown-paper', { no, allowed: paperCauses(records).map((each) => each.kind) });
  };
  const contentOf = (asked: PaperAsked) => {
    const records = recordsOf(asked.no);
    const cause = causeOf(records, asked);
    return { content: composePaper(factsOf(options, asked.no, records), cause), serial: cause.serial };
  };
  return {
    content: contentOf,
    slip(asked) {
      const records = recordsOf(asked.no);
      const cause = causeOf(records, asked);
      const whole = factsOf(options, asked.no, records);
      const facts = { ...whole, applicant: slipApplicant(whole.applicant) };
      return { facts, content: composePaper(facts, cause), cause };
    },
    list(no) {
      const records = recordsOf(no);
      return { no, papers: paperCauses(records).map((cause) => lineOf(no, cause, records)) };
    },
    async issue(asked, actor, commandId) {
      const { content, serial } = contentOf(asked);
      const { pdf, missing } = await printSheet(content);
      const { no, kind } = asked;
      const paper = { serial, number: content.number, sha256: sha256Of(pdf), bytes: pdf.length };
      await blobs.put(pdf);
      const order = { type: 'issue-paper' as const, paper: kind, ...paper };
      await hall.act({ type: 'dossier', no, order }, actor, commandId);
      return { no, kind, ...paper, missing, pdf };
    },
    async issued(asked) {
      const records = recordsOf(asked.no);
      const cause = causeOf(records, asked);
      const last = records.findLast(({ event }) => isIssueOf(event, cause));
      const newest = (cause.since ?? cause.line) as Line;
      if (last === undefined || last.seq < newest.seq || last.event.type !== 'PaperIssued') return null;
      return blobs.get(last.event.sha256);
    },
  };
}

/** A slip is left lying about: of the applicant it says no more than the masked name. */
function slipApplicant(applicant: Applicant | null): Applicant | null {
  if (applicant === null) return null;
  const { kind, name } = maskedApplicant(applicant);
  return { kind, name };
}

function isIssueOf(
  event: DossierEvent,
  { kind, serial }: PaperCause,
): event is Extract<DossierEvent, { type: 'PaperIssued' }> {
  return event.type === 'PaperIssued' && event.paper === kind && event.serial === serial;
}

function lineOf(no: string, cause: PaperCause, records: readonly Line[]): PaperLine {
  const { kind, serial, line } = cause;
  return {
    kind,
    title: words(paperTitles[kind]),
    serial,
    number: paperNumber(no, cause),
    on: dateOf(line.event, no),
    by: line.by,
    actingFor: line.actingFor,
    issued: records.flatMap(({ event, at, by, actingFor }) =>
      isIssueOf(event, cause) ? [{ at: new Date(at).toISOString(), by, actingFor, sha256: event.sha256 }] : [],
    ),
  };
}

function factsOf({ hall, applicantOf, queryCode }: PaperDeskOptions, no: string, records: readonly Line[]): PaperFacts {
  const { terms, counter } = hall.dossiers.find(no);
  const { file, items, departments } = hall.model;
  const bodyName = (code: string) => departments.get(code)?.name ?? code;
  const item = items.get(terms.item);
  return {
    no,
    terms,
    itemName: terms.name ?? item?.name ?? terms.item,
    feeNote: terms.feeNote ?? null,
    counter,
    hallName: file.name,
    county: file.county,
    organ: bodyName(terms.decidingBody),
    department: bodyName(terms.department),
    applicant: applicantOf(no),
    staffName: (id) => staffName(file, id),
    bodyName,
    queryCode: queryCode(no),
    queryUrl: `${file.publicUrl ?? ''}/t/d/${no}`,
    records,
  };
}

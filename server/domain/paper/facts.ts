import type { Applicant, ReceivedMaterial } from '../../contract/dossier.ts';
import type { DossierTerms } from '../../contract/dossier-events.ts';
import type { DossierEvent } from '../../contract/events.ts';
import type { PaperContent } from '../../contract/paper.ts';
import { fillText, type Text } from '../../contract/texts/define.ts';
import { paperTexts, paperTitles, paperWords } from '../../contract/texts/papers.ts';
import type { DossierRecord } from '../dossier/record.ts';
import type { PaperCause } from './causes.ts';

/** All that papers of one dossier are made of. */
export interface PaperFacts {
  no: string;
  terms: DossierTerms;
  itemName: string;
  feeNote: string | null;
  counter: number;
  hallName: string;
  county: string;
  /** The body whose seal goes on decisions, and the one whose counter received the application. */
  organ: string;
  department: string;
  /** Null once it was erased on schedule. */
  applicant: Applicant | null;
  staffName(id: string): string;
  bodyName(code: string): string;
  queryCode: string;
  queryUrl: string;
  records: readonly DossierRecord<DossierEvent>[];
}

/** Papers are given out in Chinese alone. */
export function words(text: Text, values: Record<string, unknown> = {}): string {
  return fillText(text, 'zh', values);
}

/** `2026-11-23` as people write it. */
export function day(date: string): string {
  const [year = '', month = '', dayOfMonth = ''] = date.split('-');
  return words(paperTexts.day, { year, month: Number(month), day: Number(dayOfMonth) });
}

export function applicantName({ applicant }: PaperFacts): string {
  return applicant?.name ?? words(paperTexts.erased);
}

type Hand = Pick<DossierRecord<DossierEvent>, 'by' | 'actingFor'>;

/** Who took a step: A, or B with the A in whose place (R12); the clock is nobody. */
export function handName(facts: PaperFacts, { by, actingFor }: Hand): string {
  if (!by.startsWith('staff:')) return words(paperTexts.clock);
  const staff = facts.staffName(by.slice('staff:'.length));
  return actingFor === null ? staff : words(paperTexts.inPlaceOf, { staff, a: facts.staffName(actingFor) });
}

/** The line at the foot of a paper: who handled it. */
export function handWords(facts: PaperFacts, hand: Hand): string {
  return words(paperTexts.handled, { staff: handName(facts, hand) });
}

export function paperNumber(no: string, { kind, serial, line }: PaperCause): string {
  const year = dateOf(line.event, no).slice(0, 4);
  return words(paperTexts.number, { word: words(paperWords[kind]), year, no, serial });
}

/** The day on which a step counts; in records of the first release the dossier's number tells that of intake. */
export function dateOf(event: DossierEvent, no: string): string {
  const [, year = '1970', month = '01', dayOfMonth = '01'] = /(\d{4})(\d{2})(\d{2})\d{4}$/.exec(no) ?? [];
  return event.on ?? `${year}-${month}-${dayOfMonth}`;
}

/** The frame that all papers share; `blocks` and seal are each paper's own. */
export function frame(
  facts: PaperFacts,
  cause: PaperCause,
  own: Pick<PaperContent, 'blocks'> & { organ: string | null; copies?: string },
): PaperContent {
  const last = cause.since ?? cause.line;
  return {
    kind: cause.kind,
    hallName: facts.hallName,
    title: words(paperTitles[cause.kind]),
    number: paperNumber(facts.no, cause),
    blocks: own.blocks,
    seal:
      own.organ === null
        ? null
        : { organ: own.organ, words: words(paperTexts.seal), date: day(dateOf(cause.line.event, facts.no)) },
    handledBy: handWords(facts, cause.line),
    copies: own.copies ?? words(paperTexts.copies),
    query: { url: facts.queryUrl, words: words(paperTexts.query, { no: facts.no, code: facts.queryCode }) },
    at: last.at,
  };
}

export function materialWords(material: ReceivedMaterial): string {
  const { name, count } = material;
  const form = words(paperTexts[material.received === 'missing' ? 'none' : material.received]);
  return count === undefined
    ? words(paperTexts.material, { name, form })
    : words(paperTexts.materialCount, { name, form, count });
}

const units = { G: paperTexts.workingDays, Z: paperTexts.naturalDays };
export function daysWords(days: number, unit: 'G' | 'Z'): string {
  return words(units[unit], { days });
}

const digits = '零壹贰叁肆伍陆柒捌玖';
const places = ['', '拾', '佰', '仟'];
const groups = ['', '万', '亿'];

/** Yuan in the capital figures of receipts, to the fen; up to 999,999,999,999.99. */
export function capitalYuan(amount: number): string {
  const fen = Math.round(amount * 100);
  const yuan = Math.floor(fen / 100);
  const [jiao, rest] = [Math.floor(fen / 10) % 10, fen % 10];
  const whole = yuan === 0 ? '' : `${capitalWhole(yuan)}元`;
  if (jiao === 0 && rest === 0) return `${whole === '' ? '零元' : whole}整`;
  const small = jiao === 0 ? (whole === '' ? '' : '零') : `${digits[jiao]}角`;
  return `${whole}${small}${rest === 0 ? '整' : `${digits[rest]}分`}`;
}

function capitalWhole(yuan: number): string {
  let text = '';
  let zero = false;
  const figures = String(yuan);
  for (const [index, figure] of [...figures].entries()) {
    const place = figures.length - 1 - index;
    if (figure === '0') zero = true;
    else {
      text += `${zero ? '零' : ''}${digits[Number(figure)]}${places[place % 4]}`;
      zero = false;
    }
    const group = Math.floor(yuan / 10 ** place) % 10_000;
    if (place % 4 === 0 && place > 0 && group !== 0) text += groups[place / 4];
  }
  return text;
}

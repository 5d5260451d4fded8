import type { NewCard } from '../../server/contract/dossier-events.ts';
import type { DossierStep } from '../../server/contract/dossier-view.ts';
import type { PaperKind } from '../../server/contract/paper.ts';
import { intakeTexts } from '../../server/contract/texts/counter.ts';
import {
  type RecordPart,
  recordPartTexts,
  recordTexts,
  recordValueTexts,
  recordVerdictTexts,
} from '../../server/contract/texts/dossier-record.ts';
import {
  cardCauseTexts,
  dossierClockTexts,
  dossierLightTexts,
} from '../../server/contract/texts/dossier-step-words.ts';
import { paperTitles } from '../../server/contract/texts/papers.ts';
import { t } from '../kit/text.ts';

/** How ids and codes are called on the page. */
export interface Callings {
  staff(id: string): string;
  /** `GT`, or `GT/矿管股`. */
  body(code: string): string;
}
interface Line {
  material?: string;
  what?: string;
  name?: string;
  received?: 'original' | 'copy' | 'electronic' | 'missing';
  body?: string;
  dueOn?: string;
}

const parts = Object.keys(recordPartTexts) as RecordPart[];
const bodies: readonly RecordPart[] = ['body', 'competentBody', 'paperHolder'];
/** A claim by the very person who took the step needs no further name. */
const ownClaim = ['DossierClaimed', 'DossierReleased'];

/** Why a card was given, in words. */
export function causeWords(cause: string): string {
  const text = cardCauseTexts[cause] ?? dossierClockTexts[cause];
  return text === undefined ? cause : t(text);
}

function valueWords(part: RecordPart, value: unknown, { staff, body }: Callings): string {
  if (Array.isArray(value)) return value.map((code) => body(String(code))).join('、');
  const words = String(value);
  if (part === 'paper') return t(paperTitles[words as PaperKind]);
  if (part === 'staff' || part === 'from') return staff(words);
  const known = recordValueTexts[part]?.[words];
  if (known !== undefined) return t(known);
  return bodies.includes(part) ? body(words) : words;
}

function lineWords({ material, what, name, received, body, dueOn }: Line, callings: Callings): string {
  if (body !== undefined) return pair(callings.body(body), dueOn && t(recordTexts.taskDue, { date: dueOn }));
  if (received !== undefined) return pair(name ?? '', received === 'missing' ? '—' : t(intakeTexts[received]));
  return pair(material ?? '', what);
}
const pair = (name: string, what: string | undefined) =>
  what === undefined || what === '' ? name : t(recordTexts.line, { name, what });

function cardWords({ colour, cause, points, post, proposal }: NewCard, { staff, body }: Callings): string[] {
  const whom = [body(post.department), post.staff === null ? '' : staff(post.staff)].join(' ').trim();
  return [
    t(recordTexts.card, { colour: t(dossierLightTexts[colour]), cause: causeWords(cause), points }),
    t(recordTexts.cardTo, { whom }),
    ...(proposal ? [t(recordTexts.proposal)] : []),
  ];
}

const isEmpty = (value: unknown) =>
  Array.isArray(value) ? value.length === 0 : value === undefined || value === '' || typeof value === 'object';

/** What a line of the record says beside its kind: a verdict and whether it is a no, then words, numbers and lists. */
export function stepWords(
  { type, detail }: DossierStep,
  callings: Callings,
): { verdict: string | null; no: boolean; words: string[] } {
  const names = Object.keys(recordVerdictTexts) as (keyof typeof recordVerdictTexts)[];
  const name = names.find((each) => typeof detail[each] === 'boolean');
  const yes = name !== undefined && detail[name] === true;
  const told = parts.flatMap((part) => {
    const value = detail[part];
    if ((part === 'staff' && ownClaim.includes(type)) || isEmpty(value)) return [];
    return [t(recordPartTexts[part], { it: valueWords(part, value, callings) })];
  });
  const lists = type === 'DossierLodged' ? [] : [detail.shortcomings, detail.materials, detail.tasks];
  const lines = lists.flatMap((list) => (Array.isArray(list) ? (list as Line[]) : []));
  return {
    verdict: name === undefined ? null : t(recordVerdictTexts[name][yes ? 0 : 1]),
    no: name !== undefined && !yes,
    words: [
      ...(typeof detail.card === 'object' ? cardWords(detail.card as NewCard, callings) : []),
      ...told,
      ...lines.map((line) => lineWords(line, callings)),
      ...(detail.again === true ? [t(recordTexts.again)] : []),
    ],
  };
}

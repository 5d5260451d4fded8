import type { GuideShown } from '../../../server/contract/guide.ts';
import type { DepartmentOffice } from '../../../server/contract/hall-file.ts';
import { fillText, type Language } from '../../../server/contract/texts/define.ts';
import { guideSayTexts as say } from '../../../server/contract/texts/guide-screen.ts';

/** One thing to say. `at` is the paper it is about, by its place in the list: the screen lights it up. */
export interface Sentence {
  text: string;
  at: number | null;
}

export interface SentenceWords {
  language: Language;
  /** The word of a zone's symbol. */
  zoneWord(zone: number): string;
}

/** Some matters are nobody else's business: the picture tells, the voice does not (guidance T15). */
const discreet: readonly string[] = ['aid', 'divorce', 'funeral', 'disability', 'illness'];

/** About six seconds at the pace at which old people follow. */
export const syllablesMost = 20;
/** Whatever no voice can read is a pause. */
const unspeakable = /[^\p{Script=Han}A-Za-z0-9 ,.:;!?%+\-/()~，。、：；！？（）《》〈〉“”‘’·…—～％]+/gu;

/**
 * What the screen says of a step, sentence by sentence. `before` is what it showed until now: a paper that the guide just
 * ticked is all that is said of it. The way itself is not in here.
 */
export function guideSentences(shown: GuideShown, before: GuideShown | null, words: SentenceWords): Sentence[] {
  const { language } = words;
  const plain = (text: { zh: string; en: string }, values: Record<string, unknown> = {}, at: number | null = null) =>
    clauses(fillText(text, language, values)).map((each): Sentence => ({ text: each, at }));
  switch (shown.kind) {
    case 'welcome':
      return [];
    case 'item':
      return [...nameSentences(shown, plain), ...whereSentences(shown, words, plain)];
    case 'papers':
      return paperSentences(shown, before, plain);
    case 'way':
      return plain(say.where, { zone: words.zoneWord(shown.zone), counters: shown.counter });
    case 'ticket':
      return [
        ...plain(say.number, { digits: [...shown.number].join(' ') }),
        ...plain(say.where, { zone: words.zoneWord(shown.zone), counters: shown.counters.slice(0, 3) }),
      ];
    case 'notice':
      return [
        ...plain(say.missing, { count: shown.lines.length }),
        ...shown.lines.flatMap(({ material, what }, at) =>
          [material, what ?? ''].flatMap(clauses).map((text): Sentence => ({ text, at })),
        ),
        ...plain(say.bringBack, { zone: zoneWordOf(shown.zone, words), counter: shown.counter }),
      ];
  }
}

type Plain = (text: { zh: string; en: string }, values?: Record<string, unknown>, at?: number | null) => Sentence[];
const zoneWordOf = (zone: number | null, words: SentenceWords) => (zone === null ? '' : words.zoneWord(zone));

function nameSentences({ name, pictogram }: Extract<GuideShown, { kind: 'item' }>, plain: Plain): Sentence[] {
  if (discreet.includes(pictogram)) return plain(say.discreet);
  return plain(say.item, { name });
}

function whereSentences(
  { zone, counters, elsewhere }: Extract<GuideShown, { kind: 'item' }>,
  words: SentenceWords,
  plain: Plain,
): Sentence[] {
  if (elsewhere === null)
    return plain(say.whereHere, { zone: zoneWordOf(zone, words), counters: counters.slice(0, 3) });
  const { department, office } = elsewhere;
  return [
    ...plain(say.notHere),
    ...plain(say.goTo, { department }),
    ...(office === null ? [] : officeSentences(office, words, plain)),
  ];
}

function officeSentences(office: DepartmentOffice, { language }: SentenceWords, plain: Plain): Sentence[] {
  return [
    ...office.way.flatMap((step) => plain(say[step.turn], { landmark: step[language] })),
    ...plain(say.open, { hours: language === 'zh' ? spokenHours(office.hours) : office.hours }),
  ];
}

/** `8:30` as it is said: 8点半. */
const spokenHours = (hours: string) =>
  hours.replace(/(\d{1,2})[:：](\d\d)/gu, (_, hour: string, minute: string) => {
    if (minute === '30') return `${hour}点半`;
    return minute === '00' ? `${hour}点` : `${hour}点${minute}分`;
  });

function paperSentences(
  shown: Extract<GuideShown, { kind: 'papers' }>,
  before: GuideShown | null,
  plain: Plain,
): Sentence[] {
  const { papers } = shown;
  const paper = (at: number) => plain(say[papers[at]?.form ?? 'original'], {}, at);
  const name = (at: number) => clauses(papers[at]?.name ?? '').map((text): Sentence => ({ text, at }));
  const whole = papers.length > 0 && papers.every(({ ticked }) => ticked) ? plain(say.allGot) : [];
  if (before?.kind === 'papers' && before.code === shown.code) {
    const changed = papers.flatMap(({ ticked }, at) => (ticked === before.papers[at]?.ticked ? [] : [at]));
    const told = changed.flatMap((at) =>
      plain(papers[at]?.ticked ? say.got : say.notGot, { paper: papers[at]?.name ?? '' }, at),
    );
    if (changed.length > 0) return [...told, ...whole];
  }
  if (papers.length === 0) return plain(say.noPapers);
  const missing = papers.flatMap(({ ticked }, at) => (ticked ? [] : [at]));
  return [
    ...plain(say.papers, { count: papers.length }),
    ...missing.flatMap((at) => [...name(at), ...paper(at)]),
    ...whole,
  ];
}

/** A text in pieces that are said in one breath each: cut at its marks, and a long piece wherever it must be. */
export function clauses(text: string): string[] {
  const parts = text
    .replace(/(?<=[\d点半分])\s*[–—~～-]\s*(?=\d)/gu, '到')
    .replace(unspeakable, '，')
    .split(/(?<=[，。；：！？、,;!?\s])|(?=[（(])|(?<=[）)])/u)
    .filter((part) => /[\p{Script=Han}A-Za-z0-9]/u.test(part));
  const pieces: string[] = [];
  for (const part of parts.flatMap(cut)) {
    const last = pieces.at(-1);
    if (last !== undefined && length(last) + length(part) <= syllablesMost) pieces[pieces.length - 1] = last + part;
    else pieces.push(part);
  }
  // A stroke at the beginning could be taken for an option by a program that speaks.
  return pieces.map((piece) => piece.replace(/^[-\s，、,]+/u, '').replace(/[，、；：,;:\s]+$/u, ''));
}

/** Syllables: one for each hanzi and digit, one for about three Latin letters. */
const length = (text: string) =>
  (text.match(/[\p{Script=Han}0-9]/gu) ?? []).length + Math.ceil((text.match(/[A-Za-z]/g) ?? []).length / 3);

function cut(part: string): string[] {
  if (length(part) <= syllablesMost) return [part];
  const pieces: string[] = [];
  let piece = '';
  for (const sign of part) {
    if (length(piece + sign) > syllablesMost) {
      pieces.push(piece);
      piece = '';
    }
    piece += sign;
  }
  return [...pieces, piece];
}

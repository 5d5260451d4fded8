import { pinyin } from 'pinyin-pro';
import { fillText } from '../../server/contract/texts/define.ts';
import { deviceWords } from '../../server/contract/texts/device-words.ts';

/** One syllable or letter to be spoken. */
export interface Token {
  /** One hanzi, or one Latin letter. */
  text: string;
  /** Pinyin with the tone's number (`qing3`), neutral tone 0; null for a letter. */
  pinyin: string | null;
  /** Silence after it, milliseconds. */
  pauseMs: number;
  /** True where the voice comes to rest, so that a synthesiser may be given a comma. */
  endsClause: boolean;
}

/** What is said: as people read it, and syllable by syllable. */
export interface Sentence {
  text: string;
  tokens: Token[];
}

/** Between syllables of one phrase, and where a listener needs time to take in what was said (by ear: D4 of the study). */
const gapMs = 40;
const restMs = 220;
const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const digitPinyin = ['ling2', 'yi1', 'er4', 'san1', 'si4', 'wu3', 'liu4', 'qi1', 'ba1', 'jiu3'];

const token = (text: string, syllable: string | null): Token => ({
  text,
  pinyin: syllable,
  pauseMs: gapMs,
  endsClause: false,
});

const digitToken = (digit: number) => token(digits[digit] ?? '', digitPinyin[digit] ?? null);

/** A ticket's number one by one, as matched by eye: 1047 is 一零四七, each with its own tone; letters by their names. */
export function numberTokens(number: string): Token[] {
  return [...number.toUpperCase()].flatMap((character) => {
    if (/[0-9]/.test(character)) return [digitToken(Number(character))];
    return /[A-Z]/.test(character) ? [token(character, null)] : [];
  });
}

/** A counter as people say it: 3 三, 12 十二, 20 二十, 41 四十一; from 100 on digit by digit. */
export function counterTokens(counter: number): Token[] {
  if (counter < 10) return [digitToken(counter)];
  if (counter > 99) return numberTokens(String(counter));
  const tens = Math.floor(counter / 10);
  const ones = counter % 10;
  const ten = token('十', 'shi2');
  return [...(tens > 1 ? [digitToken(tens)] : []), ten, ...(ones > 0 ? [digitToken(ones)] : [])];
}

/**
 * Words: hanzi by their reading in context, letters by their names, punctuation as a rest after the token before it, which
 * may be `last`, the one that ended what was read earlier.
 */
export function wordTokens(words: string, last?: Token): Token[] {
  const tokens: Token[] = [];
  for (const run of words.match(/\p{Script=Han}+|\P{Script=Han}/gu) ?? []) {
    if (!/\p{Script=Han}/u.test(run)) {
      const before = tokens.at(-1) ?? last;
      if (before && /[，、:：。,.;；!！?？—…]/.test(run)) Object.assign(before, { pauseMs: restMs, endsClause: true });
      tokens.push(...(/[A-Za-z]/.test(run) ? [token(run.toUpperCase(), null)] : []));
      continue;
    }
    const readings = pinyin(run, { toneType: 'num', type: 'array' });
    tokens.push(...[...run].map((character, index) => token(character, readings[index] ?? null)));
  }
  return tokens;
}

/** Rests after 请, after 到 and after the 号 that ends a ticket's number. */
function withRests(tokens: Token[], numberEnds: ReadonlySet<Token>): Token[] {
  return tokens.map((each, index) => {
    const opens = each.text === '请' && index === 0;
    const endsNumber = each.text === '号' && index > 0 && numberEnds.has(tokens[index - 1] as Token);
    if (!opens && !endsNumber && each.text !== '到') return each;
    return { ...each, pauseMs: restMs, endsClause: each.endsClause || opens || endsNumber };
  });
}

/** Puts a wording of the catalogue together: words as they stand, `{number}` digit by digit, `{counter}` as a count. */
function tokensOf(wording: string, number: string, counter: number): Token[] {
  const numberEnds = new Set<Token>();
  const tokens = wording.split(/(\{\w+\})/).flatMap((part) => {
    if (part === '{counter}') return counterTokens(counter);
    if (part !== '{number}') return wordTokens(part);
    const spoken = numberTokens(number);
    const last = spoken.at(-1);
    if (last) numberEnds.add(last);
    return spoken;
  });
  return withRests(tokens, numberEnds);
}

export interface SpokenNumber {
  number: string;
  counter: number;
}

/** 请1047号到3号窗口办理. */
export function callSentence({ number, counter }: SpokenNumber): Sentence {
  const wording = deviceWords['spoken-call'];
  return { text: fillText(wording, 'zh', { number, counter }), tokens: tokensOf(wording.zh, number, counter) };
}

/** Several calls under one chime, when the hall is too busy to announce each by itself. */
export function mergedSentence(calls: readonly SpokenNumber[]): Sentence {
  const [first] = calls;
  if (calls.length === 1 && first) return callSentence(first);
  const each = deviceWords['spoken-merged-call'];
  const texts = calls.map((call) => fillText(each, 'zh', { ...call }));
  const whole = deviceWords['spoken-merged'];
  const opening = wordTokens(whole.zh.split('{calls}')[0] ?? '');
  const tokens = calls.flatMap(({ number, counter }) => {
    const spoken = tokensOf(each.zh, number, counter);
    const last = spoken.at(-1);
    return last ? [...spoken.slice(0, -1), { ...last, pauseMs: 2 * restMs, endsClause: true }] : spoken;
  });
  return { text: fillText(whole, 'zh', { calls: texts }), tokens: [...withRests(opening, new Set()), ...tokens] };
}

/** What `test` says. */
export function testSentence(): Sentence {
  const { zh } = deviceWords['spoken-test'];
  return { text: zh, tokens: wordTokens(zh) };
}

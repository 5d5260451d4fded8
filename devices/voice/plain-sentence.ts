import { counterTokens, numberTokens, type Sentence, type Token, wordTokens } from './sentence.ts';

/** `8:30` as a time of day, or a run of digits with what follows it. */
const figures = /([0-9]{1,2}):([0-9]{2})(?![0-9])|([0-9]+)(?= ?([个张位份次种样人件页户]?))/g;
/** Words that come after 两 and not after 二. */
const countedWords = /[个张位份次种样人件页户]/;

/**
 * Any text as it is read aloud: numbers of three and more digits one by one, as matched by eye on slip and board, shorter
 * ones as a count (15 十五, 2个 两个), times of day by the clock (8:30 八点三十分), letters by their names.
 */
export function plainSentence(text: string): Sentence {
  const tokens: Token[] = [];
  let read = 0;
  for (const match of text.matchAll(figures)) {
    tokens.push(...wordTokens(text.slice(read, match.index), tokens.at(-1)));
    read = match.index + match[0].length;
    const [, hour, minute, run, counted] = match;
    if (hour !== undefined && minute !== undefined) tokens.push(...timeTokens(hour, minute));
    else if (run !== undefined) tokens.push(...numberRead(run, counted ?? ''));
  }
  tokens.push(...wordTokens(text.slice(read), tokens.at(-1)));
  return { text, tokens };
}

function numberRead(run: string, counted: string): Token[] {
  if (run.length > 2 || (run.length === 2 && run.startsWith('0'))) return numberTokens(run);
  if (run === '2' && countedWords.test(counted)) return wordTokens('两');
  return counterTokens(Number(run));
}

function timeTokens(hour: string, minute: string): Token[] {
  const oClock = [...counterTokens(Number(hour)), ...wordTokens('点')];
  if (minute === '00') return oClock;
  const minutes = minute.startsWith('0') ? numberTokens(minute) : counterTokens(Number(minute));
  return [...oClock, ...minutes, ...wordTokens('分')];
}

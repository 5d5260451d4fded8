import type { MovedNumbers } from '../../server/contract/device.ts';
import { fillText } from '../../server/contract/texts/define.ts';
import { deviceWords } from '../../server/contract/texts/device-words.ts';
import { plainSentence } from './plain-sentence.ts';
import type { Sentence } from './sentence.ts';

/** 请1047号、1048号改到5号窗口等候; without numbers it sends people to the board. Several groups follow one another. */
export function movedSentence(moved: readonly MovedNumbers[]): Sentence {
  const parts = moved.map(({ numbers, counters }) => {
    const spokenCounters = counters.map((counter) => fillText(deviceWords['spoken-moved-counter'], 'zh', { counter }));
    if (numbers.length === 0) return fillText(deviceWords['spoken-moved-many'], 'zh', { counters: spokenCounters });
    const spokenNumbers = numbers.map((number) => fillText(deviceWords['spoken-moved-number'], 'zh', { number }));
    return fillText(deviceWords['spoken-moved'], 'zh', { numbers: spokenNumbers, counters: spokenCounters });
  });
  return plainSentence(parts.join('，'));
}

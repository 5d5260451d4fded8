import { expect, test } from 'vitest';
import { problemOfStatus } from '../../../devices/reader/status.ts';
import { readerWord, readerWords } from '../../../server/contract/texts/reader-words.ts';

test('what a card or a reader may say has words of its own, anything else sends the visitor to the form', () => {
  const reasons = [0x31, 0x40, 0x41, 0x60, 0x66, 0x81].map(problemOfStatus);
  for (const reason of [...reasons, 'no-answer', 'damaged-answer', 'card-left']) {
    expect(Object.keys(readerWords)).toContain(reason);
    expect(readerWord(reason).zh).not.toBe(readerWords['bad-card'].zh);
  }
  for (const reason of ['bad-date', 'unknown-error', 'constructor']) {
    expect(readerWord(reason)).toBe(readerWords['bad-card']);
  }
});

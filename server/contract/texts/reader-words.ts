import { defineTexts, type Text } from './define.ts';

/** Why an id card could not be read, by the reason of a `card-failed` signal. */
export const readerWords = defineTexts({
  'no-answer': {
    zh: '读卡器没有回应，请把证件拿开再放一次',
    en: 'The reader did not answer. Lift the card and lay it down again',
  },
  'damaged-answer': {
    zh: '没有读清，请把证件拿开再放一次',
    en: 'The reading was garbled. Lift the card and lay it down again',
  },
  'select-failed': { zh: '请把证件平放在读卡区，不要移动', en: 'Lay the card flat on the reader and keep it still' },
  'read-failed': { zh: '没有读到，请把证件放稳再试', en: 'Not read. Keep the card still and try again' },
  'unknown-card': { zh: '这不是身份证或居住证，请换证件', en: 'This is not an identity or residence card' },
  'card-check-failed': { zh: '证件未通过读卡器的验证', en: 'The reader could not verify this card' },
  'not-authorised': { zh: '读卡器未授权，请找工作人员', en: 'The reader is not authorised. Ask a member of staff' },
  'reader-fault': { zh: '读卡器故障，请找工作人员', en: 'The reader is out of order. Ask a member of staff' },
  'card-left': {
    zh: '读卡器上有一张证件，请拿开；要读卡请再放一次',
    en: 'A card was left on the reader. Lift it; to have it read, lay it down again',
  },
  'bad-card': { zh: '证件内容无法识别，请人工填写', en: 'The card could not be understood. Fill in the form by hand' },
});

/** The words for a reason; one that has none of its own lets the visitor go on by hand. */
export function readerWord(reason: string): Text {
  const words: Record<string, Text> = readerWords;
  return (Object.hasOwn(words, reason) ? words[reason] : undefined) ?? readerWords['bad-card'];
}

import { defineTexts } from './define.ts';

/** Filling in a form with the id card on the kiosk's reader. */
export const formCardTexts = defineTexts({
  hint: { zh: '有身份证，放到读卡处，可以自动填', en: 'Lay your ID card on the reader to have it filled in' },
  ask: { zh: '用 {name} 的身份证填表吗？', en: 'Fill in with the ID card of {name}?' },
  sayAsk: { zh: '读到身份证了，用它填表吗？', en: 'Your ID card was read. Fill in with it?' },
  fill: { zh: '用身份证填', en: 'Fill in with it' },
  byHand: { zh: '自己填', en: 'By hand' },
  gone: { zh: '时间到了，请把身份证再放一次', en: 'Time is up; please lay the card down again' },
  failed: { zh: '没有成功，请再点一次，或者自己填', en: 'That did not work; try again or fill in by hand' },
});

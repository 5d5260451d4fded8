import { defineTexts } from './define.ts';

/** Words of a kiosk whose reader has an id card. */
export const kioskCardTexts = defineTexts({
  read: { zh: '已读身份证：{name}', en: 'ID card read: {name}' },
  none: { zh: '今天还没有取号', en: 'No number taken today' },
  already: { zh: '您已取过号，不用再取', en: 'You have a number already' },
  where: { zh: '看我的号', en: 'Where my number stands' },
  reprint: { zh: '补打小票', en: 'Print the slip again' },
  reprinted: { zh: '小票正在补打', en: 'The slip is being printed again' },
  notReprinted: { zh: '没有打出来，请到导服台', en: 'Not printed; please ask at the desk' },
  takeCard: { zh: '请收好身份证', en: 'Please take your ID card along' },
});

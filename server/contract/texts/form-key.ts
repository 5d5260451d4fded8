import { defineTexts } from './define.ts';

/** The way to the form station: what the kiosk says before the station itself is loaded. */
export const formKeyTexts = defineTexts({
  key: { zh: '填表', en: 'Forms' },
  choose: { zh: '要填哪张表？点一下图', en: 'Which form? Tap a picture' },
  sayChoose: { zh: '要填哪张表？请点图片', en: 'Which form? Tap a picture' },
});

import { defineTexts } from './define.ts';

/** What public screens are called, and what ails them. */
export const screenTexts = defineTexts({
  hall: { zh: '叫号大屏', en: 'Hall board' },
  zone: { zh: '区域屏 {place}', en: 'Zone board {place}' },
  counter: { zh: '{place} 号窗口屏', en: 'Display of counter {place}' },
  rating: { zh: '{place} 号窗口评价器', en: 'Rating tablet of counter {place}' },
  guide: { zh: '导服屏 {place}', en: 'Guidance screen {place}' },
  notices: { zh: '公开栏 {place}', en: 'Notices wall {place}' },
  kiosk: { zh: '取号机 {place}', en: 'Kiosk {place}' },
  forms: { zh: '填表台 {place}', en: 'Form station {place}' },
  'screen-silent': { zh: '没有信号', en: 'silent' },
  'screen-frozen': { zh: '画面不动或被遮住', en: 'frozen or covered' },
  'screen-behind': { zh: '收不到叫号', en: 'receives no calls' },
  'screen-mute': { zh: '浏览器没有出声', en: 'muted by the browser' },
  'screen-clock': { zh: '时钟不准', en: 'wrong clock' },
});

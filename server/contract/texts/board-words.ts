import { defineTexts } from './define.ts';

/** Words of the hall's main board and of signs too low for hanzi. */
export const boardWords = defineTexts({
  'board-number': { zh: '{number}号', en: '{number}' },
  'board-number-narrow': { zh: '{number}', en: '{number}' },
  'board-way': { zh: '→ {counter}号窗口', en: '→ counter {counter}' },
  'board-way-narrow': { zh: '→ {counter}号', en: '→ {counter}' },
  'board-way-shortest': { zh: '→{counter}', en: '→{counter}' },
  'board-welcome': { zh: '请坐着等', en: 'Please take a seat' },
  'board-wait': { zh: '叫到您的号再去窗口', en: 'until your number is called' },
  'board-wait-narrow': { zh: '等叫号', en: 'and wait' },
  'board-test': { zh: '屏幕测试', en: 'Screen test' },
  'sign-idle': { zh: '{counter}', en: '{counter}' },
  'sign-number': { zh: '{number}', en: '{number}' },
  'sign-come': { zh: '-{counter}-', en: '-{counter}-' },
  'sign-paused': { zh: '- -', en: '- -' },
  'sign-closed': { zh: 'X', en: 'X' },
  'sign-test': { zh: '8888', en: '8888' },
});

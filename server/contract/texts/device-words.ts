import { defineTexts } from './define.ts';

/** Words that devices show or speak: LED strips above the counters and the loudspeakers. */
export const deviceWords = defineTexts({
  'led-idle': { zh: '{counter}号窗口', en: 'Counter {counter}' },
  'led-idle-narrow': { zh: '{counter}号', en: '{counter}' },
  'led-number': { zh: '{number}号', en: '{number}' },
  'led-number-narrow': { zh: '{number}', en: '{number}' },
  'led-come': { zh: '请到{counter}号窗口', en: 'to counter {counter}' },
  'led-come-narrow': { zh: '请到{counter}号', en: 'to {counter}' },
  'led-come-shortest': { zh: '{counter}号', en: '{counter}' },
  'led-arrow': { zh: '↓ ↓ ↓', en: '↓ ↓ ↓' },
  'led-arrow-narrow': { zh: '↓', en: '↓' },
  'led-serving': { zh: '正在办理', en: 'being served' },
  'led-serving-narrow': { zh: '办理中', en: 'served' },
  'led-paused': { zh: '暂停服务', en: 'paused' },
  'led-paused-narrow': { zh: '暂停', en: 'paused' },
  'led-closed': { zh: '×', en: '×' },
  'led-test': { zh: '屏{address} 测试', en: 'Test {address}' },
  'led-test-narrow': { zh: '{address}', en: '{address}' },
  'spoken-call': { zh: '请{number}号到{counter}号窗口办理', en: 'Number {number}, please go to counter {counter}' },
  'spoken-merged': {
    zh: '请以下号码到窗口：{calls}',
    en: 'The following numbers, please go to the counters: {calls}',
  },
  'spoken-merged-call': { zh: '{number}号到{counter}号窗口', en: 'number {number} to counter {counter}' },
  'spoken-moved': { zh: '请{numbers}改到{counters}等候', en: '{numbers}: please wait for {counters} now' },
  'spoken-moved-number': { zh: '{number}号', en: 'number {number}' },
  'spoken-moved-counter': { zh: '{counter}号窗口', en: 'counter {counter}' },
  'spoken-moved-many': {
    zh: '部分号码改到{counters}办理，请看大屏',
    en: 'Some numbers are served at {counters} now; please look at the board',
  },
  'spoken-test': { zh: '广播测试', en: 'Loudspeaker test' },
});

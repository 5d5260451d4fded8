import { defineTexts } from './define.ts';

/** Calls for a person, as the desk and the supervisor hear of them. */
export const helpTexts = defineTexts({
  title: { zh: '有人需要帮助', en: 'Somebody needs help' },
  kiosk: { zh: '取号机 {id}', en: 'Kiosk {id}' },
  counter: { zh: '{id} 号窗口', en: 'Counter {id}' },
  screen: { zh: '屏幕 {id}', en: 'Screen {id}' },
  waited: { zh: '已等 {span}', en: 'waiting {span}' },
  goingSince: { zh: '{staff} 已去 {span}', en: '{staff} on the way for {span}' },
  escalated: { zh: '超过 1 分钟无人应答，已报主管', en: 'Nobody took it within a minute: the supervisor sees it too' },
  take: { zh: '我去', en: 'I am going' },
  done: { zh: '已处理', en: 'Done' },
  takenNotice: { zh: '已应答：{number}', en: 'Taken: {number}' },
  doneNotice: { zh: '已处理：{number}', en: 'Done: {number}' },
  soundOff: { zh: '提示音没有开，请点一下页面', en: 'The bell is off: click anywhere on the page' },
});

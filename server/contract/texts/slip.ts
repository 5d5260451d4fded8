import { defineTexts } from './define.ts';

/** Words on the printed slip. Every character of `zh` is in GB2312, so every Chinese printer has it in its own font. */
export const slipTexts = defineTexts({
  nobodyAhead: { zh: '前面没有人', en: 'Nobody ahead' },
  ahead: { zh: '前面还有 {count} 人', en: '{count} ahead of you' },
  waitSoon: { zh: '预计等候 马上', en: 'Wait: right away' },
  wait: { zh: '预计等候 约{about}分钟 ({low}-{high})', en: 'Wait: about {about} min ({low}-{high})' },
  counters: { zh: '请到{counters}号窗口', en: 'Counter {counters}' },
  takeAlong: { zh: '请准备好：', en: 'Please have ready:' },
  original: { zh: '原件', en: 'original' },
  copy: { zh: '复印件', en: 'copy' },
  electronic: { zh: '电子件', en: 'electronic' },
  takenAt: { zh: '取号时间', en: 'Taken at' },
  scan: { zh: '扫码看排队进度', en: 'Scan to follow the queue' },
  askDesk: { zh: '看不清请到导服台', en: 'Hard to read? Ask at the desk' },
  formCode: { zh: '表单码', en: 'Form code' },
  formShow: { zh: '到窗口报这个码，或扫一扫', en: 'Tell or show this code at the counter' },
  formToday: { zh: '只在当天有效 {date}', en: 'Valid on this day alone {date}' },
  reprint: { zh: '【补打 第{count}次】', en: '[Reprint {count}]' },
  replaces: { zh: '【新票】旧票作废', en: '[New slip] the old one is void' },
  moved: { zh: '窗口换了，号不变', en: 'New counter, same number' },
  testTitle: { zh: '打印机测试', en: 'Printer test' },
  testGlyphs: { zh: '汉字 ABC 123 ￥□【】', en: 'ABC 123' },
});

import { defineTexts } from './define.ts';

/** One sentence why a ticket is next, or why it is not yet. */
export const explainTexts = defineTexts({
  next: {
    zh: '{number} 就是 {counter} 号窗口的下一位：{taken} 取号，是本岗可叫的 {of} 人里最早的',
    en: '{number} is next at counter {counter}: taken {taken}, earliest of the {of} that this post may serve',
  },
  nextGreen: {
    zh: '{number} 就是 {counter} 号窗口的下一位：绿色通道，{taken} 取号，按早 {minutes} 分钟算，是本岗可叫的 {of} 人里最早的',
    en: '{number} is next at counter {counter}: green channel, taken {taken}, counted {minutes} minutes earlier, earliest of the {of} that this post may serve',
  },
  nextCompleted: {
    zh: '{number} 就是 {counter} 号窗口的下一位：补齐材料再来，{taken} 取号，按早 {minutes} 分钟算，是本岗可叫的 {of} 人里最早的',
    en: '{number} is next at counter {counter}: back with completed papers, taken {taken}, counted {minutes} minutes earlier, earliest of the {of} that this post may serve',
  },
  nextFirst: {
    zh: '{number} 就是 {counter} 号窗口的下一位：值班人员已注明原因，让它先办',
    en: '{number} is next at counter {counter}: put first by name, with the reason on record',
  },
  behind: {
    zh: '{number} 还没轮到：前面还有 {ahead} 人，最前是 {first}（{firstTaken} 取号）；可叫的窗口：{counters}',
    en: '{number} is not yet: {ahead} before it, the first {first} taken {firstTaken}; counters that may call it: {counters}',
  },
  nobody: {
    zh: '{number} 在等：能办这项业务的窗口现在都没有开（{counters}）',
    en: '{number} waits: no counter that handles it is open now ({counters})',
  },
  status: {
    zh: '{number} 不在排队：{status}',
    en: '{number} is not waiting: {status}',
  },
});

/** The rule behind a ticket's place in the line, in a few words. */
export const nextReasonTexts = defineTexts({
  order: { zh: '{time} 取号，按先后顺序', en: 'Taken {time}, in order' },
  green: {
    zh: '绿色通道：{time} 取号，按早 {minutes} 分钟算',
    en: 'Green channel: taken {time}, counts {minutes} min earlier',
  },
  completed: {
    zh: '补齐材料再来：{time} 取号，按早 {minutes} 分钟算',
    en: 'Back with papers: taken {time}, counts {minutes} min earlier',
  },
  booked: { zh: '预约 {time}，按预约时间排', en: 'Booked for {time}, ranks by it' },
  'put-first': { zh: '值班人员注明原因，先办', en: 'Put first, the reason is on record' },
  'moved-back': { zh: '过号或让号后，按 {time} 的位置排', en: 'After a miss or standing back, ranks as {time}' },
  'sent-here': { zh: '转到本窗口办，{time} 取号', en: 'Sent to this counter, taken {time}' },
});

/** A ticket's status in words. */
export const statusTexts = defineTexts({
  waiting: { zh: '等候中', en: 'waiting' },
  called: { zh: '正在叫号', en: 'called' },
  serving: { zh: '正在办理', en: 'being served' },
  held: { zh: '挂起', en: 'on hold' },
  missed: { zh: '过号', en: 'missed' },
  finished: { zh: '已办结', en: 'finished' },
  cancelled: { zh: '已放弃', en: 'cancelled' },
  abandoned: { zh: '弃号', en: 'abandoned' },
  expired: { zh: '已过期', en: 'expired' },
});

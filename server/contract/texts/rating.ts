import type { RatingLevel, RatingReason } from '../rating.ts';
import { defineTexts, type Text } from './define.ts';

/** Words of the rating, on the screen at the counter and on the page of the ticket. Voluntary: nothing here urges. */
export const ratingTexts = defineTexts({
  title: { zh: '服务评价', en: 'Rate the service' },
  ask: { zh: '{number} 号，这次服务您满意吗？', en: 'Number {number}: how was the service?' },
  asked: { zh: '这次服务您满意吗？', en: 'How was the service?' },
  voluntary: { zh: '自愿评价，点一下就好', en: 'If you like: one tap is enough' },
  spoken: {
    zh: '请您评价。点一个笑脸就好，不评价也没关系。',
    en: 'Please rate the service if you like. One tap is enough.',
  },
  why: { zh: '哪里没有做好？', en: 'What went wrong?' },
  whyOptional: { zh: '可以不选', en: 'You need not choose' },
  phone: { zh: '留个电话，我们给您回话（可不填）', en: 'A number where we may call you back (optional)' },
  phoneKept: { zh: '只用于回访，办结 30 天后删除', en: 'Used for calling back only, erased 30 days after closing' },
  phoneWrong: { zh: '请只填数字', en: 'Digits only, please' },
  send: { zh: '提交', en: 'Send' },
  back: { zh: '重选', en: 'Choose again' },
  sending: { zh: '正在提交…', en: 'Sending…' },
  thanks: { zh: '谢谢您的评价', en: 'Thank you' },
  thanksPoor: { zh: '对不起，我们会核实并改进', en: 'We are sorry; somebody will look into it' },
  followUp: {
    zh: '1 个工作日内核实，15 个工作日内办结',
    en: 'Checked within 1 working day, closed within 15',
  },
  youSaid: { zh: '您的评价：{level}', en: 'You said: {level}' },
  failed: { zh: '没有提交成功，请再点一次', en: 'That did not work; please tap again' },
  closed: { zh: '评价时间已过，谢谢', en: 'The time to rate is over; thank you' },
  welcome: { zh: '欢迎办事', en: 'Welcome' },
  counter: { zh: '{no} 号窗口', en: 'Counter {no}' },
  badge: { zh: '工号 {badge}', en: 'Badge {badge}' },
  noClerk: { zh: '窗口未开', en: 'Counter closed' },
  noCounter: { zh: '网址里要写窗口号，如 ?counter=3', en: 'The address must name a counter, such as ?counter=3' },
  elsewhere: {
    zh: '本屏未登记为 {no} 号窗口评价屏',
    en: 'This screen is not yet registered for counter {no}',
  },
  elsewhereHow: {
    zh: '请主管或管理员在这台机器上登录一次，再打开本页',
    en: 'A supervisor or administrator signs in on it once and opens this page again',
  },
  linkLost: { zh: '网络断了，暂时不能评价', en: 'No connection: rating is not possible now' },
  replay: { zh: '再听一遍', en: 'Hear it again' },
});

export const levelTexts: Record<RatingLevel, Text> = defineTexts({
  'very-satisfied': { zh: '非常满意', en: 'Very satisfied' },
  satisfied: { zh: '满意', en: 'Satisfied' },
  fair: { zh: '基本满意', en: 'Fair' },
  dissatisfied: { zh: '不满意', en: 'Dissatisfied' },
  'very-dissatisfied': { zh: '非常不满意', en: 'Very dissatisfied' },
});

export const reasonTexts: Record<RatingReason, Text> = defineTexts({
  slow: { zh: '办得慢', en: 'Slow service' },
  attitude: { zh: '态度不好', en: 'Poor attitude' },
  unclear: { zh: '没讲清楚', en: 'Not explained' },
  'long-wait': { zh: '等得太久', en: 'Long wait' },
  'papers-again': { zh: '材料让跑多次', en: 'Sent back for papers' },
  'not-solved': { zh: '事没办成', en: 'Not solved' },
  fee: { zh: '收费不合理', en: 'Unfair fee' },
});

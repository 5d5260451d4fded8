import { defineTexts } from './define.ts';

/** The page behind the QR of a dossier's papers: how far it is, for whoever has number and query code. */
export const dossierPageTexts = defineTexts({
  title: { zh: '办件查询', en: 'Where is my application' },
  codeLabel: { zh: '查询码（回执上的 6 位数字）', en: 'Query code (6 digits on the receipt)' },
  ask: { zh: '查询', en: 'Look up' },
  asking: { zh: '正在查询…', en: 'Looking…' },
  codeWrong: {
    zh: '办件编号与查询码对不上，请看回执上的 6 位数字',
    en: 'Number and code do not match; see the 6 digits on the receipt',
  },
  tooMany: {
    zh: '输错次数太多，请过一会儿再试，或到咨询台查询',
    en: 'Too many wrong tries; try later or ask at the desk',
  },
  noLink: { zh: '没有连上服务器，请再试一次', en: 'No link to the server; please try again' },
  number: { zh: '办件编号', en: 'Number' },
  state: { zh: '现在', en: 'Now' },
  dueOn: { zh: '承诺在 {date} 前办结', en: 'Promised by {date}' },
  acceptanceOn: { zh: '{date} 前答复是否受理', en: 'You learn by {date} whether it is accepted' },
  superiorOn: { zh: '已报上级，预计 {date} 前批复', en: 'With the superior authority, whose answer is due by {date}' },
  issueOn: { zh: '{date} 前做好证件，请等通知', en: 'The document will be made by {date}' },
  papersOn: { zh: '请在 {date} 前补来，过期办件终止', en: 'Bring them by {date}; after that the matter ends' },
  nextWait: { zh: '您不用再来，等我们办理', en: 'Nothing to do for you; we are working on it' },
  nextBringPapers: { zh: '请把下面的材料补来', en: 'Please bring the papers below' },
  nextPay: { zh: '请来缴费 {amount} 元', en: 'Please pay {amount} yuan' },
  nextCollect: { zh: '可以来领取了，请带身份证和回执', en: 'Ready to collect; bring your id card and the receipt' },
  nextDone: { zh: '这件事已经办完', en: 'This matter is finished' },
  counter: { zh: '到 {counter} 号窗口', en: 'At counter {counter}' },
  another: { zh: '重新输入', en: 'Enter again' },
});

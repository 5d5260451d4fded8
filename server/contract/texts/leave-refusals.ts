import { defineTexts } from './define.ts';

/** Words of the refusals about leaves and handovers. */
export const leaveRefusals = defineTexts({
  'short-exit-too-long': {
    zh: '短时离岗最多 {most} 分钟；再久请登记开会、勘查或请假',
    en: 'A short exit is at most {most} minutes; for longer record a meeting, a site inspection or a leave',
  },
  'unknown-leave': { zh: '没有这条请假', en: 'There is no such leave' },
  'wrong-leave-state': {
    zh: '这条请假现在是「{status}」，不能这样做；可以：{allowed}',
    en: 'This leave is {status}; allowed now: {allowed}',
  },
  'asked-too-late': {
    zh: '请假至少提前一个工作日：{from} 的假，最迟要在 {latest} 下班前提出；临时有事请值班主任登记',
    en: 'Ask at least one working day ahead: for {from} before closing on {latest}; the duty officer can enter what nobody could know',
  },
  'leave-in-the-past': { zh: '{from} 的时间已经过了', en: 'That time on {from} is over' },
  'leave-too-long': { zh: '一次最多 {most} 天', en: 'At most {most} days at a time' },
  'leave-overlaps': {
    zh: '与 {from} 至 {until} 的请假重叠',
    en: 'It overlaps the leave from {from} to {until}',
  },
  'no-working-day': { zh: '{from} 至 {until} 没有工作日', en: 'There is no working day from {from} to {until}' },
  'third-is-the-same': { zh: '不能指定请假人自己顶岗', en: 'Nobody can stand in for themselves' },
  'third-away': { zh: '{third} 那段时间也不在，请另指定', en: '{third} is away then as well; name somebody else' },
  'third-unqualified': {
    zh: '{third} 没有 {counter} 号岗的办理资格，请另指定',
    en: '{third} is not qualified for post {counter}; name somebody else',
  },
  'stand-in-first': {
    zh: '先进后出：{counter} 号岗的 {name}（{to}）还没有到岗，请等 {name} 登录后再离岗；现在可以暂停窗口或短时离岗',
    en: 'First in, then out: {name} ({to}) has not signed in for post {counter}; until then you may pause the counter or leave for a short time',
  },
  'unknown-handover': { zh: '请说明是哪个窗口的交接清单：{allowed}', en: 'Name the counter of the list: {allowed}' },
  'unknown-handover-line': { zh: '清单上没有这一行，请刷新', en: 'There is no such line; load the list again' },
  'handover-frozen': {
    zh: '{counter} 号岗的清单已经交接，不能再改',
    en: 'The list of post {counter} is handed over and frozen',
  },
  'handover-unconfirmed': {
    zh: '{counter} 号岗还有 {unconfirmed} 行没有由 {to} 确认',
    en: '{unconfirmed} lines of post {counter} still want the confirmation of {to}',
  },
  'handover-is-your-own': {
    zh: '交接双方不能自己监交，请另一位值班主任确认',
    en: 'Neither side of a handover can witness it; another duty officer must confirm',
  },
  'not-the-receiver': {
    zh: '{counter} 号岗由 {to} 接，请 {to} 确认',
    en: 'Post {counter} goes to {to}, who must confirm',
  },
  'nobody-takes-over': {
    zh: '{counter} 号岗没有接岗的人，请先调整岗位或指定第三人',
    en: 'Nobody takes over post {counter}; change the post or name a third person first',
  },
  'not-the-stand-in': { zh: '返岗告知由顶岗的人来写', en: 'Words for the briefing come from whoever stood in' },
  'not-the-returner': { zh: '返岗告知由 {staff} 本人确认', en: 'The briefing is for {staff} to confirm' },
  'briefing-confirmed': { zh: '返岗告知已经确认，不能再改', en: 'The briefing was confirmed and can no longer change' },
  'personal-data-in-words': {
    zh: '这里不能写身份证号、电话等个人信息，请写办件编号或号票',
    en: 'No id or telephone numbers here; name the dossier or ticket instead',
  },
  'too-many-lines': { zh: '最多 {most} 条', en: 'At most {most}' },
});

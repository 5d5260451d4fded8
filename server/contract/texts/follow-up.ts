import type { CallBackResult, FollowUpFinding, FollowUpLight, FollowUpStatus } from '../follow-up.ts';
import { defineTexts, type Text } from './define.ts';

/** The supervisor's screen of follow-ups. */
export const followUpTexts = defineTexts({
  title: { zh: '差评核实', en: 'Follow-ups' },
  open: { zh: '在办', en: 'Open' },
  all: { zh: '全部', en: 'All' },
  empty: { zh: '没有在办的差评', en: 'No poor rating to look into' },
  emptyAll: { zh: '还没有差评', en: 'No poor ratings yet' },
  loading: { zh: '正在取…', en: 'Loading…' },
  failed: { zh: '没有取到，稍后自动再试', en: 'Could not be loaded; trying again' },
  choose: { zh: '↑ ↓ 选一件，Enter 打开', en: '↑ ↓ choose, Enter opens' },
  rated: { zh: '{number} 号 · {counter} 号窗口', en: 'Number {number} · counter {counter}' },
  person: { zh: '被评价人 {staff}', en: 'Rated: {staff}' },
  personActing: { zh: '被评价人 {staff}（代 {holder}）', en: 'Rated: {staff} (for {holder})' },
  owner: { zh: '承办人 {owner}', en: 'Owner {owner}' },
  noOwner: { zh: '还没有承办人', en: 'No owner yet' },
  checkDue: { zh: '核实期限 {date}', en: 'Check by {date}' },
  closeDue: { zh: '办结期限 {date}', en: 'Close by {date}' },
  finding: { zh: '核实结论', en: 'Finding' },
  found: { zh: '核实情况（不写姓名电话）', en: 'What was found (no names or numbers)' },
  answer: { zh: '处理和答复（不写姓名电话）', en: 'What is done about it (no names or numbers)' },
  closing: { zh: '办结意见', en: 'Closing words' },
  check: { zh: '记录核实', en: 'Record finding' },
  answerIt: { zh: '记录答复', en: 'Record answer' },
  close: { zh: '办结', en: 'Close' },
  callBack: { zh: '回访', en: 'Call back' },
  showPhone: { zh: '看电话（会留记录）', en: 'Show number (noted)' },
  noPhone: { zh: '没有留电话，免回访', en: 'No number left: no call back' },
  callFirst: { zh: '先回访再办结，打不通的打满三次', en: 'Call back before closing; three times if unanswered' },
  calls: { zh: '已回访 {count} 次', en: 'Called {count}×' },
  steps: { zh: '办理记录', en: 'Record' },
  byScreen: { zh: '评价器', en: 'Rating screen' },
  byVisitor: { zh: '办事人', en: 'Visitor' },
  byClock: { zh: '系统', en: 'System' },
  saved: { zh: '已记录', en: 'Recorded' },
  words: { zh: '请写清楚（至少 2 个字）', en: 'Say it in words' },
});

export const followUpStatusTexts: Record<FollowUpStatus, Text> = defineTexts({
  opened: { zh: '待核实', en: 'To be checked' },
  checked: { zh: '已核实', en: 'Checked' },
  answered: { zh: '已答复', en: 'Answered' },
  closed: { zh: '已办结', en: 'Closed' },
});
export const lightTexts: Record<FollowUpLight, Text> = defineTexts({
  red: { zh: '红灯 · 超期', en: 'Red · late' },
  yellow: { zh: '黄灯 · 快到期', en: 'Yellow · due soon' },
  green: { zh: '绿灯', en: 'Green' },
  none: { zh: '不计时', en: 'No limit' },
});
export const findingTexts: Record<FollowUpFinding, Text> = defineTexts({
  upheld: { zh: '属实', en: 'Upheld' },
  partly: { zh: '部分属实', en: 'Partly' },
  'not-upheld': { zh: '不属实', en: 'Not upheld' },
});
export const callBackTexts: Record<CallBackResult | 'no-contact', Text> = defineTexts({
  satisfied: { zh: '回访满意', en: 'Satisfied now' },
  dissatisfied: { zh: '仍不满意', en: 'Still dissatisfied' },
  unreached: { zh: '没打通', en: 'Not reached' },
  'no-contact': { zh: '没有留电话', en: 'No number left' },
});
export const followUpStepTexts: Record<string, Text> = defineTexts({
  FollowUpOpened: { zh: '差评', en: 'Poor rating' },
  FollowUpAssigned: { zh: '指定承办人', en: 'Owner named' },
  FollowUpChecked: { zh: '核实', en: 'Checked' },
  FollowUpAnswered: { zh: '答复', en: 'Answered' },
  VisitorCalledBack: { zh: '回访', en: 'Called back' },
  FollowUpClosed: { zh: '办结', en: 'Closed' },
  FollowUpReminded: { zh: '超期提醒', en: 'Reminded: late' },
  ContactErased: { zh: '电话已删除', en: 'Number erased' },
});

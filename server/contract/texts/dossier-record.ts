import { defineTexts, type Text } from './define.ts';

/** What a line of a dossier's record tells beside its kind, by the name of the event's part; `{it}` is what stands there. */
export const recordPartTexts = defineTexts({
  paper: { zh: '{it}', en: '{it}' },
  number: { zh: '{it}', en: '{it}' },
  mode: { zh: '{it}', en: '{it}' },
  body: { zh: '{it}', en: '{it}' },
  procedure: { zh: '{it}', en: '{it}' },
  neededDays: { zh: '需 {it} 个工作日', en: 'takes {it} working days' },
  days: { zh: '延长 {it} 个工作日', en: '{it} working days more' },
  grantedBy: { zh: '{it}批准', en: 'granted by {it}' },
  to: { zh: '报 {it}', en: 'to {it}' },
  limitDays: { zh: '时限 {it} 个工作日', en: 'limit {it} working days' },
  reference: { zh: '文号 {it}', en: 'reference {it}' },
  amount: { zh: '{it} 元', en: '{it} yuan' },
  receiptNo: { zh: '票据号 {it}', en: 'receipt {it}' },
  method: { zh: '{it}', en: '{it}' },
  reliefReason: { zh: '减免原因：{it}', en: 'Reason of the relief: {it}' },
  certificateNo: { zh: '证照编号 {it}', en: 'document {it}' },
  material: { zh: '{it}', en: '{it}' },
  sourceNo: { zh: '来源证照 {it}', en: 'source {it}' },
  copiesSaved: { zh: '少交 {it} 份', en: '{it} copies saved' },
  code: { zh: '{it}', en: '{it}' },
  ground: { zh: '{it}', en: '{it}' },
  competentBody: { zh: '应向 {it} 申请', en: 'competent: {it}' },
  collector: { zh: '{it}领取', en: 'collected by {it}' },
  channel: { zh: '{it}', en: '{it}' },
  paperHolder: { zh: '纸质件存 {it}', en: 'paper at {it}' },
  copiesAt: { zh: '电子件存 {it}', en: 'copies at {it}' },
  since: { zh: '自 {it} 起算', en: 'from {it}' },
  from: { zh: '原由 {it} 认领', en: 'taken from {it}' },
  staff: { zh: '改派给 {it}', en: 'given to {it}' },
  meeting: { zh: '会议或踏勘：{it}', en: 'meeting: {it}' },
  opinion: { zh: '意见：{it}', en: 'Opinion: {it}' },
  reasons: { zh: '理由：{it}', en: 'Reasons: {it}' },
  basis: { zh: '依据：{it}', en: 'Basis: {it}' },
  remedies: { zh: '救济途径：{it}', en: 'Remedies: {it}' },
  reason: { zh: '原因：{it}', en: 'Reason: {it}' },
  grounds: { zh: '申诉理由：{it}', en: 'Grounds: {it}' },
  text: { zh: '{it}', en: '{it}' },
  result: { zh: '结果：{it}', en: 'Result: {it}' },
});
export type RecordPart = keyof typeof recordPartTexts;

/** Words for the values that a part of an event may have. */
export const recordValueTexts: Partial<Record<RecordPart, Record<string, Text>>> = {
  grantedBy: defineTexts({
    leader: { zh: '本机关负责人', en: 'the head of the organ' },
    government: { zh: '县政府', en: 'the county government' },
  }),
  method: defineTexts({
    cash: { zh: '现金', en: 'cash' },
    card: { zh: '刷卡', en: 'card' },
    online: { zh: '网上缴费', en: 'online' },
  }),
  collector: defineTexts({
    applicant: { zh: '申请人本人', en: 'the applicant' },
    agent: { zh: '代理人', en: 'the agent' },
  }),
  channel: defineTexts({
    counter: { zh: '窗口领取', en: 'at the counter' },
    post: { zh: '邮寄送达', en: 'by post' },
  }),
  ground: defineTexts({
    'not-needed': { zh: '依法不需要许可', en: 'no licence is needed' },
    'not-competent': { zh: '不属本机关职权', en: 'another body is competent' },
    'not-met': { zh: '不符合受理条件', en: 'the conditions are not met' },
  }),
  code: defineTexts({
    0: { zh: '准予出证', en: 'granted' },
    1: { zh: '不予许可', en: 'refused' },
    2: { zh: '作废', en: 'void' },
    3: { zh: '删除（录入错误）', en: 'entered by mistake' },
    4: { zh: '转报', en: 'forwarded' },
    5: { zh: '退件', en: 'returned' },
    6: { zh: '不予受理', en: 'not accepted' },
  }),
};

const agreed: [Text, Text] = [
  { zh: '同意', en: 'agreed' },
  { zh: '不同意', en: 'refused' },
];
/** What a yes or no of an event means, by its name. */
export const recordVerdictTexts: Record<
  'agreed' | 'approved' | 'granted' | 'satisfied' | 'withdrawn' | 'complete' | 'consent',
  [Text, Text]
> = {
  agreed,
  approved: agreed,
  granted: [
    { zh: '准予', en: 'granted' },
    { zh: '不予', en: 'refused' },
  ],
  satisfied: [
    { zh: '属实，督办结束', en: 'satisfied' },
    { zh: '不满意，再次督办', en: 'not satisfied' },
  ],
  withdrawn: [
    { zh: '撤销亮牌', en: 'card withdrawn' },
    { zh: '维持亮牌', en: 'card upheld' },
  ],
  complete: [
    { zh: '已补齐', en: 'complete' },
    { zh: '还不齐', en: 'not complete' },
  ],
  consent: [
    { zh: '缺席默认同意', en: 'counted as consent' },
    { zh: '不计为同意', en: 'not counted as consent' },
  ],
};

export const recordTexts = defineTexts({
  again: { zh: '再次告知，属违规', en: 'a second notice, against the rule' },
  line: { zh: '{name}：{what}', en: '{name}: {what}' },
  taskDue: { zh: '{date} 前答复', en: 'answer by {date}' },
  card: { zh: '{colour}牌 · {cause} · {points} 分', en: '{colour} card · {cause} · {points} points' },
  cardTo: { zh: '责任：{whom}', en: 'to {whom}' },
  proposal: { zh: '附监察建议书', en: 'with a written proposal of the inspection' },
  answer: { zh: '说明：{words}', en: 'Answer: {words}' },
  appeal: { zh: '申诉：{words}', en: 'Appeal: {words}' },
  ruling: { zh: '处理：{words}', en: 'Ruling: {words}' },
  urgeAnswer: { zh: '答复：{words}', en: 'Answer: {words}' },
  urgeCheck: { zh: '核查：{words}', en: 'Check: {words}' },
  extended: { zh: '已延期 {days} 个工作日', en: 'extended by {days} working days' },

  exportBundle: { zh: '导出办件包', en: 'Export as a bundle' },
  exportHelp: {
    zh: '含办件信息、文书、扫描件和防篡改记录，用 npm run verify -- --bundle 文件 核验；每次导出都留痕',
    en: 'Data, papers, scans and the record that shows any change; check it with npm run verify -- --bundle FILE. Every export is on record',
  },
  exporting: { zh: '正在导出……', en: 'Exporting …' },
  exported: { zh: '已导出 {file}，本次导出已记录', en: '{file} exported; this is on record' },
  printRecord: { zh: '打印办理经过', en: 'Print the record' },
  sheetTitle: { zh: '行政审批办件办理经过', en: 'Record of a dossier' },
  sheetItem: { zh: '事项', en: 'Item' },
  sheetKind: { zh: '办件种类', en: 'Kind' },
  sheetNo: { zh: '办件编号', en: 'Number' },
  sheetApplicant: { zh: '申请人', en: 'Applicant' },
  sheetStatus: { zh: '现在状态', en: 'State' },
  sheetCounter: { zh: '受理窗口', en: 'Counter' },
  sheetLodged: { zh: '收件时间', en: 'Lodged' },
  sheetDue: { zh: '办结期限', en: 'Limits' },
  sheetDues: { zh: '承诺 {promised}，法定 {legal}', en: 'promised {promised}, legal {legal}' },
  sheetClocks: { zh: '计时', en: 'Clocks' },
  sheetVisits: { zh: '到场次数', en: 'Visits' },
  visits: { zh: '{count} 次', en: '{count}' },
  colNo: { zh: '序号', en: 'No.' },
  colTime: { zh: '时间', en: 'Time' },
  colStep: { zh: '环节', en: 'Step' },
  colBy: { zh: '经办人', en: 'By' },
  colWords: { zh: '内容', en: 'Words' },
  sheetEnd: { zh: '共 {count} 条记录，末条记录号 {seq}。', en: '{count} lines; the last has number {seq}.' },
  printedBy: { zh: '打印人：{staff}　打印时间：{time}', en: 'Printed by {staff}, {time}' },
});

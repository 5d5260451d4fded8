import type { DossierStatus, LightColour } from '../dossier-life.ts';
import { defineTexts, type Text } from './define.ts';

/** Where a dossier stands, in words; the keys are the statuses of the record. */
export const dossierStatusTexts = defineTexts({
  lodged: { zh: '已收件', en: 'Lodged' },
  precheck: { zh: '预受理', en: 'In precheck' },
  correction: { zh: '待补正', en: 'To be corrected' },
  corrected: { zh: '已补正', en: 'Corrected' },
  accepted: { zh: '已受理', en: 'Accepted' },
  'deemed-accepted': { zh: '视为受理', en: 'Deemed accepted' },
  'refused-accept': { zh: '不予受理', en: 'Not accepted' },
  'under-review': { zh: '审查中', en: 'Under review' },
  reviewed: { zh: '已审核', en: 'Reviewed' },
  signed: { zh: '已签批', en: 'Signed' },
  joint: { zh: '联办中', en: 'In joint handling' },
  forwarded: { zh: '已上报', en: 'Forwarded' },
  answered: { zh: '上级已批复', en: 'Answered from above' },
  special: { zh: '特别程序', en: 'Special procedure' },
  suspended: { zh: '挂起', en: 'Suspended' },
  'decided-grant': { zh: '准予', en: 'Granted' },
  'decided-refuse': { zh: '不予许可', en: 'Refused' },
  'payment-due': { zh: '待缴费', en: 'Payment due' },
  paid: { zh: '已缴费', en: 'Paid' },
  made: { zh: '证照已制作', en: 'Result made' },
  issued: { zh: '待领取', en: 'To be collected' },
  collected: { zh: '已领取', en: 'Collected' },
  closed: { zh: '已办结', en: 'Closed' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  lapsed: { zh: '补正未来，已办结', en: 'Lapsed' },
  archived: { zh: '已归档', en: 'Archived' },
}) satisfies Record<DossierStatus, Text>;

/** The colour of a light in words, for those who do not see it. */
export const lightTexts = defineTexts({
  none: { zh: '不计时', en: 'Not running' },
  green: { zh: '绿灯', en: 'Green' },
  blue: { zh: '蓝灯', en: 'Blue' },
  yellow: { zh: '黄灯', en: 'Yellow' },
  red: { zh: '红灯', en: 'Red' },
  'red-legal': { zh: '红灯（超法定）', en: 'Red by law' },
}) satisfies Record<LightColour, Text>;

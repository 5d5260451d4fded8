import type { StarPart, StarResult } from '../stars.ts';
import { defineTexts, type Text } from './define.ts';

/** The star contest 星级服务竞赛. */
export const starTexts = defineTexts({
  title: { zh: '星级服务竞赛', en: 'Star contest' },
  month: { zh: '月份', en: 'Month' },
  people: { zh: '人员', en: 'People' },
  counters: { zh: '窗口', en: 'Counters' },
  key: { zh: '工号或窗口', en: 'Person or counter' },
  name: { zh: '名称', en: 'Name' },
  days: { zh: '到岗天数', en: 'Days' },
  score: { zh: '得分', en: 'Points' },
  stars: { zh: '星级', en: 'Stars' },
  none: { zh: '不评星', en: 'None' },
  notThere: { zh: '当月未到岗', en: 'Not there' },
  bonus: { zh: '加分', en: 'Bonus' },
  deductions: { zh: '扣分明细', en: 'Deductions' },
  noDeductions: { zh: '没有扣分', en: 'No deductions' },
  record: { zh: '查看记录', en: 'See the record' },
  pending: { zh: '申诉中', en: 'under appeal' },
  lifted: { zh: '已撤销：{reason}', en: 'lifted: {reason}' },
  running: { zh: '本月进行中，得分按目前记录推算', en: 'Running: points as the record stands' },
  over: { zh: '月份已结束，还没有公布', en: 'Over, not closed yet' },
  closed: { zh: '{on} 公布，结果已固定，只能更正', en: 'Closed on {on}; corrections only' },
  close: { zh: '公布并固定', en: 'Close the month' },
  changed: {
    zh: '公布以后记录有变：多出 {added} 条扣分，{gone} 条已不成立。需要的请更正',
    en: 'The record has changed since: {added} more, {gone} no longer stand. Correct where needed',
  },
  lift: { zh: '撤销这条扣分', en: 'Lift this deduction' },
  addBonus: { zh: '加分', en: 'Add a bonus' },
  deduct: { zh: '补扣', en: 'Deduct' },
  points: { zh: '分值', en: 'Points' },
  reason: { zh: '理由', en: 'Reason' },
  reasonNeeded: { zh: '请写明理由', en: 'A reason is needed' },
  part: { zh: '项目', en: 'Part' },
  save: { zh: '记录', en: 'Record' },
  saved: { zh: '已记录', en: 'Recorded' },
  cancel: { zh: '取消', en: 'Cancel' },
  adjustments: { zh: '更正记录', en: 'Corrections' },
  adjustment: { zh: '补扣', en: 'Deducted by hand' },
  starsOf: { zh: '{stars} 星', en: '{stars} stars' },
  mine: { zh: '我的星级与扣分', en: 'My stars' },
  rule: {
    zh: '满分 100，另加不超过 {bonus} 分；有一张红牌最多 {most} 星，有 {none} 张红牌或差评属实不评星',
    en: '100 points and at most {bonus} more; one red card: {most} stars at most; {none} red cards or an upheld rating: none',
  },
});

export const starPartTexts: Record<StarPart, Text> = {
  attendance: { zh: '出勤', en: 'Attendance' },
  dress: { zh: '仪容着装', en: 'Dress' },
  discipline: { zh: '工作纪律', en: 'Discipline' },
  'time-limits': { zh: '限时办结', en: 'Time limits' },
  quality: { zh: '办件质量', en: 'Quality' },
  satisfaction: { zh: '群众满意', en: 'Satisfaction' },
  archive: { zh: '归档共享', en: 'Archive' },
};

export const starCauseTexts: Record<string, Text> = defineTexts({
  late: { zh: '迟到', en: 'Late' },
  early: { zh: '早退', en: 'Left early' },
  absent: { zh: '缺勤', en: 'Absent' },
  dress: { zh: '巡查：着装不规范', en: 'Inspection: dress' },
  discipline: { zh: '巡查：违反工作纪律', en: 'Inspection: discipline' },
  presence: { zh: '巡查：不在岗', en: 'Inspection: not at the post' },
  'rating-upheld': { zh: '差评属实', en: 'Poor rating upheld' },
  'rating-partly': { zh: '差评部分属实', en: 'Poor rating partly upheld' },
  'card-red': { zh: '红牌', en: 'Red card' },
  'card-yellow': { zh: '黄牌', en: 'Yellow card' },
  'card-blue': { zh: '蓝牌（连续第三次）', en: 'Blue card, third in a row' },
  adjustment: { zh: '补扣', en: 'Deducted by hand' },
});

export const starCapTexts: Record<NonNullable<StarResult['cap']>, Text> = {
  'red-card': { zh: '有红牌，封顶', en: 'Capped by a red card' },
  'red-cards': { zh: '红牌过多，不评星', en: 'Red cards: none' },
  'rating-upheld': { zh: '差评属实，不评星', en: 'Upheld rating: none' },
};

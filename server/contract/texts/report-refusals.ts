import { defineTexts } from './define.ts';

/** Refusals of reports, of the daily inspection and of the star contest. */
export const reportRefusals = defineTexts({
  'no-such-date': { zh: '没有 {date} 这一天', en: 'There is no day {date}' },
  'report-too-long': { zh: '一次最多统计 {most} 天，请分段查看', en: 'At most {most} days at a time' },
  'unknown-inspection': { zh: '没有这条巡查记录', en: 'There is no such check' },
  'inspection-over': {
    zh: '这是 {on} 的巡查，过了当天不能撤回；如有误，请在星级竞赛里撤销扣分',
    en: 'This check is of {on} and stands; lift the deduction in the star contest instead',
  },
  'nothing-to-answer': {
    zh: '这条巡查没有问题、已撤回、已说明，或已过 7 天说明期',
    en: 'Nothing was found, it was taken back or answered, or the 7 days to answer are over',
  },
  'month-not-over': { zh: '{month} 还没有结束', en: '{month} is not over' },
  'month-closed': { zh: '{month} 的评星已经公布，只能更正', en: '{month} is closed; it can only be corrected' },
  'unknown-deduction': { zh: '这个月没有这条扣分', en: 'That month has no such deduction' },
  'deduction-lifted': { zh: '这条扣分已经撤销', en: 'That deduction was lifted already' },
});

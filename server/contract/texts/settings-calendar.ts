import { defineTexts } from './define.ts';

/** Words of the page where the county's working days are kept. */
export const calendarPageTexts = defineTexts({
  title: { zh: '工作日历', en: 'Working days' },
  lead: {
    zh: '办件的承诺和法定期限、请假和考勤都按这里的工作日算。国家的放假安排随程序带来；新一年的通知出来后可以导入，个别日子可以单独改。',
    en: 'Promised and legal limits, leave and attendance go by these working days. The state’s holidays come with the program; a new year’s notice can be imported, and single days can be changed.',
  },
  year: { zh: '{year} 年', en: '{year}' },
  yearBefore: { zh: '上一年', en: 'The year before' },
  yearAfter: { zh: '下一年', en: 'The year after' },
  monthNo: { zh: '{month} 月', en: '{month}' },
  fromNotice: { zh: '放假安排：{notice}', en: 'Holidays: {notice}' },
  fromState: {
    zh: '放假安排：国家公布的安排（随程序带来）',
    en: 'Holidays as the state announced them (came with the program)',
  },
  provisional: {
    zh: '这一年的放假通知还没有：暂按周末和法定节日算，请在通知公布后导入。',
    en: 'There is no notice for this year yet: weekends and the days fixed by law count until one is imported.',
  },
  fromCounty: { zh: '放假安排：本县导入（{source}）', en: 'Holidays as the county imported them ({source})' },
  noSource: { zh: '未注明文号', en: 'no notice named' },
  dropYear: { zh: '不用导入的，恢复国家的安排', en: 'Drop the import, take the state’s again' },
  working: { zh: '上班', en: 'Working day' },
  rest: { zh: '周末', en: 'Weekend' },
  holiday: { zh: '放假', en: 'Holiday' },
  'make-up': { zh: '调休上班', en: 'Worked instead' },
  holidayMark: { zh: '休', en: 'off' },
  'make-upMark': { zh: '班', en: 'on' },
  ownDay: { zh: '本县单独改的', en: 'Changed by the county' },
  total: { zh: '全年上班 {working} 天，放假和周末 {off} 天', en: '{working} working days, {off} days off' },

  editDay: { zh: '{date}（{weekday}）', en: '{date} ({weekday})' },
  now: { zh: '现在：{kind}', en: 'Now: {kind}' },
  stateHas: { zh: '国家的安排：{kind}', en: 'The state has: {kind}' },
  makeWorking: { zh: '改为上班', en: 'A working day' },
  makeOff: { zh: '改为放假', en: 'A day off' },
  asState: { zh: '取消单独的改动', en: 'Undo the single change' },
  reason: { zh: '原因（必填，会记入更改记录）', en: 'Reason (needed; it is recorded)' },
  changedDays: { zh: '单独改过的日子', en: 'Days changed one by one' },
  none: { zh: '没有单独改过的日子。', en: 'No day is changed by itself.' },

  import: { zh: '导入一年…', en: 'Import a year…' },
  importLead: {
    zh: '粘贴或选一个文件：表格（CSV）每行写日期和“放假”或“上班”，中间用逗号隔开，第一行可以是表头；也可以是 JSON。一个文件可以有几年，导入的年份整年替换。',
    en: 'Paste or choose a file: a CSV with lines “date,off” or “date,work”, with or without a head; or JSON. It may have several years; each replaces the whole year.',
  },
  importSource: { zh: '通知文号（可不填）', en: 'Number of the notice (optional)' },
  importFound: {
    zh: '{year} 年：放假 {off} 天，调休上班 {work} 天',
    en: '{year}: {off} days off, {work} worked instead',
  },
  importTake: { zh: '放进草稿', en: 'Put into the draft' },
  faultLine: { zh: '第 {line} 行第 {column} 列', en: 'line {line}, column {column}' },
  wrongDate: { zh: '“{text}”不是日期（应为 2027-01-01）', en: '{text} is no date (as 2027-01-01)' },
  wrongKind: { zh: '“{text}”应为“放假”或“上班”', en: '{text} should be “off” or “work”' },
  twiceDate: { zh: '{text} 重复', en: '{text} stands twice' },
  wrongJson: { zh: 'JSON 有误：{text}', en: 'The JSON is not right: {text}' },
  wrongYear: { zh: '{text} 年不在 2004 到 2100 之间', en: '{text} is not between 2004 and 2100' },

  movesBusy: { zh: '正在核对在办办件的期限…', en: 'Looking at the open dossiers…' },
  movesNone: { zh: '在办办件 {open} 件，期限都不变。', en: 'None of the {open} open dossiers gets another date.' },
  moves: {
    zh: '在办办件 {open} 件，其中 {moved} 件的期限会变；保存后逐件记入办件记录。',
    en: '{moved} of {open} open dossiers get other dates; each is told on its record after saving.',
  },
  moveLine: { zh: '{no}：{before} → {after}', en: '{no}: {before} → {after}' },
  noDate: { zh: '未起算', en: 'not running' },
  movesMore: { zh: '只列前 {count} 件', en: 'the first {count} are listed' },
  dayValue: { zh: '{date} {kind}（{reason}）', en: '{date} {kind} ({reason})' },
  yearValue: { zh: '{year} 年 放假 {off} 天、调休上班 {work} 天', en: '{year}, {off} days off, {work} worked instead' },
});

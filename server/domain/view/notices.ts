import type { HallNotice } from '../../contract/notices.ts';

/** Notices in force on a local date, those that end first on top. Dates such as `2026-11-23` compare as they are written. */
export function noticesOn(notices: readonly HallNotice[], date: string): HallNotice[] {
  return notices
    .filter(({ from, until }) => from <= date && date <= until)
    .sort((one, other) => one.until.localeCompare(other.until) || one.title.localeCompare(other.title));
}

/** What is wrong with the notices of a hall file, as sentences. */
export function noticeProblems(notices: readonly HallNotice[]): string[] {
  return notices.flatMap(({ title, from, until }) => {
    const unreal = [from, until]
      .filter((date) => !isRealDate(date))
      .map((date) => `notice ${title}: ${date} is no date`);
    return until < from ? [...unreal, `notice ${title} ends on ${until}, before it begins on ${from}`] : unreal;
  });
}

/** Whether the month has such a day; the form is checked by the schema. */
function isRealDate(date: string): boolean {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day >= 1 && day <= days;
}

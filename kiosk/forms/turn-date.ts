export type DatePart = 'year' | 'month' | 'day';

const years = { least: 1900, most: 2099 };
/** Most people at a kiosk were born about so long ago. */
const usualAgeYears = 50;
const two = (value: number) => String(value).padStart(2, '0');
const daysOf = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();
const around = (value: number, least: number, most: number) => (value < least ? most : value > most ? least : value);

/** Where the wheels stand before anybody has touched them. */
export function dateStart(today: Date, past: boolean): string {
  const year = today.getFullYear() - (past ? usualAgeYears : 0);
  return past ? `${year}-01-01` : `${year}-${two(today.getMonth() + 1)}-${two(today.getDate())}`;
}

/** The date with one wheel turned; months and days go round, and no month has more days than it has. */
export function turned(date: string, part: DatePart, by: number): string {
  const [year = 2000, month = 1, day = 1] = date.split('-').map(Number);
  const nextYear = part === 'year' ? Math.min(years.most, Math.max(years.least, year + by)) : year;
  const nextMonth = part === 'month' ? around(month + by, 1, 12) : month;
  const most = daysOf(nextYear, nextMonth);
  const nextDay = part === 'day' ? around(day + by, 1, most) : Math.min(day, most);
  return `${nextYear}-${two(nextMonth)}-${two(nextDay)}`;
}

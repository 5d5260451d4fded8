/** Local date such as `2026-11-23` of a moment in a time zone. */
export function localDate(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}

/** Looks a moment's local date up; the calendar is asked again only in the next quarter of an hour. */
export function dateKeeper(timeZone: string): (at: number) => string {
  const quarterMs = 900_000;
  let asked = Number.NaN;
  let date = '';
  return (at) => {
    // Every zone's midnight falls on a quarter of an hour.
    const quarter = Math.floor(at / quarterMs);
    if (quarter !== asked) {
      asked = quarter;
      date = localDate(at, timeZone);
    }
    return date;
  };
}

/** Epoch milliseconds of a local time such as `08:30` on a local date. */
export function localMoment(date: string, time: string, timeZone: string): number {
  const utc = Date.parse(`${date}T${time}:00Z`);
  const shown = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
    hourCycle: 'h23',
  }).format(utc);
  return utc - (Date.parse(`${shown.replace(', ', 'T')}Z`) - utc);
}

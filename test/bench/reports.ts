import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { houseCalendar } from '../../server/calendar-file.ts';
import type { ServiceReport } from '../../server/contract/service-report.ts';
import { isWorkingDay } from '../../server/domain/calendar/calendar.ts';
import { readHallFile, sampleHall } from '../../server/hall-file.ts';
import { openJournal } from '../../server/journal/journal.ts';
import { deviceJobs } from '../../server/reactions/device-jobs.ts';
import { serviceReporter } from '../../server/reports/service.ts';
import { writeYear } from './year-of-visits.ts';

const aimMs = 1000;
const rounds = 7;
const dayMs = 86_400_000;

/** Makes a busy year, times reports over it, writes `reports.md`, and says whether a year opens within a second. */
export async function benchReports({ folder, days }: { folder: string; days: number }): Promise<boolean> {
  const file = readHallFile(sampleHall);
  const data = mkdtempSync(join(folder, 'reports-'));
  const journal = openJournal({ folder: data, deviceJobs });
  try {
    const visitsADay = 900;
    const dates = workingDates(file.timeZone, days);
    const kept = writeYear(journal.database, { file, dates, visitsADay });
    const name = (key: string | number) => String(key);
    const reporter = serviceReporter(journal.database, () => '2027-01-01', { item: name, counter: name, person: name });
    const last = dates.at(-1) ?? '';
    const periods = [
      ['a year', dates[0] ?? '', last],
      ['a month', `${last.slice(0, 7)}-01`, last],
      ['a day', last, last],
    ] as const;
    const found: { name: string; report: ServiceReport; ms: number[] }[] = [];
    for (const [title, from, until] of periods) {
      const ms: number[] = [];
      let report: ServiceReport | undefined;
      for (let round = 0; round < rounds; round += 1) {
        const begun = performance.now();
        report = await reporter.of({ from, until }, true);
        JSON.stringify(report);
        ms.push(performance.now() - begun);
      }
      if (report !== undefined) found.push({ name: title, report, ms });
    }
    const rows = journal.database.prepare<[], number>('SELECT count(*) FROM report_figures').pluck().get() ?? 0;
    const text = written(found, { days: dates.length, visitsADay, rows, kept });
    writeFileSync(join(import.meta.dirname, 'reports.md'), text);
    process.stdout.write(text);
    return found.every(({ ms }) => (ms[0] ?? 0) < aimMs && Math.max(...ms) < aimMs);
  } finally {
    journal.close();
    rmSync(data, { recursive: true, force: true });
  }
}

function workingDates(timeZone: string, days: number): string[] {
  const calendar = houseCalendar(timeZone, Date.UTC(2026, 0, 1));
  const dates: string[] = [];
  for (let at = Date.UTC(2026, 0, 1); dates.length < days && at < Date.UTC(2027, 0, 1); at += dayMs) {
    const date = new Date(at).toISOString().slice(0, 10);
    if (isWorkingDay(calendar, date)) dates.push(date);
  }
  return dates;
}

function middle(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

function written(
  found: readonly { name: string; report: ServiceReport; ms: readonly number[] }[],
  { days, visitsADay, rows, kept }: { days: number; visitsADay: number; rows: unknown; kept: readonly number[] },
): string {
  const lines = found.map(
    ({ name, report, ms }) =>
      `| ${name} | ${report.total.taken} | ${(ms[0] ?? 0).toFixed(0)} | ${middle(ms).toFixed(0)} | ${Math.max(...ms).toFixed(0)} |`,
  );
  return `# Opening a report

Made by \`npm run bench -- reports\`. ${days} working days of ${visitsADay} visits each in the sample hall, written straight into the
tables; ${String(rows)} rows of figures. Milliseconds from the question to the answer as JSON, everything under every heading;
${cpus().length} cores, ${cpus()[0]?.model.trim() ?? 'unknown processor'}, load ${(loadavg()[0] ?? 0).toFixed(1)} while measuring. Aim: below ${aimMs} each time.

| report over | visits | first time | median of ${rounds} | slowest |
| --- | --- | --- | --- | --- |
${lines.join('\n')}

Adding up one day that is over takes ${middle(kept).toFixed(0)} ms (median; slowest ${Math.max(...kept).toFixed(0)} ms), once, when the next day opens.
`;
}

import { resolve } from 'node:path';
import Database from 'better-sqlite3';
import { fairnessTexts as texts } from '../contract/texts/tools.ts';
import { checkFairness, type FairnessReport } from '../reports/fairness/check.ts';
import { recordedDays, recordOfDay } from '../reports/fairness/read-record.ts';
import {
  bothLanguages,
  databasePath,
  runAsProgram,
  type Terminal,
  type Tool,
  ToolError,
  UsageError,
} from './arguments.ts';

export const fairnessTool: Tool = {
  usage: texts.usage,
  options: { date: texts.dateOption },
  words: { least: 0, most: 1 },
  work({ data, options: { date }, words: [folder] }, terminal) {
    if (date !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new UsageError(texts.badDate, { date });
    const path = databasePath(folder === undefined ? data : resolve(folder));
    const database = new Database(path, { readonly: true, fileMustExist: true });
    try {
      const days = recordedDays(database).filter((day) => date === undefined || day === date);
      if (date !== undefined && days.length === 0) throw new ToolError(texts.noDay, { date }, 1);
      return tellAll(database, days, terminal);
    } finally {
      database.close();
    }
  },
};

/** Judges the days one after another, so that memory holds one of them only, and tells each before the next. */
function tellAll(database: Database.Database, days: readonly string[], terminal: Terminal): number {
  const total = { days: days.length, calls: 0, unjust: 0, unqualified: 0, named: 0, first: 0 };
  for (const day of days) {
    const report = checkFairness(day, recordOfDay(database, day));
    tell(report, terminal);
    total.calls += report.calls;
    total.unjust += report.unjust.length;
    total.unqualified += report.unqualified.length;
    total.named += report.named.length;
    total.first += report.putFirst.length;
  }
  terminal.say(bothLanguages(texts.summary, total));
  return total.unjust + total.unqualified === 0 ? 0 : 1;
}

function tell(report: FairnessReport, terminal: Terminal): void {
  const when = (at: number) => `${report.date} ${new Date(at).toTimeString().slice(0, 8)}`;
  for (const call of report.unjust) terminal.say(bothLanguages(texts.unjust, { ...call, when: when(call.at) }));
  for (const call of report.unqualified)
    terminal.say(bothLanguages(texts.unqualified, { ...call, when: when(call.at) }));
  for (const call of report.named)
    terminal.say(
      bothLanguages(texts.named, {
        ...call,
        when: when(call.at),
        reason: call.reason ?? bothLanguages(texts.noReason),
      }),
    );
}

await runAsProgram(import.meta.url, fairnessTool);

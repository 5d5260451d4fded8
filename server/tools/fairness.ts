import { resolve } from 'node:path';
import Database from 'better-sqlite3';
import type { Text } from '../contract/texts/define.ts';
import { fairnessTexts as texts } from '../contract/texts/tools.ts';
import { type DayReport, judgeDay } from '../reports/day-report.ts';
import { recordedDays } from '../reports/fairness/read-record.ts';
import type { WaitFigures } from '../reports/proof/prove.ts';
import { inSlices } from '../reports/slices.ts';
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
  async work({ data, options: { date }, words: [folder] }, terminal) {
    if (date !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new UsageError(texts.badDate, { date });
    const path = databasePath(folder === undefined ? data : resolve(folder));
    const database = new Database(path, { readonly: true, fileMustExist: true });
    try {
      const days = recordedDays(database).filter((day) => date === undefined || day === date);
      if (date !== undefined && days.length === 0) throw new ToolError(texts.noDay, { date }, 1);
      return await tellAll(database, days, terminal);
    } finally {
      database.close();
    }
  },
};

/** Judges the days one after another, so that memory holds one of them only, and tells each before the next. */
async function tellAll(database: Database.Database, days: readonly string[], terminal: Terminal): Promise<number> {
  const total = { days: days.length, calls: 0, unjust: 0, unqualified: 0, named: 0, first: 0 };
  for (const day of days) {
    const report = await inSlices(judgeDay(database, day));
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

function tell(report: DayReport, terminal: Terminal): void {
  const say = (text: Text, call: { at: number }, more: Record<string, unknown> = {}) => {
    const when = `${report.date} ${new Date(call.at).toTimeString().slice(0, 8)}`;
    terminal.say(`${when} ${bothLanguages(text, { ...call, ...more })}`);
  };
  for (const call of report.unjust) say(texts.unjust, call);
  for (const call of report.unqualified) say(texts.unqualified, call);
  for (const call of report.named) say(texts.named, call, { reason: call.reason ?? bothLanguages(texts.noReason) });
  if (report.proof !== null) tellProof(report, report.proof, terminal);
}

/** What help and cover were worth that day (R16). */
function tellProof({ date }: DayReport, proof: NonNullable<DayReport['proof']>, terminal: Terminal): void {
  const { recorded, present, byHand, pooled, gapClosed } = proof;
  const mean = ({ meanMinutes }: WaitFigures) => meanMinutes.toFixed(1);
  const closed = gapClosed === null ? '–' : (100 * gapClosed).toFixed(0);
  const values = { waits: recorded.waits, recorded: mean(recorded), p95: recorded.p95Minutes.toFixed(1), closed };
  const replays = { present: mean(present), byHand: mean(byHand), pooled: mean(pooled) };
  const overtaken = recorded.overtakenMost;
  terminal.say(`${date} ${bothLanguages(texts.proof, { ...values, ...replays, overtaken })}`);
}

await runAsProgram(import.meta.url, fairnessTool);

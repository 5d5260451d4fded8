import type { AttendanceLine } from './attendance-report.ts';
import type { AwayReason } from './post.ts';
import type { ReportTable } from './report-tables.ts';
import type { StarMonth } from './stars.ts';
import { starParts } from './stars.ts';
import { attendanceStateTexts, awayReasonTexts, attendanceTexts as sheet } from './texts/day-sheet.ts';
import { fillText, type Language, type Text } from './texts/define.ts';
import { reportTexts } from './texts/reports.ts';
import { starCauseTexts, starPartTexts, starTexts } from './texts/stars.ts';

/** Time of day such as `08:27` in the hall's own zone. */
export type ClockFace = (time: string | null) => string;

/** The day sheet as a table. */
export function attendanceTable(lines: readonly AttendanceLine[], clock: ClockFace, language: Language): ReportTable {
  const word = (text: Text) => fillText(text, language);
  return {
    title: reportTexts.attendance,
    columns: [
      reportTexts.date,
      sheet.staff,
      sheet.name,
      sheet.counter,
      sheet.state,
      sheet.in,
      sheet.out,
      sheet.late,
      sheet.early,
      sheet.leave,
      sheet.away,
    ],
    rows: lines.map((line) => [
      line.date,
      line.staff,
      line.name,
      line.counter,
      word(attendanceStateTexts[line.state]),
      clock(line.in),
      line.in !== null && line.out === null ? word(sheet.notSignedOut) : clock(line.out),
      line.lateMinutes,
      line.earlyMinutes,
      line.leave.map((slot) => slotWords(slot, word)).join(' '),
      line.away
        .map(({ reason, from, until }) => `${word(awayReasonTexts[reason])} ${clock(from)}–${clock(until)}`)
        .join(' '),
    ]),
  };
}

function slotWords(slot: string, word: (text: Text) => string): string {
  const [half = '', reason = ''] = slot.split(':');
  return `${word(half === 'morning' ? sheet.morning : sheet.afternoon)}${word(awayReasonTexts[reason as AwayReason] ?? sheet.leave)}`;
}

/** Results of a month, a line each, with the deductions in words. */
export function starTable(month: StarMonth, language: Language): ReportTable {
  const word = (text: Text | undefined, code = '') => (text === undefined ? code : fillText(text, language));
  return {
    title: starTexts.title,
    columns: [
      starTexts.key,
      starTexts.name,
      starTexts.days,
      starTexts.score,
      starTexts.stars,
      ...starParts.map((part) => starPartTexts[part]),
      starTexts.bonus,
      starTexts.deductions,
    ],
    rows: [...month.people, ...month.counters].map((each) => [
      each.key,
      each.name,
      each.days,
      each.score,
      each.stars,
      ...each.parts.map(({ points }) => points),
      each.bonus,
      each.deductions
        .map(({ on, cause, points, source }) => {
          return `${on} ${word(starCauseTexts[cause], cause)} -${points} (${source.dossier ?? source.id})`;
        })
        .join('; '),
    ]),
  };
}

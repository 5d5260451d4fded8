import type { Database } from 'better-sqlite3';
import type { AttendanceLine } from '../contract/attendance-report.ts';
import { halfDaysOff, judgeDay } from '../domain/attendance/day-sheet.ts';
import type { WorkingCalendar } from '../domain/calendar/calendar.ts';
import type { Hall } from '../hall.ts';
import { presenceRows } from '../journal/presence-table.ts';
import type { Period } from './dossier-statistics.ts';

export type AttendanceReader = (period: Period) => AttendanceLine[];

/** More lines than two hundred people have days at work in a quarter. */
const linesMost = 20_000;

/** 考勤表: everybody's days from the sign-ins on record, by date and person. */
export function attendanceReader(database: Database, hall: Hall, calendar: WorkingCalendar): AttendanceReader {
  const time = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  return ({ from, until }) => {
    const now = hall.now();
    const hours = { calendar, rules: hall.model.rules };
    const names = new Map(hall.model.file.staff.map(({ id, name }) => [id, name]));
    const off = halfDaysOff(hall.leaves.list(from, until, now), hours);
    return presenceRows(database, from, until)
      .slice(0, linesMost)
      .map(({ date, staff, figures }) => {
        const own = [...(off.get(staff) ?? [])].filter(([slot]) => slot.startsWith(date));
        const judged = judgeDay(date, figures, new Set(own.map(([slot]) => slot)), { hours, now });
        return {
          date,
          staff,
          name: names.get(staff) ?? staff,
          counter: figures.post,
          ...judged,
          in: time(figures.in),
          out: time(figures.out),
          away: figures.away.map((each) => ({ ...each, from: time(each.from), until: time(each.until) })),
          leave: own.map(([slot, reason]) => `${slot.slice(date.length + 1)}:${reason}`),
        };
      });
  };
}

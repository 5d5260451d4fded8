import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packagedYear, readCalendar, sampleCalendars } from '../../../../server/calendar-file.ts';
import {
  addDays,
  addWorkingDays,
  closingOf,
  dateAt,
  dateOfDay,
  dayNumber,
  daysBetween,
  isPast,
  isWorkingDay,
  startOf,
  workingCalendar,
  workingDaysBetween,
} from '../../../../server/domain/calendar/calendar.ts';

const calendar = readCalendar(sampleCalendars, 2009, 2028);
const year = (no: number) => calendar.years.find((each) => each.year === no);
const workingDaysOf = (no: number) => workingDaysBetween(calendar, `${no - 1}-12-31`, `${no}-12-31`);

describe('the calendar of the state', () => {
  it('2010 has 250 working days and 2026 has 248', () => {
    expect([workingDaysOf(2010), workingDaysOf(2026)]).toEqual([250, 248]);
  });

  it.each([
    ['2010-02-10', 10, '2010-03-01'],
    ['2010-02-12', 1, '2010-02-20'],
    ['2010-09-30', 1, '2010-10-08'],
    ['2026-02-13', 5, '2026-02-27'],
  ])('what was accepted on %s with %i working days is due on %s', (accepted, days, due) => {
    expect(addWorkingDays(calendar, accepted, days)).toBe(due);
    expect(workingDaysBetween(calendar, accepted, due)).toBe(days);
  });

  it('a make-up Saturday is worked and a weekday of 春节 is not', () => {
    const days = ['2010-02-20', '2010-02-21', '2010-02-15', '2026-02-14', '2026-02-23', '2026-11-23', '2026-11-22'];
    expect(days.map((day) => isWorkingDay(calendar, day))).toEqual([true, true, false, true, false, true, false]);
  });

  it('other years come from the installed package, which agrees with the sample years', () => {
    expect(packagedYear(2010)).toEqual({ year: 2010, off: year(2010)?.off, work: year(2010)?.work });
    expect(packagedYear(2026)).toEqual({ year: 2026, off: year(2026)?.off, work: year(2026)?.work });
    expect([isWorkingDay(calendar, '2025-10-08'), isWorkingDay(calendar, '2025-09-28')]).toEqual([false, true]);
    expect([packagedYear(2003), packagedYear(2027)]).toEqual([null, null]);
  });

  it('a year whose notice is not out is provisional and says so', () => {
    expect([year(2026)?.provisional, year(2027)?.provisional]).toEqual([undefined, true]);
    expect([isWorkingDay(calendar, '2027-01-01'), isWorkingDay(calendar, '2027-01-04')]).toEqual([false, true]);
  });

  it('refuses years with a gap, a day of another year, a day that is both off and worked, and dates beyond it', () => {
    const make = (years: Parameters<typeof workingCalendar>[0]['years']) => () =>
      workingCalendar({ years, utcOffsetMinutes: 480, closingMinute: 1020 });
    expect(make([])).toThrow('needs a year');
    expect(make([2010, 2012].map((no) => ({ year: no, off: [], work: [] })))).toThrow('gap before 2012');
    expect(make([{ year: 2010, off: ['2011-01-01'], work: [] }])).toThrow('does not belong');
    expect(make([{ year: 2010, off: ['2010-02-20'], work: ['2010-02-20'] }])).toThrow('twice');
    expect(make([{ year: 2010, off: ['2010-02'], work: [] }])).toThrow('not a date');
    expect(() => addWorkingDays(calendar, '2028-12-20', 60)).toThrow('outside the calendar');
    expect(() => isWorkingDay(calendar, '2001-01-01')).toThrow('outside the calendar');
  });
});

describe('days and hours', () => {
  it('a limit is kept until closing time of its day, local time', () => {
    const closing = Date.parse('2010-03-01T17:00:00+08:00');
    expect(closingOf(calendar, '2010-03-01')).toBe(closing);
    expect([isPast(calendar, '2010-03-01', closing), isPast(calendar, '2010-03-01', closing + 1)]).toEqual([
      false,
      true,
    ]);
    expect(dateAt(calendar, Date.parse('2010-02-28T16:00:00Z'))).toBe('2010-03-01');
    expect(startOf(calendar, '2010-03-01')).toBe(Date.parse('2010-02-28T16:00:00Z'));
  });

  it('natural days count every day, and a limit that ends on a day off ends on the next working day', () => {
    expect(addDays(calendar, '2010-02-10', 5, 'Z')).toBe('2010-02-20');
    expect(addDays(calendar, '2010-02-10', 2, 'Z')).toBe('2010-02-12');
    expect(daysBetween(calendar, '2010-02-10', '2010-02-15', 'Z')).toBe(5);
    expect(daysBetween(calendar, '2010-02-10', '2010-02-15', 'G')).toBe(2);
  });

  it('no days from a day off is the next working day', () => {
    expect(addWorkingDays(calendar, '2010-02-13', 0)).toBe('2010-02-20');
    expect(addWorkingDays(calendar, '2010-02-12', 0)).toBe('2010-02-12');
  });

  it('adding and counting are inverse for every date and length', () => {
    const first = dayNumber('2009-01-01');
    fc.assert(
      fc.property(fc.nat(6000), fc.integer({ min: 1, max: 60 }), (offset, days) => {
        const date = dateOfDay(first + offset);
        const due = addWorkingDays(calendar, date, days);
        expect(isWorkingDay(calendar, due)).toBe(true);
        expect(workingDaysBetween(calendar, date, due)).toBe(days);
        expect(workingDaysBetween(calendar, due, date)).toBe(0);
      }),
    );
  });
});

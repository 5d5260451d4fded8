// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import {
  kindOf,
  monthsOf,
  readYears,
  withDay,
  withoutYear,
  withYears,
} from '../../counter-ui/settings/calendar-days.ts';
import { differencesOf } from '../../counter-ui/settings/differences.ts';
import { valueWords } from '../../counter-ui/settings/field-words.ts';
import { stateYear } from '../../server/calendar-file.ts';

const state = stateYear(2026);
const workingDays = (setting?: Parameters<typeof monthsOf>[1]) =>
  monthsOf(state, setting)
    .flat()
    .filter(({ kind }) => kind === 'working' || kind === 'make-up').length;

it('a year has twelve months; every day is working, weekend, holiday or worked instead', () => {
  expect(monthsOf(state, undefined).map((days) => days.length)).toEqual([
    31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
  ]);
  const kinds = ['2026-10-01', '2026-10-10', '2026-11-22', '2026-11-23'].map((date) => kindOf(state, date));
  expect(kinds).toEqual(['holiday', 'make-up', 'rest', 'working']);
  expect(workingDays()).toBe(248);
});

it('a single day goes before the year, and is undone without a trace', () => {
  const off = withDay(undefined, '2026-11-23', { working: false, reason: '停水' });
  expect([workingDays(off), workingDays(withDay(off, '2026-11-22', { working: true, reason: '补班' }))]).toEqual([
    247, 248,
  ]);
  expect(withDay(off, '2026-11-23', null)).toBeUndefined();
  expect(differencesOf({}, { calendar: off }).map(({ field }) => field)).toEqual(['days']);
  expect(valueWords(off?.days)).toBe('2026-11-23 放假（停水）');
});

it('a year is read from a spreadsheet or from JSON, and replaces the whole year', () => {
  const csv = '\uFEFF日期,类型\r\n2027/1/1,放假\r\n2027-02-07,上班\r\n"2027年2月5日",休\r\n';
  const year = { year: 2027, source: '国办发明电〔2026〕9号', off: ['2027-01-01', '2027-02-05'], work: ['2027-02-07'] };
  expect(readYears(csv, ' 国办发明电〔2026〕9号 ')).toEqual({ years: [year], faults: [] });
  expect(readYears(JSON.stringify({ closingTime: '17:00', years: [year] }), '').years).toEqual([
    { ...year, source: undefined },
  ]);
  const setting = withYears(withYears(undefined, [{ ...year, off: [] }]), [year]);
  expect(setting.years).toEqual([year]);
  expect(withoutYear(setting, 2027)).toBeUndefined();
});

it('mistakes are told by line and column, and nothing is taken then', () => {
  const { years, faults } = readYears('2027-02-30,放假\n2027-01-01,歇\n2027-01-01,放假\n1999-01-01,放假', '');
  expect(years).toEqual([]);
  const places = faults.map(({ line, column, value }) => `${line}:${column} ${value}`);
  expect(places).toEqual(['2:2 歇', '1:1 2027-02-30', '3:1 2027-01-01', '4:1 1999']);
  expect(readYears('{"years": [\n {]}', '').faults[0]).toMatchObject({ line: 2 });
});

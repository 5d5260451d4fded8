import { dateOf } from '../kit/clock.ts';

const dayMs = 86_400_000;

/** The span of leaves that concern somebody now: two months back, half a year ahead. */
export function calendarSpan(now: number): { from: string; until: string } {
  return { from: dateOf(now - 62 * dayMs), until: dateOf(now + 183 * dayMs) };
}

/** A month as `2026-11`, moved by some months. */
export function monthMoved(month: string, by: number): string {
  const [year = 0, no = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, no - 1 + by, 1)).toISOString().slice(0, 7);
}

/** The dates of a month in weeks from Monday to Sunday; null where a day belongs to another month. */
export function weeksOf(month: string): (string | null)[][] {
  const [year = 0, no = 1] = month.split('-').map(Number);
  const days = new Date(Date.UTC(year, no, 0)).getUTCDate();
  const before = (new Date(Date.UTC(year, no - 1, 1)).getUTCDay() + 6) % 7;
  const cells: (string | null)[] = Array.from({ length: before }, () => null);
  for (let day = 1; day <= days; day += 1) cells.push(`${month}-${String(day).padStart(2, '0')}`);
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

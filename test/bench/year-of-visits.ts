import type { Database } from 'better-sqlite3';
import type { HallFile } from '../../server/contract/hall-file.ts';
import type { RatingLevel } from '../../server/contract/rating.ts';
import { ratingLevels } from '../../server/contract/rating-levels.ts';
import { keepDay, keepMonth } from '../../server/journal/report-table.ts';

/** A small generator of numbers between 0 and 1: the same seed makes the same year. */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface YearOptions {
  file: HallFile;
  dates: readonly string[];
  visitsADay: number;
}

const minuteMs = 60_000;

/**
 * Writes days of visits straight into the tables that the journal's events would have filled, with the first and last line
 * of each day's stream, and adds each day up. Returns how many milliseconds adding up took, day by day.
 */
export function writeYear(database: Database, { file, dates, visitsADay }: YearOptions): number[] {
  const chance = numbersFrom(20_261_123);
  const write = statements(database);
  const counters = file.counters.filter(({ kind }) => kind === 'department');
  const posts = file.posts.map((post) => ({ ...post, department: null, services: [], qualified: {}, help: true }));
  const spent: number[] = [];
  let seq = 0;
  const line = (date: string, version: number, at: number, event: { type: string }) => {
    seq += 1;
    write.journal.run(seq, `hall:${date}`, version, at, 'clock', null, event.type, JSON.stringify(event), String(seq));
  };
  const day = database.transaction((date: string) => {
    const opensAt = Date.parse(`${date}T08:30:00+08:00`);
    line(date, 1, opensAt, { type: 'DayOpened', date, opensAt, posts, rules: file.rules } as { type: string });
    posts.forEach(({ a }, index) => {
      const event = { type: 'StaffSignedIn', staff: a };
      line(date, 2 + index, opensAt - 5 * minuteMs + index * 1000, event);
    });
    for (let visit = 0; visit < visitsADay; visit += 1) {
      const counter = counters[Math.floor(chance() ** 1.6 * counters.length)] ?? file.counters[0];
      if (counter === undefined) continue;
      const service = counter.services[Math.floor(chance() * counter.services.length)] ?? '';
      const takenAt = opensAt + Math.floor(chance() * 8 * 60) * minuteMs;
      seq += 1;
      write.visit(seq, { date, visit, counter: counter.no, service, takenAt, chance });
    }
    line(date, 2 + posts.length, opensAt + 9 * 60 * minuteMs, { type: 'DayClosed', date } as { type: string });
  });
  for (const date of dates) {
    day(date);
    const begun = performance.now();
    database.transaction(() => keepDay(database, date))();
    spent.push(performance.now() - begun);
  }
  for (const month of new Set(dates.map((date) => date.slice(0, 7)))) keepMonth(database, month);
  return spent;
}

interface Visit {
  date: string;
  visit: number;
  counter: number;
  service: string;
  takenAt: number;
  chance(): number;
}

function statements(database: Database) {
  const ticket = database.prepare(
    `INSERT INTO ticket VALUES (?, ?, ?, 1, ?, 0, 'kiosk', NULL, 'ordinary', ?, ?, ?, '{"ahead":0,"wait":null}', ?, ?, 0, ?)`,
  );
  const period = database.prepare(
    `INSERT INTO service_period VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, 'done', NULL)`,
  );
  const rating = database.prepare('INSERT INTO rating VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  return {
    journal: database.prepare('INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    visit(seq: number, { date, visit, counter, service, takenAt, chance }: Visit): void {
      const id = `${date}-${visit}`;
      const number = String(1000 + visit);
      const calledAt = takenAt + Math.floor(-Math.log(1 - chance()) * 9 * minuteMs);
      const missed = chance() < 0.08;
      const startedAt = missed ? null : calledAt + 20_000 + Math.floor(chance() * 60_000);
      const endedAt = (startedAt ?? calledAt) + Math.floor((1 + -Math.log(1 - chance()) * 6) * minuteMs);
      const acting = chance() < 0.1;
      const [holder, standIn] = [`a${String(counter).padStart(2, '0')}`, `b${String(counter).padStart(2, '0')}`];
      const clerk = acting ? standIn : holder;
      const status = missed ? 'abandoned' : 'finished';
      ticket.run(id, date, number, JSON.stringify([service]), takenAt, seq, takenAt, status, counter, endedAt);
      const outcome = missed ? 'missed' : 'finished';
      const actingFor = acting ? holder : null;
      period.run(seq, id, service, counter, clerk, actingFor, takenAt, calledAt, startedAt, endedAt, outcome);
      if (missed || chance() > 0.3) return;
      const level: RatingLevel = ratingLevels[Math.floor(chance() ** 3 * ratingLevels.length)] ?? 'fair';
      rating.run(seq, endedAt, date, id, number, counter, service, clerk, actingFor, level, '[]', 'tablet');
    },
  };
}

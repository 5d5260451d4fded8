import type { Database, Statement } from 'better-sqlite3';
import type { DossierStatus, LightColour } from '../contract/dossier-life.ts';
import type { DossierChip } from '../contract/dossier-view.ts';
import { endedRank, type ListDay, lightOfRank, workLines } from './work-lines.ts';
import type { SearchLine } from './work-search.ts';

export interface DossierFilter {
  light?: LightColour | undefined;
  department?: string;
  status?: DossierStatus;
  /** One of the six kinds (六件). */
  chip?: DossierChip;
  /** Words in the number, or codes of items. */
  search?: string;
  items?: readonly string[];
  mine?: Mine;
  /** `light`: the reddest first, then by date. */
  order?: 'due' | 'light';
  /** As `next` of the page before gave it. */
  cursor?: string | undefined;
}

/** What counts as somebody's own: claimed, unclaimed at the own counters or in the own duty's turn, or a joint task to answer. */
export interface Mine {
  staff: string;
  counters: readonly number[];
  /** Where the duty is held; null for one over all departments. */
  department: string | null;
  statuses: readonly DossierStatus[];
  /** Departments for which a joint task may be answered. */
  answersFor: readonly string[];
  /** Everything that has ended and is not archived yet. */
  archives: boolean;
}

/** A line that was chosen for a page. */
export interface Chosen {
  no: string;
  /** Place of its light in the list, 0 to 5; 0 where the list does not go by lights. */
  rank: number;
  light: LightColour;
  due_on: string;
}

type Values = Record<string, unknown>;
interface Place {
  /** Null where the lines are found by their numbers. */
  index: string | null;
  where: string[];
  /** Its own conditions are all there are. */
  whole?: boolean;
}

const ofChip: Record<DossierChip, string> = {
  即办件: "kind = '即办件'",
  承诺件: "kind <> '即办件'",
  联办件: "kind = '联办件'",
  上报件: "kind = '上报件'",
  补办件: 'corrected = 1',
  退回件: 'returned = 1',
};
const placeOfChip: Partial<Record<DossierChip, string>> = {
  即办件: 'work_line_kind',
  联办件: 'work_line_kind',
  上报件: 'work_line_kind',
  补办件: 'work_line_corrected',
  退回件: 'work_line_returned',
};
/** A body was asked in joint handling, whoever has the dossier in hand, and has not answered. */
const unansweredTask = `no IN (SELECT asked.no FROM dossier_notice AS asked
  WHERE asked.department IN (SELECT value FROM json_each(@answersFor)) AND asked.kind = 'joint-asked'
    AND NOT EXISTS (SELECT 1 FROM dossier_notice AS told
      WHERE told.department = work_line.department AND told.seq > asked.seq AND told.no = asked.no
        AND told.kind IN ('joint-agreed', 'joint-refused') AND substr(told.words, 1, 2) = asked.department))`;
const ofNumber = 'instr(no, @words) > 0';
/** Beyond so many items a search reads the lines in their order instead of each item's own. */
const itemPlacesMost = 12;
/** Query texts differ by filter alone; so many hold every list that is really asked for. */
const preparedMost = 300;

const by = ({ index }: Place) => (index === null ? '' : `INDEXED BY ${index}`);

/** Numbers have capital letters and digits only, so looking for these finds what LIKE would, in half the time. */
const wordsOf = (search: string) => search.replace(/[a-z]/g, (letter) => letter.toUpperCase());

/** What every line of the list must fulfil, wherever it is looked for. */
export function conditions({ department, status, chip, search, items, mine }: DossierFilter, values: Values): string[] {
  const where: string[] = [];
  if (department !== undefined) where.push('department = @department');
  if (status !== undefined) where.push('status = @status');
  if (chip !== undefined) where.push(ofChip[chip]);
  if (search !== undefined) {
    values.words = wordsOf(search);
    values.items = JSON.stringify(items ?? []);
    where.push(`(${ofNumber} OR item IN (SELECT value FROM json_each(@items)))`);
  }
  if (mine !== undefined) {
    values.me = mine.staff;
    values.myDepartment = mine.department;
    values.answersFor = JSON.stringify(mine.answersFor);
  }
  return where;
}

/** Where the lines of a filter stand, each place an index of its own; together they hold every line at least once. */
function placesOf(filter: DossierFilter, values: Values): Place[] {
  const { mine, status, department, chip, search, items = [] } = filter;
  if (mine !== undefined) {
    const free = 'claimed_by IS NULL';
    return [
      { index: 'work_line_claim', where: ['claimed_by = @me'] },
      ...mine.counters.map((no) => ({ index: 'work_line_counter', where: [`counter = ${Number(no)}`, free] })),
      ...mine.statuses.map((each, index) => {
        values[`turn${index}`] = each;
        const turn = [`status = @turn${index}`, free];
        return mine.department === null
          ? { index: 'work_line_status', where: turn }
          : { index: 'work_line_turn', where: ['department = @myDepartment', ...turn] };
      }),
      ...(mine.answersFor.length === 0 ? [] : [{ index: null, where: ["status = 'joint'", unansweredTask] }]),
    ];
  }
  if (status !== undefined) return [{ index: 'work_line_status', where: [] }];
  const chipIndex = chip === undefined ? undefined : placeOfChip[chip];
  if (chipIndex !== undefined && chip !== '联办件') return [{ index: chipIndex, where: [] }];
  if (department !== undefined) return [{ index: 'work_line_department', where: [] }];
  if (chipIndex !== undefined) return [{ index: chipIndex, where: [] }];
  if (search !== undefined && items.length <= itemPlacesMost) {
    // What stands in the number is looked for within the index alone, and only where a number could have it.
    const inNumber = /^[0-9a-z]+$/i.test(search) ? [{ index: 'work_line_all', where: [ofNumber], whole: true }] : [];
    const ofItems = items.map((item, index) => {
      values[`item${index}`] = item;
      return { index: 'work_line_item', where: [`item = @item${index}`], whole: true };
    });
    return [...inNumber, ...ofItems];
  }
  return [{ index: 'work_line_all', where: [] }];
}

/** Ranks that a filter wants: ended ones only among what was turned down. */
function ranksOf({ light, chip, status }: DossierFilter): number[] {
  const last = chip === '退回件' && status === undefined ? endedRank : endedRank - 1;
  return lightOfRank.flatMap((each, rank) => (rank <= last && (light === undefined || each === light) ? [rank] : []));
}

/** Place of a line's light in a list: what has ended shows as little as what has no date. */
const shown = (rank: number) => Math.min(rank, endedRank - 1);

/** A search and nothing else but a light is looked up outside of the queries. */
const searchesOnly = ({ search, department, status, chip, mine }: DossierFilter) =>
  search !== undefined && [department, status, chip, mine].every((other) => other === undefined);

/** The first lines after the cursor, in the order in which a query would give them. */
function chooseFound(found: readonly SearchLine[], filter: DossierFilter, most: number): Chosen[] {
  const byLight = filter.order === 'light';
  const wanted = new Set(ranksOf(filter));
  const [after = '', dueOn = '', afterRank = '0'] = filter.cursor?.split(',').reverse() ?? [];
  const cursor = { no: after, dueOn, rank: Number(afterRank) };
  const before = (one: Omit<SearchLine, 'item'>, other: Omit<SearchLine, 'item'>) => {
    if (byLight && shown(one.rank) !== shown(other.rank)) return shown(one.rank) < shown(other.rank);
    return one.dueOn === other.dueOn ? one.no < other.no : one.dueOn < other.dueOn;
  };
  const first: SearchLine[] = [];
  for (const line of found) {
    if (!wanted.has(line.rank) || (filter.cursor !== undefined && !before(cursor, line))) continue;
    const last = first.at(-1);
    if (last !== undefined && first.length >= most && !before(line, last)) continue;
    const place = first.findIndex((other) => before(line, other));
    first.splice(place < 0 ? first.length : place, 0, line);
    if (first.length > most) first.pop();
  }
  return first.map(({ no, rank, dueOn }) => ({
    no,
    due_on: dueOn,
    light: lightOfRank[rank] ?? 'none',
    rank: byLight ? shown(rank) : 0,
  }));
}

function tallied(found: readonly SearchLine[], filter: DossierFilter): { light: LightColour; count: number }[] {
  const counts = lightOfRank.map(() => 0);
  for (const { rank } of found) counts[rank] = (counts[rank] ?? 0) + 1;
  return ranksOf(filter).map((rank) => ({ light: lightOfRank[rank] ?? 'none', count: counts[rank] ?? 0 }));
}

/** Work lists over the lines in memory, for every filter but that of a status in which dossiers have ended. */
export function workList(database: Database) {
  const lines = workLines(database);
  const prepared = new Map<string, Statement<[Values]>>();
  const prepare = (text: string) => {
    const known = prepared.get(text);
    if (known !== undefined) return known;
    if (prepared.size >= preparedMost) prepared.clear();
    const statement = database.prepare<[Values]>(text);
    prepared.set(text, statement);
    return statement;
  };
  return {
    /** The first lines of a filter after its cursor, at most so many. */
    choose(filter: DossierFilter, day: ListDay, most: number): Chosen[] {
      lines.refresh(day);
      const search = searchesOnly(filter) ? lines.search() : undefined;
      if (search !== undefined)
        return chooseFound(search.find(wordsOf(filter.search ?? ''), filter.items ?? []), filter, most);
      const byLight = filter.order === 'light';
      const values: Values = { department: filter.department, status: filter.status };
      const [after, dueOn, afterRank = '0'] = filter.cursor?.split(',').reverse() ?? [];
      Object.assign(values, { after, dueOn });
      const where = conditions(filter, values);
      const ranks = ranksOf(filter).filter((rank) => !byLight || shown(rank) >= Number(afterRank));
      const parts = placesOf(filter, values).flatMap((place) =>
        ranks.map((rank) => {
          const later = after !== undefined && (!byLight || shown(rank) === Number(afterRank));
          const all = [
            `rank = ${rank}`,
            ...place.where,
            ...where,
            ...(later ? ['(due_on, no) > (@dueOn, @after)'] : []),
          ];
          return `SELECT * FROM (SELECT no, min(rank, ${endedRank - 1}) AS rank, due_on FROM work_line ${by(place)}
            WHERE ${all.join(' AND ')} ORDER BY due_on, no LIMIT ${most})`;
        }),
      );
      if (parts.length === 0) return [];
      const order = byLight ? 'rank, due_on, no' : 'due_on, no';
      const rows = prepare(`${parts.join(' UNION ')} ORDER BY ${order} LIMIT ${most}`).all(values) as Chosen[];
      return rows.map(({ no, rank, due_on }) => ({
        no,
        due_on,
        light: lightOfRank[rank] ?? 'none',
        rank: byLight ? rank : 0,
      }));
    },
    /** How many lines of a filter, or of all open dossiers, show each light. */
    count(filter: DossierFilter, day: ListDay): { light: LightColour; count: number }[] {
      lines.refresh(day);
      const search = searchesOnly(filter) ? lines.search() : undefined;
      if (search !== undefined) return tallied(search.find(wordsOf(filter.search ?? ''), filter.items ?? []), filter);
      const values: Values = { department: filter.department, status: filter.status };
      const where = conditions(filter, values);
      const parts = placesOf(filter, values).map(
        (place) => `SELECT no, rank FROM work_line ${by(place)}
          WHERE ${[`rank IN (${ranksOf(filter).join(', ')})`, ...place.where, ...(place.whole === true ? [] : where)].join(' AND ')}`,
      );
      if (parts.length === 0) return [];
      // A line may stand in two places: of the own counter and the own turn, of a number and its item.
      const text = `SELECT rank, count(*) AS count FROM (${parts.join(' UNION ')}) GROUP BY rank`;
      const rows = prepare(parts.length === 1 ? text.replace('SELECT no, rank', 'SELECT rank') : text).all(values);
      return (rows as { rank: number; count: number }[]).map(({ rank, count }) => ({
        light: lightOfRank[rank] ?? 'none',
        count,
      }));
    },
  };
}

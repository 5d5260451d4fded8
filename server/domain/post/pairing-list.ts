import type { Help, Post } from '../../contract/post.ts';
import type { PostDraft } from '../../contract/post-change.ts';
import { Refused } from '../../contract/refusal.ts';

const columns = ['counter', 'a', 'b', 'services', 'qualified', 'help', 'excluded'] as const;
const linesMost = 1000;
/** How the list writes whether B helps. */
const helpFor: ReadonlyMap<string, Help> = new Map<string, Help>([
  ['yes', true],
  ['no', false],
  ['longer', 'longer'],
]);

/**
 * The pairing list as a table for spreadsheets: UTF-8 with a mark at the start, so that they know it, lines ended by CR LF
 * (RFC 4180). Several B and services stand in one cell with spaces between; `qualified` is `a04:RS01 RS02;b03:RS02`.
 */
export function pairingList(posts: readonly Post[]): string {
  const lines = posts.map((post) =>
    [
      String(post.counter),
      post.a,
      post.b.join(' '),
      post.services.join(' '),
      Object.entries(post.qualified)
        .map(([staff, services]) => `${staff}:${services.join(' ')}`)
        .join(';'),
      wordOf(post.help),
      post.excluded ?? '',
    ]
      .map(cell)
      .join(','),
  );
  return `\uFEFF${[columns.join(','), ...lines].join('\r\n')}\r\n`;
}

function wordOf(help: Help): string {
  return [...helpFor].find(([, each]) => each === help)?.[0] ?? '';
}

/** Quoted where it must be; a cell that a spreadsheet would run as a formula is led by an apostrophe. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Reads such a list, or one with fewer columns: what has no column stays as it is. Throws `post-unsound` with the line. */
export function readPairingList(text: string): PostDraft[] {
  const rows = cells(text.replace(/^\uFEFF/, '')).filter((row) => row.some((each) => each.trim() !== ''));
  const [head, ...lines] = rows;
  if (head === undefined || lines.length === 0) throw unsound(1, 'no posts');
  const names = head.map((name) => name.trim().toLowerCase());
  const stranger = names.find((name) => !columns.some((column) => column === name));
  if (stranger !== undefined) throw unsound(1, `unknown column ${stranger}`);
  if (!names.includes('counter')) throw unsound(1, 'no column counter');
  return lines.map((line, index) =>
    draftOf(new Map(names.map((name, at) => [name, (line[at] ?? '').trim()])), index + 2),
  );
}

function draftOf(row: ReadonlyMap<string, string>, line: number): PostDraft {
  const counter = Number(row.get('counter'));
  if (!Number.isInteger(counter) || counter < 1) throw unsound(line, 'counter is no number');
  const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');
  const staffIn = (text: string) => {
    const people = words(text);
    const wrong = people.find((person) => !/^[a-z][a-z0-9]{1,19}$/.test(person));
    if (wrong !== undefined) throw unsound(line, `${wrong} is no staff id`);
    return people;
  };
  const [a, b, services, qualified, help, excluded] = columns.slice(1).map((column) => row.get(column));
  const holders = staffIn(a ?? '');
  if (a !== undefined && holders.length !== 1) throw unsound(line, 'one A');
  const stand = staffIn(b ?? '');
  if (stand.length > 4) throw unsound(line, 'at most four B');
  const helps = helpFor.get(help ?? '');
  if (help !== undefined && helps === undefined) throw unsound(line, 'help is yes, no or longer');
  return {
    counter,
    ...(a === undefined ? {} : { a: holders[0] }),
    ...(b === undefined ? {} : { b: stand }),
    ...(services === undefined ? {} : { services: words(services) }),
    ...(qualified === undefined ? {} : { qualified: qualifiedIn(qualified, words) }),
    ...(helps === undefined ? {} : { help: helps }),
    ...(excluded === undefined ? {} : { excluded: excluded === '' ? null : excluded.replace(/^'(?=[=+\-@])/, '') }),
  };
}

function qualifiedIn(text: string, words: (text: string) => string[]): Record<string, string[]> {
  const parts = text.split(';').filter((part) => part.trim() !== '');
  return Object.fromEntries(
    parts.map((part) => {
      const [staff = '', services = ''] = part.split(':');
      return [staff.trim(), words(services)];
    }),
  );
}

function unsound(line: number, problem: string): Refused {
  return new Refused('post-unsound', { problem: `line ${line}: ${problem}` });
}

/** Cells of a comma-separated text; quoted ones may hold commas, quotes and line ends. */
function cells(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\r|\n|$)/gy;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === ',') continue;
    rows.push(row);
    row = [];
    if (rows.length > linesMost) throw unsound(rows.length, `more than ${linesMost} lines`);
    if (pattern.lastIndex >= text.length) return rows;
  }
  throw unsound(rows.length + 1, 'a quote is not closed');
}

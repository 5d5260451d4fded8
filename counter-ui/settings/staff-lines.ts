import type { Role } from '../../server/contract/actor.ts';
import type { Department, StaffConfig } from '../../server/contract/hall-file.ts';
import type { Text } from '../../server/contract/texts/define.ts';
import { keepingPageTexts as texts } from '../../server/contract/texts/settings-pages.ts';

export const roleTexts: Record<Role, Text> = {
  clerk: texts.roleClerk,
  desk: texts.roleDesk,
  supervisor: texts.roleSupervisor,
  archivist: texts.roleArchivist,
  admin: texts.roleAdmin,
};
export const roles = Object.keys(roleTexts) as Role[];

/** One line of a pasted list: the person it names, or what is wrong with it. */
export interface StaffLine {
  line: number;
  text: string;
  person: StaffConfig | null;
  problem: { text: Text; values: Record<string, string> } | null;
}

const linesMost = 1000;
const idPattern = /^[a-z][a-z0-9]{1,19}$/;
/** A first line of headings, as spreadsheets have it, is none of the people. */
const headings = new Set(['工号', '账号', 'id', 'staff', 'staff id']);

/** Reads id, name, role and department, with tabs, commas or semicolons between; quotes around a field are taken off. */
export function staffLines(pasted: string, departments: readonly Department[]): StaffLine[] {
  const lines = pasted
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .slice(0, linesMost);
  const seen = new Set<string>();
  return lines.flatMap((text, index): StaffLine[] => {
    const cells = cellsOf(text);
    if (cells.every((cell) => cell === '')) return [];
    if (index === 0 && headings.has((cells[0] ?? '').toLowerCase())) return [];
    const { person, problem } = personOf(cells, departments, seen);
    if (person !== null) seen.add(person.id);
    return [{ line: index + 1, text: cells.join('  '), person, problem }];
  });
}

function cellsOf(text: string): string[] {
  const separator = text.includes('\t') ? /\t/ : /[,，;；]/;
  return text.split(separator).map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim(),
  );
}

function personOf(
  [id = '', name = '', roleWord = '', departmentWord = '']: string[],
  departments: readonly Department[],
  seen: ReadonlySet<string>,
): Pick<StaffLine, 'person' | 'problem'> {
  const wrong = (text: Text, values: Record<string, string> = {}) => ({ person: null, problem: { text, values } });
  if (!idPattern.test(id)) return wrong(texts.idWrong);
  if (seen.has(id)) return wrong(texts.idTaken, { id });
  if (name === '') return wrong(texts.nameWrong);
  const role = roleWord === '' ? 'clerk' : roles.find((each) => each === roleWord || roleTexts[each].zh === roleWord);
  if (role === undefined) return wrong(texts.roleWrong, { role: roleWord });
  if (departmentWord === '') return { person: { id, name, role }, problem: null };
  const department = departments.find(({ code, name: full }) => code === departmentWord || full === departmentWord);
  if (department === undefined) return wrong(texts.departmentWrong, { department: departmentWord });
  return { person: { id, name, role, department: department.code }, problem: null };
}

/** The list with these people in it; who is there already is brought up to date and keeps the rest. */
export function withPeople(staff: readonly StaffConfig[], people: readonly StaffConfig[]): StaffConfig[] {
  const fresh = new Map(people.map((person) => [person.id, person]));
  const known = staff.map((person) => ({ ...person, ...fresh.get(person.id) }));
  return [...known, ...people.filter(({ id }) => !staff.some((person) => person.id === id))];
}

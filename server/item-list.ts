import { Compile } from 'typebox/compile';
import { Item, Material } from './contract/item.ts';
import { Refused } from './contract/refusal.ts';
import { fillText, type Text } from './contract/texts/define.ts';
import { itemFaultTexts as faults, itemPlaceTexts as places } from './contract/texts/item-faults.ts';
import { csvLines, writeCsv } from './csv.ts';
import type { ItemList } from './item-book.ts';
import { jsonPlaces, placeInText } from './json-places.ts';

type Cell = string | undefined;
interface Column {
  /** Of the item, or of the material in the same row. */
  of: 'item' | 'material' | 'elsewhere';
  element: string;
  name: string;
  write(value: unknown): string;
  /** Undefined for an empty cell; throws a sentence on a value that is none. */
  read(text: string): unknown;
}

const words = {
  write: (value: unknown) => String(value),
  read: (text: string): Cell => text,
};
const number = {
  write: (value: unknown) => String(value),
  read: (text: string) => {
    if (!/^[0-9]+(\.[0-9]+)?$/.test(text)) throw new Error(said(faults.notNumber, { text }));
    return Number(text);
  },
};
const choice = (values: Record<string, unknown>) => ({
  write: (value: unknown) => Object.keys(values).find((name) => values[name] === value) ?? String(value),
  read: (text: string) => {
    const known = Object.entries(values).find(([name, value]) => name === text || String(value) === text);
    if (known === undefined) throw new Error(said(faults.noneOf, { text, choices: Object.keys(values) }));
    return known[1];
  },
});
const yesNo = choice({ 是: true, 否: false });
const codes = {
  write: (value: unknown) => (value as string[]).join(' '),
  read: (text: string) => text.split(/[\s、]+/).filter((code) => code !== ''),
};
const codeGroups = {
  write: (value: unknown) => (value as string[][]).map((group) => group.join('/')).join(' '),
  read: (text: string) => codes.read(text).map((group) => group.split('/')),
};
const column = (of: Column['of'], element: string, name: string, kind: Pick<Column, 'write' | 'read'>): Column => ({
  of,
  element,
  name,
  ...kind,
});

/** One row per material; the first of an item also has the item's own elements. */
const columns: readonly Column[] = [
  column('item', 'code', '事项编码', words),
  column('item', 'name', '事项名称', words),
  column('item', 'department', '部门', words),
  column('item', 'kind', '办件类型', words),
  column('item', 'commitment', '承诺件', yesNo),
  column('item', 'legalDays', '法定天数', number),
  column('item', 'promisedDays', '承诺天数', number),
  column('item', 'priorPromisedDays', '原承诺天数', number),
  column('item', 'limitUnit', '天数单位', choice({ 工作日: 'G', 自然日: 'Z' })),
  column('item', 'fee', '收费(元)', number),
  column('item', 'feeNote', '收费说明', words),
  column('item', 'prerequisites', '前置事项', codes),
  column('item', 'prerequisitesAnyOf', '前置事项(任选)', codeGroups),
  column('item', 'inHall', '进驻大厅', yesNo),
  column('item', 'investmentProject', '投资项目', yesNo),
  column('item', 'jointScope', '联办范围', words),
  column('item', 'decidedBy', '决定层级', words),
  column('item', 'decidingBody', '决定机关', words),
  column('item', 'silenceIsConsent', '超时默许', yesNo),
  column('elsewhere', 'where', '办理地点', words),
  column('elsewhere', 'when', '办理时间', words),
  column('elsewhere', 'how', '如何前往', words),
  column('elsewhere', 'phone', '咨询电话', words),
  column('material', 'name', '材料名称', words),
  column('material', 'form', '材料形式', choice({ 原件: 'original', 复印件: 'copy', 电子件: 'electronic' })),
  column('material', 'shared', '共享材料', yesNo),
  column('material', 'sourceItem', '来源事项', words),
  column(
    'material',
    'source',
    '来源渠道',
    choice({ 申请人自备: 'applicant', 政府部门核发: 'authority', 其他: 'other' }),
  ),
];
const codeColumn = 0;
const itemsMost = 5000;
const errorsMost = 100;
const check = { item: Compile(Item), material: Compile(Material) };

interface ListError {
  path: string;
  message: string;
}

/** Problems are told in English; the page says them in its own language. */
const said = (text: Text, values: Record<string, unknown> = {}) => fillText(text, 'en', values);

/** All items as a spreadsheet reads them. */
export function itemsAsCsv(items: readonly Item[]): string {
  const cell = (each: Column, item: Item, material: Material | undefined, first: boolean) => {
    const holder = { item, material, elsewhere: item.elsewhere }[each.of] as Record<string, unknown> | undefined;
    const value = holder?.[each.element];
    const shown = each.of === 'material' || first || each.element === 'code';
    return value === undefined || !shown ? '' : each.write(value);
  };
  const rows = items.flatMap((item) => {
    const materials = item.materials.length === 0 ? [undefined] : item.materials;
    return materials.map((material, index) => columns.map((each) => cell(each, item, material, index === 0)));
  });
  return writeCsv([columns.map(({ name }) => name), ...rows]);
}

/**
 * Items from JSON, a list or `{"items": [...]}`, or from a CSV as `itemsAsCsv` writes it; columns may stand in any order and
 * those that are not needed may be left out. Throws `rows-not-valid` with each mistake by line and column.
 */
export function readItemList(format: 'json' | 'csv', text: string): ItemList {
  const errors: ListError[] = [];
  const list = format === 'json' ? readJsonList(text, errors) : readCsvList(text, errors);
  const seen = new Set<string>();
  for (const { code } of list.items) {
    const twice = seen.has(code);
    seen.add(code);
    if (twice)
      errors.push({ path: list.placeOf({ code, element: 'code', what: '' }), message: said(faults.twice, { code }) });
  }
  if (list.items.length > itemsMost) errors.push({ path: 'items', message: said(faults.tooMany, { most: itemsMost }) });
  if (list.items.length === 0 && errors.length === 0) errors.push({ path: format, message: said(faults.nothing) });
  if (errors.length > 0)
    throw new Refused('rows-not-valid', { count: errors.length, errors: errors.slice(0, errorsMost) });
  return list;
}

function readJsonList(text: string, errors: ListError[]): ItemList {
  const items: Item[] = [];
  const { list, root } = parsed(text, errors);
  const where = jsonPlaces(text);
  const placeOf = (pointer: string) => {
    const found = where.get(`${root}${pointer}`) ?? where.get(`${root}/${pointer.split('/')[1]}`);
    const name = pointer.replace(/^\/(\d+)/, 'items[$1]');
    return found === undefined ? name : said(places.cell, { ...found, name });
  };
  const told = new Set<string>();
  for (const [index, value] of list.entries()) {
    if (check.item.Check(value)) items.push(value as Item);
    else
      for (const { instancePath, message } of check.item.Errors(value)) {
        const path = placeOf(`/${index}${instancePath}`);
        // A value that is none of several is told once, not once for each.
        if (!told.has(path)) errors.push({ path, message });
        told.add(path);
      }
  }
  const rows = new Map(items.map(({ code }) => [code, list.findIndex((value) => (value as Item).code === code)]));
  return { items, placeOf: ({ code, element }) => placeOf(`/${rows.get(code) ?? '?'}/${element}`) };
}

/** The list, and the pointer under which it stands in the text. */
function parsed(text: string, errors: ListError[]): { list: unknown[]; root: string } {
  try {
    const value = JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
    if (Array.isArray(value)) return { list: value, root: '' };
    const list = (value as { items?: unknown } | null)?.items;
    if (Array.isArray(list)) return { list, root: '/items' };
    errors.push({ path: 'json', message: said(faults.noList) });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const at = /position (\d+)/.exec(message)?.[1];
    const path = said(places.column, {
      ...placeInText(text.replace(/^\uFEFF/, ''), at === undefined ? text.length : Number(at)),
    });
    errors.push({ path, message });
  }
  return { list: [], root: '' };
}

interface Row {
  line: number;
  value(column: Column): string;
  place(element: string, of?: Column['of']): string;
}

function readCsvList(text: string, errors: ListError[]): ItemList {
  const rows = rowsOf(text, errors);
  const byCode = new Map<string, Row[]>();
  for (const row of rows) {
    const code = row.value(columns[codeColumn] as Column);
    if (code === '') errors.push({ path: row.place('code'), message: said(faults.noCode) });
    else byCode.set(code, [...(byCode.get(code) ?? []), row]);
  }
  const items = [...byCode.values()].flatMap((own) => itemFrom(own, errors) ?? []);
  const first = (code: string) => byCode.get(code)?.[0];
  return { items, placeOf: ({ code, element }) => first(code)?.place(element) ?? code };
}

/** The rows below the head; their places are told by line of the file and by column. */
function rowsOf(text: string, errors: ListError[]): Row[] {
  let lines: ReturnType<typeof csvLines>;
  try {
    lines = csvLines(text);
  } catch (error) {
    errors.push({ path: 'csv', message: error instanceof Error ? error.message : String(error) });
    return [];
  }
  const head = (lines[0]?.fields ?? []).map((name) => name.trim());
  const indexes = new Map(columns.map((each) => [each, head.indexOf(each.name)]));
  for (const each of columns)
    if (indexes.get(each) === -1 && isNeeded(each))
      errors.push({ path: said(places.line, { line: 1 }), message: said(faults.columnMissing, { name: each.name }) });
  for (const [index, name] of head.entries())
    if (name !== '' && !columns.some((each) => each.name === name))
      errors.push({
        path: said(places.column, { line: 1, column: index + 1 }),
        message: said(faults.noColumn, { name }),
      });
  if (errors.length > 0) return [];
  return lines.slice(1).map(({ line, fields }) => ({
    line,
    value: (each) => plain((fields[indexes.get(each) ?? -1] ?? '').trim()),
    place: (element, of) => {
      const found = columns.find((each) => each.element === element && (of ?? each.of) === each.of);
      const wanted = found ?? columns.find((each) => each.of === (element === 'elsewhere' ? 'elsewhere' : 'material'));
      const index = wanted === undefined ? -1 : (indexes.get(wanted) ?? -1);
      return said(places.cell, { line, column: index + 1, name: wanted?.name ?? element });
    },
  }));
}

function isNeeded({ of, element }: Column): boolean {
  const schema = { item: Item, material: Material, elsewhere: null }[of];
  return of === 'item' && (schema?.required as readonly string[] | undefined)?.includes(element) === true;
}

/** `writeCsv` puts an apostrophe before what a spreadsheet would take for a formula. */
function plain(field: string): string {
  return /^'[=+@-]/.test(field) ? field.slice(1) : field;
}

function itemFrom(rows: readonly Row[], errors: ListError[]): Item | null {
  const [first] = rows;
  if (first === undefined) return null;
  const before = errors.length;
  for (const row of rows.slice(1)) refuseOtherElements(row, first, errors);
  const elsewhere = elementsOf(first, 'elsewhere', errors);
  const materials = rows.flatMap((row) => {
    const known = errors.length;
    const material = elementsOf(row, 'material', errors);
    if (Object.keys(material).length === 0 || errors.length > known) return [];
    tellProblems(check.material, material, (element) => row.place(element, 'material'), errors);
    return [material];
  });
  const item = {
    prerequisites: [],
    ...elementsOf(first, 'item', errors),
    ...(Object.keys(elsewhere).length === 0 ? {} : { elsewhere }),
    materials,
  };
  if (errors.length === before) tellProblems(check.item, item, (element) => first.place(element), errors);
  return errors.length === before ? (item as unknown as Item) : null;
}

/** A further row of an item repeats its elements or leaves them out; it cannot say otherwise. */
function refuseOtherElements(row: Row, first: Row, errors: ListError[]): void {
  for (const each of columns)
    if (each.of !== 'material' && row.value(each) !== '' && row.value(each) !== first.value(each))
      errors.push({
        path: row.place(each.element, each.of),
        message: said(faults.saysOtherwise, { line: first.line }),
      });
}

function elementsOf(row: Row, of: Column['of'], errors: ListError[]): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const each of columns) {
    const text = each.of === of ? row.value(each) : '';
    if (text === '') continue;
    try {
      found[each.element] = each.read(text);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      errors.push({ path: row.place(each.element, each.of), message });
    }
  }
  return found;
}

type Checked = Pick<typeof check.item | typeof check.material, 'Check' | 'Errors'>;

function tellProblems(
  schema: Checked,
  value: unknown,
  placeOf: (element: string) => string,
  errors: ListError[],
): void {
  if (schema.Check(value)) return;
  const told = new Set<string>();
  for (const { instancePath, message, params } of schema.Errors(value)) {
    const missing = (params as { requiredProperties?: string[] }).requiredProperties;
    for (const element of missing ?? [instancePath.split('/')[1] ?? '']) {
      // A value that is none of several is told once, not once for each.
      if (told.has(element)) continue;
      told.add(element);
      errors.push({ path: placeOf(element), message: missing ? said(faults.missing) : message });
    }
  }
}

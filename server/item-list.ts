import { Compile } from 'typebox/compile';
import { Item, Material } from './contract/item.ts';
import { Refused } from './contract/refusal.ts';
import { itemFaultTexts as faults, itemPlaceTexts as places } from './contract/texts/item-faults.ts';
import { csvLines, writeCsv } from './csv.ts';
import type { ItemList } from './item-book.ts';
import { type Column, columns, said } from './item-columns.ts';
import { jsonPlaces, placeInText } from './json-places.ts';

const codeColumn = 0;
const itemsMost = 5000;
const errorsMost = 100;
const check = { item: Compile(Item), material: Compile(Material) };

interface ListError {
  path: string;
  message: string;
}

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

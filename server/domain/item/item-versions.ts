import type { HallFile } from '../../contract/hall-file.ts';
import { Elsewhere, Item, Material } from '../../contract/item.ts';
import { fillText, type Text } from '../../contract/texts/define.ts';
import { itemFaultTexts as faults } from '../../contract/texts/item-faults.ts';

/** One recorded change of an item. Versions of an item count from 1, which is that of the hall file where it has one. */
export interface ItemChange {
  code: string;
  version: number;
  at: number;
  by: string;
  validFrom: string;
  before: Item | null;
  /** Null: the item is taken away. */
  after: Item | null;
  takesBack: number | null;
}

/** Something that does not fit; `element` is the name of the item's property. */
export interface ItemProblem {
  code: string;
  element: string;
  what: string;
}

/** The items that count on a local date; without one, also what is to count later. Changes in the order of recording. */
export function itemsOn(base: readonly Item[], changes: readonly ItemChange[], date: string | null): Item[] {
  const items = new Map(base.map((item) => [item.code, item]));
  for (const { code, after, validFrom } of changes) {
    if (date !== null && validFrom > date) continue;
    if (after === null) items.delete(code);
    else items.set(code, after);
  }
  return [...items.values()];
}

/** The item with its elements in the order of the schema, so that equal items have equal JSON. */
export function inOrder(item: Item): Item {
  const ordered = sorted(item, Object.keys(Item.properties)) as Item;
  const materials = ordered.materials.map((material) => sorted(material, Object.keys(Material.properties)));
  const elsewhere = ordered.elsewhere && { elsewhere: sorted(ordered.elsewhere, Object.keys(Elsewhere.properties)) };
  return { ...ordered, materials, ...elsewhere } as Item;
}

function sorted(value: object, keys: readonly string[]): object {
  const entries = keys.map((key) => [key, (value as Record<string, unknown>)[key]] as const);
  return Object.fromEntries(entries.filter(([, each]) => each !== undefined));
}

/** Names of the elements in which two items differ; all that are set where there was none before. */
export function changedElements(before: Item | null, after: Item | null): string[] {
  const text = (item: Item | null, key: string) =>
    item === null ? undefined : JSON.stringify((inOrder(item) as unknown as Record<string, unknown>)[key]);
  return Object.keys(Item.properties).filter((key) => text(before, key) !== text(after, key));
}

/** Everything about a county's items that points nowhere or contradicts itself or the law. */
export function itemProblems(items: readonly Item[], file: Pick<HallFile, 'departments' | 'services'>): ItemProblem[] {
  const codes = new Set(items.map(({ code }) => code));
  const departments = new Set(file.departments.map(({ code }) => code));
  const services = new Set(file.services.map(({ code }) => code));
  return [...items.flatMap((item) => problemsOf(item, codes, departments, services)), ...circles(items)];
}

function problemsOf(
  item: Item,
  codes: ReadonlySet<string>,
  departments: ReadonlySet<string>,
  services: ReadonlySet<string>,
): ItemProblem[] {
  const problems: ItemProblem[] = [];
  const tell = (element: string, fault: Text, values: Record<string, unknown>) =>
    void problems.push({ code: item.code, element, what: fillText(fault, 'en', values) });
  const needsItem = (element: string, code: string) => {
    if (!codes.has(code)) tell(element, faults.noItem, { code });
  };
  for (const element of ['department', 'decidingBody'] as const) {
    const code = item[element];
    if (code !== undefined && !departments.has(code)) tell(element, faults.noDepartment, { code });
  }
  for (const code of item.prerequisites) needsItem('prerequisites', code);
  for (const code of (item.prerequisitesAnyOf ?? []).flat()) needsItem('prerequisitesAnyOf', code);
  if (item.promisedDays > item.legalDays)
    tell('promisedDays', faults.promisedMore, { promised: item.promisedDays, legal: item.legalDays });
  if (item.inHall && !services.has(item.code)) tell('inHall', faults.noCounter, { code: item.code });
  if (item.inHall && item.elsewhere !== undefined) tell('elsewhere', faults.inHallAndElsewhere, {});
  const names = new Set<string>();
  for (const { name, sourceItem, shared } of item.materials) {
    if (names.has(name)) tell('materials', faults.materialTwice, { name });
    names.add(name);
    if (sourceItem !== undefined) needsItem('materials', sourceItem);
    if (shared === true && sourceItem === undefined) tell('materials', faults.sharedOfNone, { name });
  }
  return problems;
}

/** Items that need each other's result could never be applied for. */
function circles(items: readonly Item[]): ItemProblem[] {
  const needs = new Map(items.map(({ code, prerequisites }) => [code, prerequisites]));
  const sound = new Set<string>();
  const problems: ItemProblem[] = [];
  const follow = (code: string, path: readonly string[]): void => {
    if (sound.has(code)) return;
    if (path.includes(code)) {
      const circle = [...path.slice(path.indexOf(code)), code].join(' → ');
      problems.push({ code, element: 'prerequisites', what: fillText(faults.circle, 'en', { circle }) });
    } else for (const needed of needs.get(code) ?? []) follow(needed, [...path, code]);
    sound.add(code);
  };
  for (const { code } of items) follow(code, []);
  return problems;
}

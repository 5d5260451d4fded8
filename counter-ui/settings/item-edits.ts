import type { SearchWords } from '../../server/contract/catalogue.ts';
import type { Elsewhere, Item } from '../../server/contract/item.ts';

export interface ItemFilter {
  words: string;
  department: string;
  kind: string;
  /** Empty for both. */
  place: '' | 'hall' | 'outside';
}

/** Items that fit: each typed word stands in the name, the code, or the name as it is typed by sound. */
export function foundItems(
  items: readonly Item[],
  sounds: ReadonlyMap<string, SearchWords>,
  { words, department, kind, place }: ItemFilter,
): Item[] {
  const sought = words.trim().toLowerCase().split(/\s+/);
  const fits = ({ code, name }: Item) => {
    const { initials = '', full = '' } = sounds.get(code) ?? {};
    const text = `${code.toLowerCase()} ${name.toLowerCase()} ${initials} ${full}`;
    return sought.every((word) => text.includes(word));
  };
  return items.filter(
    (item) =>
      (department === '' || item.department === department) &&
      (kind === '' || item.kind === kind) &&
      (place === '' || item.inHall === (place === 'hall')) &&
      fits(item),
  );
}

export function freshItem(department: string): Item {
  return {
    code: '',
    name: '',
    department,
    kind: '即办件',
    commitment: true,
    legalDays: 0,
    promisedDays: 0,
    materials: [],
    fee: 0,
    prerequisites: [],
    inHall: false,
  };
}

/** The item without fields that were left empty, as the server wants it. */
export function tidiedItem(item: Item): Item {
  const tidy: Record<string, unknown> = { ...item };
  for (const element of ['feeNote', 'jointScope', 'decidedBy', 'decidingBody', 'limitUnit'] as const)
    if ((item[element] ?? '') === '') delete tidy[element];
  if (item.priorPromisedDays === null || item.priorPromisedDays === undefined) delete tidy.priorPromisedDays;
  if (item.prerequisitesAnyOf?.length === 0) delete tidy.prerequisitesAnyOf;
  for (const element of ['investmentProject', 'silenceIsConsent'] as const)
    if (item[element] === undefined) delete tidy[element];
  tidy.materials = item.materials.map(({ shared, sourceItem, source, ...rest }) => ({
    ...rest,
    ...(shared ? { shared } : {}),
    ...((sourceItem ?? '') === '' ? {} : { sourceItem }),
    ...((source ?? '') === '' ? {} : { source }),
  }));
  const elsewhere = Object.entries(item.elsewhere ?? {}).filter(([, words]) => words.trim() !== '');
  delete tidy.elsewhere;
  if (elsewhere.length > 0 && !item.inHall) tidy.elsewhere = Object.fromEntries(elsewhere) as Elsewhere;
  return tidy as Item;
}

import type { Item } from '../contract/item.ts';
import type { ItemChanged, ItemImport, ItemVersion } from '../contract/item-version.ts';
import { command, request } from './api.ts';

export type ItemListFormat = 'json' | 'csv';

const path = (code: string) => `/api/items/${encodeURIComponent(code)}`;

/** Typed calls of the page where items are edited. Every one may throw `ApiError`. */
export const itemsApi = {
  /** Every item as it will be, also what counts later. */
  newest: () => request<{ items: Item[] }>('GET', '/api/items/export.json'),
  versions: (code: string) => request<ItemVersion[]>('GET', `${path(code)}/versions`),
  put: (item: Item, basedOn: number, validFrom?: string) =>
    command<ItemChanged>(path(item.code), { item, basedOn, ...(validFrom === undefined ? {} : { validFrom }) }),
  takeBack: (code: string, version: number) => command<ItemChanged>(`${path(code)}/take-back`, { version }),
  preview: (format: ItemListFormat, text: string) =>
    command<ItemImport>('/api/items/import', { format, text, preview: true }),
  /** `basedOn` is the revision of the preview that was looked at. */
  import: (format: ItemListFormat, text: string, basedOn: number) =>
    command<ItemImport>('/api/items/import', { format, text, basedOn }),
};

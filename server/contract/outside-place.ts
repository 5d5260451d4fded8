import type { Department, SketchStep } from './hall-file.ts';
import type { Item } from './item.ts';

/** Where a matter outside the hall is done, as far as the hall file tells. */
export interface OutsidePlace {
  address: string;
  hours?: string;
  phone?: string;
  bus?: string;
  /** How to get there in words, where the way is not drawn. */
  how?: string;
  way: readonly SketchStep[];
}

/**
 * The item's own place, else its department's; null where neither is told. The department's drawn way leads to the department:
 * it is left out for an item that is done elsewhere.
 */
export function outsidePlace(item: Pick<Item, 'elsewhere'>, office: Department['office']): OutsidePlace | null {
  if (item.elsewhere === undefined) return office ?? null;
  const { where, when, how, phone } = item.elsewhere;
  const hours = when ?? office?.hours;
  const call = phone ?? office?.phone;
  return {
    address: where,
    ...(hours === undefined ? {} : { hours }),
    ...(call === undefined ? {} : { phone: call }),
    ...(how === undefined ? {} : { how }),
    way: [],
  };
}

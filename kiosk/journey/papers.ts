import type { IconName } from '../../counter-ui/kit/pictogram/drawings.ts';
import { t } from '../../counter-ui/kit/text.ts';
import type { ItemCard } from '../../server/contract/catalogue.ts';
import type { Material } from '../../server/contract/item.ts';
import { kioskTexts } from '../../server/contract/texts/kiosk.ts';

/** Papers that fit one page of the service screen; more are turned like the tiles. */
export const papersPerPage = 6;

/** How a paper is asked for: its sign and its word. */
export const paperForms: Record<Material['form'], { icon: IconName; text: { zh: string; en: string } }> = {
  original: { icon: 'file-text', text: kioskTexts.original },
  copy: { icon: 'copy', text: kioskTexts.copy },
  electronic: { icon: 'device-laptop', text: kioskTexts.electronic },
};

/** What it costs and when it is done, in words. */
export const feeWords = ({ fee }: Pick<ItemCard, 'fee'>): string =>
  fee === 0 ? t(kioskTexts.feeFree) : t(kioskTexts.feeYuan, { yuan: fee });
export const promisedWords = ({ promisedDays }: Pick<ItemCard, 'promisedDays'>): string =>
  promisedDays === 0 ? t(kioskTexts.promisedAtOnce) : t(kioskTexts.promisedDays, { days: promisedDays });

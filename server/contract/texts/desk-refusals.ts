import { defineTexts } from './define.ts';
import { formRefusals } from './form-refusals.ts';
import { guideRefusals } from './guide-refusals.ts';

/** Refusals of the dossier desk, the consultation desk and of forms. */
export const deskRefusals = defineTexts({
  ...guideRefusals,
  ...formRefusals,
  'stale-dossier': {
    zh: '办件已由 {by} 于 {time} 更新，请先看最新情况再办',
    en: '{by} changed this dossier at {time}; look at it as it is now first',
  },
  'claimed-by-another': {
    zh: '办件已由 {staff} 认领；需要接手的，请对方放回或由督查改派',
    en: '{staff} has claimed this dossier; ask for it to be released, or a supervisor to hand it over',
  },
  'not-claimed': { zh: '办件没有人认领', en: 'Nobody has claimed this dossier' },
});

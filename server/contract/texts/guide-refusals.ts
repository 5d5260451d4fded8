import { defineTexts } from './define.ts';

/** Refusals of the guidance screen and of taking over a kiosk. */
export const guideRefusals = defineTexts({
  'nothing-to-bring': {
    zh: '这个办件现在没有要补的材料',
    en: 'Nothing has to be brought for this dossier now',
  },
  'kiosk-session-over': {
    zh: '取号机 {terminal} 前的这位群众已经离开或已取号',
    en: 'The visitor at kiosk {terminal} has left or has a number',
  },
  'kiosk-session-taken': {
    zh: '{desk} 正在帮这位群众',
    en: '{desk} is helping this visitor',
  },
});

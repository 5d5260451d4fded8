import { defineTexts } from './define.ts';

/** Words of leaves, handovers and briefings. */
export const leaveTexts = defineTexts({
  placeLine: { zh: '窗口席位、设备和公用物品', en: 'The place, its devices and common things' },
});

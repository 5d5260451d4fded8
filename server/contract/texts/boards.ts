import { defineTexts } from './define.ts';

/** Words of the zone boards and of what stands on every board. */
export const boardTexts = defineTexts({
  zoneBoard: { zh: '区域屏', en: 'Zone boards' },
  zoneBoardOf: { zh: '{zone} 区 {name}', en: 'Zone {zone} {name}' },
  unknownZone: { zh: '没有 {zone} 区', en: 'There is no zone {zone}' },
  zoneCounters: { zh: '本区窗口', en: 'Counters of this zone' },
  waitingNumbers: { zh: '等候', en: 'Waiting' },
  nobodyWaits: { zh: '现在不用等', en: 'Nobody is waiting' },
  holderA: { zh: 'A 岗', en: 'A' },
  standsInB: { zh: '代 A', en: 'for A' },
  standsInThird: { zh: '支援', en: 'helping' },
  nobodyThere: { zh: '无人', en: 'nobody' },
  caption: { zh: '广播', en: 'Announcement' },
  noticesWall: { zh: '政务公开栏', en: 'Notices wall' },
  noticesNote: {
    zh: '横屏、竖屏都可以，放着自己翻页，点一下可以自己看',
    en: 'Landscape or portrait; turns its pages by itself, and stops when touched',
  },
  sizesNote: {
    zh: '网址后面加 ?inch=55&metres=8（屏幕英寸、最远座位米数），字号按规定放大',
    en: 'Add ?inch=55&metres=8 (diagonal, furthest seat) to keep the letters large enough',
  },
});

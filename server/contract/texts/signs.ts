import { defineTexts } from './define.ts';

/** Words of the place where signs are printed from. */
export const signTexts = defineTexts({
  title: { zh: '标牌打印', en: 'Signs to print' },
  lead: {
    zh: '与屏幕、小票同一套图案，按真实尺寸输出，四周留出血和裁切线，可直接交印刷店。改了窗口、分区或平面图，重新下载即可。',
    en: 'The same shapes as on screens and slips, at true size with bleed and crop marks, ready for the printer’s shop. Download again after counters, zones or the floor plan changed.',
  },
  all: { zh: '下载全部（PDF）', en: 'Download all (PDF)' },
  zones: { zh: '分区吊牌', en: 'Hanging signs of zones' },
  decals: { zh: '地贴', en: 'Floor stickers' },
  plans: { zh: '地贴铺设图', en: 'Where the stickers lie' },
  maps: { zh: '各处的楼层图（已按观看方向转好）', en: 'Floor maps, each turned to where its reader looks' },
  mapCounters: { zh: '{counters} 号窗口', en: 'Counters {counters}' },
  counters: { zh: '窗口牌', en: 'Plates over the counters' },
  size: { zh: '{width} × {height} 毫米', en: '{width} × {height} mm' },
  one: { zh: '下载这张（SVG）', en: 'Download this one (SVG)' },
  preview: { zh: '{name} 的样子', en: 'What {name} looks like' },
  loading: { zh: '正在读取…', en: 'Loading…' },
  failed: { zh: '没有读到标牌清单：{problem}', en: 'The list of signs could not be read: {problem}' },
  again: { zh: '再试一次', en: 'Try again' },
});

import { defineTexts } from './define.ts';

/** 扫描件: attached at intake or later, looked at, taken away. */
export const scanTexts = defineTexts({
  title: { zh: '扫描件', en: 'Scans' },
  lead: {
    zh: '点“添加”或把文件拖到材料上。PDF、PNG、JPEG，每份不超过 {most} MB。',
    en: 'Press “Add”, or drag a file onto a paper. PDF, PNG or JPEG, {most} MB each at most.',
  },
  other: { zh: '其他材料', en: 'Anything else' },
  add: { zh: '添加', en: 'Add' },
  addTo: { zh: '为「{material}」添加扫描件', en: 'Add a scan of {material}' },
  none: { zh: '还没有扫描件', en: 'No scans yet' },
  loading: { zh: '正在读取扫描件……', en: 'Loading the scans …' },
  failed: { zh: '扫描件清单读不到，正在重试', en: 'The scans cannot be read; trying again' },
  open: { zh: '查看扫描件 {index}（{kind}，{size}）', en: 'Look at scan {index} ({kind}, {size})' },
  sending: { zh: '{name}：已上传 {percent}%', en: '{name}: {percent} % sent' },
  waiting: { zh: '{name}：等候上传', en: '{name}: waiting' },
  cancel: { zh: '取消上传', en: 'Stop' },
  attached: { zh: '已加入：{name}', en: 'Attached: {name}' },
  tooLarge: { zh: '「{name}」超过 {most} MB，没有上传', en: '{name} has more than {most} MB and was not sent' },
  notReadable: {
    zh: '「{name}」不是 PDF、PNG 或 JPEG，没有上传',
    en: '{name} is no PDF, PNG or JPEG and was not sent',
  },
  empty: { zh: '「{name}」是空文件', en: '{name} is empty' },
  tooMany: { zh: '一次最多 {most} 个文件', en: '{most} files at once at most' },
  notSent: { zh: '「{name}」没有传上去：{why}', en: '{name} was not sent: {why}' },
  again: { zh: '再传一次', en: 'Try again' },
  giveUp: { zh: '不传了', en: 'Leave it' },
  sheet: { zh: '扫描件 · {material}', en: 'Scan · {material}' },
  facts: { zh: '{staff} 上传 · {at} · {size}', en: '{staff} · {at} · {size}' },
  readNoted: { zh: '查看已记录', en: 'This reading is on record' },
  download: { zh: '下载', en: 'Download' },
  remove: { zh: '撤下这份', en: 'Take it away' },
  removeReason: { zh: '撤下原因（传错、重复、不清晰等）', en: 'Why it is taken away' },
  removeLead: {
    zh: '撤下后不再显示，文件当夜清除；上传和撤下都留在办件经过里。',
    en: 'It is shown no more and erased tonight; that it was attached and taken away stays on record.',
  },
  removed: { zh: '已撤下', en: 'Taken away' },
  leave: { zh: '关闭', en: 'Close' },
  picture: { zh: '{material} 的扫描件', en: 'Scan of {material}' },
});

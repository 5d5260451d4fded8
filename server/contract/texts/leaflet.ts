import type { DocumentId } from '../document-shapes.ts';
import type { LeafletOrder } from '../leaflet.ts';
import { defineTexts, type Text } from './define.ts';

/** One word for each paper that people know by its look; a form or plain sheet goes by its own name. */
export const documentWords: Record<Exclude<DocumentId, 'form' | 'paper'>, Text> = defineTexts({
  idcard: { zh: '身份证', en: 'ID card' },
  hukou: { zh: '户口簿', en: 'Household book' },
  marriage: { zh: '结婚证', en: 'Marriage book' },
  property: { zh: '房产证', en: 'Title deed' },
  licence: { zh: '营业执照', en: 'Business licence' },
  social: { zh: '社保卡', en: 'Social security card' },
  bankbook: { zh: '存折', en: 'Bank book' },
  photo: { zh: '照片', en: 'Photograph' },
});

/** Words on slips that belong to no ticket. Every character of `zh` is in GB2312, as on the ticket's slip. */
export const leafletTexts = defineTexts({
  bring: { zh: '请带来', en: 'Please bring' },
  papers: { zh: '共{count}样', en: '{count} papers' },
  before: { zh: '{month}月{day}日前', en: 'before {day}/{month}' },
  year: { zh: '{year}年', en: '{year}' },
  sleeps: { zh: '还有{count}晚', en: '{count} nights left' },
  lastDay: { zh: '今天是最后一天', en: 'Today is the last day' },
  over: { zh: '已过期，请问导服台', en: 'This day is over; ask at the desk' },
  backTo: { zh: '送到{counter}号窗口', en: 'Bring them to counter {counter}' },
  counter: { zh: '{counter}号窗口', en: 'Counter {counter}' },
  no: { zh: '办件编号', en: 'Dossier' },
  code: { zh: '查询码 {code}', en: 'Query code {code}' },
  scan: { zh: '扫码看办件进度', en: 'Scan to follow the dossier' },
  printedAt: { zh: '打印时间 {time}', en: 'Printed {time}' },
  forReading: { zh: '本单仅供阅读，以盖章文书为准', en: 'For reading only; the sealed paper counts' },
  elsewhere: { zh: '不在大厅办理', en: 'Not done in this hall' },
  goTo: { zh: '请到', en: 'Please go to' },
  address: { zh: '地址', en: 'Address' },
  hours: { zh: '时间', en: 'Hours' },
  phone: { zh: '电话', en: 'Phone' },
  bus: { zh: '公交', en: 'Bus' },
  way: { zh: '怎么走', en: 'The way' },
  fromHall: { zh: '大厅门口', en: 'Door of this hall' },
  ahead: { zh: '直走', en: 'straight on' },
  left: { zh: '左转', en: 'turn left' },
  right: { zh: '右转', en: 'turn right' },
  metres: { zh: '{metres}米', en: '{metres} m' },
  kilometres: { zh: '{kilometres}公里', en: '{kilometres} km' },
  askWhere: { zh: '地址请问导服台', en: 'Ask at the desk for the address' },
  noPapers: { zh: '不用带材料', en: 'No papers needed' },

  picture: { zh: '看图清单', en: 'Picture list' },
  largePrint: { zh: '大字单', en: 'Large print' },
  sketchSlip: { zh: '去处小票', en: 'Where to go' },
  sketch: { zh: '打印去处小票', en: 'Print where to go' },
  sent: { zh: '已送打印机：{printer}', en: 'Sent to the printer: {printer}' },
  again: { zh: '已送打印机：{printer}（补打第 {count} 次）', en: 'Sent to the printer: {printer} (reprint {count})' },
  askNo: { zh: '办件编号', en: 'Number of the dossier' },
  askNoHelp: {
    zh: '扫受理单上的二维码，或输入办件编号。打印会记入日志。',
    en: 'Scan the code on the receipt or type the number. Printing is on record.',
  },
  noCorrection: { zh: '该办件没有补正通知', en: 'This dossier has no correction notice' },
  close: { zh: '关闭', en: 'Close' },
});

/** What a leaflet is called among slips. */
export const leafletNames: Record<LeafletOrder['form'], Text> = {
  picture: leafletTexts.picture,
  'large-print': leafletTexts.largePrint,
  sketch: leafletTexts.sketchSlip,
};

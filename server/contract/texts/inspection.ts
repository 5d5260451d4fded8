import type { InspectionAspect } from '../inspection.ts';
import { defineTexts, type Text } from './define.ts';

/** The daily inspection on a tablet 日常巡查. */
export const inspectionTexts = defineTexts({
  title: { zh: '日常巡查', en: 'Daily inspection' },
  intro: {
    zh: '点一下记一次；问题计入当月星级评分，当天可以撤回',
    en: 'One tap is one check; findings count in the month’s stars and can be taken back today',
  },
  nobody: { zh: '无人在岗', en: 'nobody at the post' },
  good: { zh: '规范', en: 'Good' },
  poor: { zh: '有问题', en: 'Finding' },
  note: { zh: '问题说明（可不填，不写群众信息）', en: 'Note (optional; nothing about visitors)' },
  save: { zh: '记录', en: 'Record' },
  cancel: { zh: '取消', en: 'Cancel' },
  undo: { zh: '撤回', en: 'Take back' },
  takenBack: { zh: '已撤回', en: 'taken back' },
  list: { zh: '今天的巡查', en: 'Checks of today' },
  listOf: { zh: '{date} 的巡查', en: 'Checks of {date}' },
  empty: { zh: '还没有巡查记录', en: 'Nothing was checked yet' },
  loading: { zh: '正在取…', en: 'Loading…' },
  failed: { zh: '没有取到，正在再试', en: 'Could not be loaded; trying again' },
  waiting: { zh: '{count} 条还没有送到，网络恢复后自动补送', en: '{count} not sent yet; they go by themselves' },
  answered: { zh: '本人说明：{text}', en: 'Answer: {text}' },
  counter: { zh: '{counter} 号窗口', en: 'Counter {counter}' },
});

export const aspectTexts: Record<InspectionAspect, Text> = {
  dress: { zh: '着装', en: 'Dress' },
  discipline: { zh: '纪律', en: 'Discipline' },
  presence: { zh: '在岗', en: 'At the post' },
};

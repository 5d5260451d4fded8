import { defineTexts } from './define.ts';

/** Words of the page where the county's own notices are written. */
export const noticePageTexts = defineTexts({
  title: { zh: '通知公告', en: 'Notices' },
  lead: {
    zh: '写在这里的通知，从起日到止日在政务公开栏上轮流显示，保存后马上生效。',
    en: 'Notices are shown on the notices wall from the first to the last day; a change counts as soon as it is saved.',
  },
  see: { zh: '看公开栏', en: 'See the wall' },
  none: { zh: '现在没有通知。', en: 'There are no notices now.' },
  add: { zh: '写一条通知', en: 'Write a notice' },
  heading: { zh: '标题', en: 'Title' },
  text: { zh: '内容', en: 'Text' },
  from: { zh: '从哪天起', en: 'From' },
  until: { zh: '到哪天止', en: 'Until' },
  wrongDays: { zh: '止日早于起日，这样不能保存', en: 'It would end before it begins, and cannot be saved so' },
});

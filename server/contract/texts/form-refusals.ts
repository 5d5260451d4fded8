import { defineTexts } from './define.ts';

/** Refusals of the form station and of taking its forms over at a counter. */
export const formRefusals = defineTexts({
  'unknown-form': { zh: '没有这张表：{form}', en: 'There is no form {form}' },
  'form-not-filled': { zh: '表没有填对：{fields}', en: 'The form is not filled in right: {fields}' },
  'too-many-forms': {
    zh: '今天填的表太多了，请到窗口填写',
    en: 'Too many forms today; please fill it in at the counter',
  },
  'unknown-form-code': {
    zh: '没有这个表单码，请核对小票上的六位数字；表单码只在当天有效',
    en: 'There is no such form code; compare the six digits on the slip. A code is valid on its day alone',
  },
  'form-code-expired': {
    zh: '表单码已过期（只在填表当天有效），填写的内容已经清除，请重新填写',
    en: 'The form code is over: it was valid on its day alone, and what was filled in has been erased',
  },
  'form-code-used': {
    zh: '表单码已由 {staff} 在 {time} 取用，一个码只能用一次',
    en: 'The form was taken over by {staff} at {time}; a code is good for one use',
  },
  'form-already-filed': { zh: '这张表已归入办件 {no}', en: 'This form lies with dossier {no} already' },
  'not-your-form': { zh: '这张表不是您取用的', en: 'You did not take this form over' },
  'form-of-another-item': {
    zh: '这张表不是本办件事项的表格，没有附上',
    en: 'This form does not belong to the item of this dossier; it was not attached',
  },
});

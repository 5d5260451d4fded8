import type { Form, FormField, PassedForm } from '../../server/contract/form.ts';
import type { Text } from '../../server/contract/texts/define.ts';
import { formTexts } from '../../server/contract/texts/forms.ts';
import { type FormsStep, formsEntry } from './entry.ts';

/** Where a visitor stands at the form station. `fixing`: one answer is put right, and then the overview comes again. */
export type FormStep =
  | { at: 'grid' }
  | { at: 'form'; form: Form }
  | { at: 'field'; form: Form; index: number; fixing: boolean }
  | { at: 'review'; form: Form }
  | { at: 'passed'; form: Form; pass: PassedForm };

export const formsPerPage = 9;
export const answersPerPage = 7;

/** The page before; null leads out of the station. */
function formBefore(step: FormStep): FormStep | null {
  switch (step.at) {
    case 'grid':
    case 'passed':
      return null;
    case 'form':
      return { at: 'grid' };
    case 'review':
      return { at: 'field', form: step.form, index: step.form.fields.length - 1, fixing: false };
    case 'field': {
      const { form, index, fixing } = step;
      if (fixing) return { at: 'review', form };
      return index === 0 ? { at: 'form', form } : { at: 'field', form, index: index - 1, fixing: false };
    }
  }
}

/** The page after an answer; what an id card has answered is not asked on the way. */
export function formAfter(
  { form, index, fixing }: Extract<FormStep, { at: 'field' }>,
  isByCard: (field: string) => boolean,
): FormStep {
  const next = form.fields.findIndex(({ id }, place) => place > index && !isByCard(id));
  return fixing || next < 0 ? { at: 'review', form } : { at: 'field', form, index: next, fixing: false };
}

export const fieldOf = ({ form, index }: Extract<FormStep, { at: 'field' }>): FormField | undefined =>
  form.fields[index];

/** How many pages a step has, each as the nine pictures of the first. */
export function formPages(step: FormStep, forms: number): number {
  if (step.at === 'grid') return Math.max(1, Math.ceil(forms / formsPerPage));
  return step.at === 'review' ? Math.ceil(step.form.fields.length / answersPerPage) : 1;
}

/** The kiosk's step for it. What is asked and said is never an answer, which is nobody else's business (T15). */
export function formsAt(within: FormStep): FormsStep {
  if (within.at === 'grid') return formsEntry;
  const before = formBefore(within);
  const back = before === null ? null : () => formsAt(before);
  return { at: 'forms', within, written: written(within), spoken: spoken(within), before: back };
}

type InnerStep = Exclude<FormStep, { at: 'grid' }>;

function written(step: InnerStep): Text {
  if (step.at === 'form') return step.form.title;
  if (step.at === 'field') return fieldOf(step)?.label ?? formTexts.review;
  return step.at === 'review' ? formTexts.review : formTexts.passed;
}

function spoken(step: InnerStep): Text {
  if (step.at === 'form') return formTexts.sayForm;
  if (step.at === 'field') return fieldOf(step)?.help ?? formTexts.sayReview;
  return step.at === 'review' ? formTexts.sayReview : formTexts.sayPassed;
}

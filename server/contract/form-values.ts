import { citizenNumberFits } from './citizen-number.ts';
import type { Form, FormField, FormValues } from './form.ts';

/** Most letters of one answer. */
export const formValueMost = 60;

export type FormFault = 'needed' | 'id-number' | 'phone' | 'digits' | 'date' | 'choice' | 'too-long' | 'not-asked';

/** Words may be left for the pen or the counter; what can be tapped must be there where it is required. */
export const mayBeLeft = ({ kind, required }: FormField): boolean => !required || kind === 'text' || kind === 'address';

function isDate(value: string): boolean {
  if (!/^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** What is wrong with one answer, or null. An empty one is right where it may be left. */
export function fieldFault(field: FormField, value: string): FormFault | null {
  if (value === '') return mayBeLeft(field) ? null : 'needed';
  switch (field.kind) {
    case 'id-number':
      return citizenNumberFits(value) ? null : 'id-number';
    case 'phone':
      return /^(1[3-9][0-9]{9}|0[0-9]{9,11}|[2-8][0-9]{6,7})$/.test(value) ? null : 'phone';
    case 'digits': {
      const { least, most } = field.digits ?? { least: 1, most: 12 };
      return /^[0-9]+$/.test(value) && value.length >= least && value.length <= most ? null : 'digits';
    }
    case 'date':
      return isDate(value) ? null : 'date';
    case 'choice':
      return field.choices?.some(({ id }) => id === value) ? null : 'choice';
    case 'yes-no':
      return value === 'yes' || value === 'no' ? null : 'choice';
    default:
      return [...value].length <= formValueMost && !hasControls(value) ? null : 'too-long';
  }
}

/** Line ends and other signs that are no letters would break the lines of the paper. */
const hasControls = (value: string) => [...value].some((each) => each < ' ' || each === '\u007f');

/** Everything that is wrong with the answers, by field; empty when they may be passed on. */
export function formFaults(form: Form, values: FormValues): { field: string; fault: FormFault }[] {
  const known = new Set(form.fields.map(({ id }) => id));
  const strange = Object.keys(values).filter((id) => !known.has(id));
  return [
    ...strange.map((field) => ({ field, fault: 'not-asked' as const })),
    ...form.fields.flatMap((field) => {
      const fault = fieldFault(field, values[field.id] ?? '');
      return fault === null ? [] : [{ field: field.id, fault }];
    }),
  ];
}

/** The sample's answers. */
export const sampleValues = (form: Form): FormValues =>
  Object.fromEntries(form.fields.map(({ id, sample }) => [id, sample]));

/** An answer as it stands on paper or screen, in Chinese or English. */
export function valueWords(field: FormField, value: string, language: 'zh' | 'en'): string {
  if (value === '') return '';
  if (field.kind === 'yes-no') return language === 'zh' ? (value === 'yes' ? '是' : '否') : value;
  if (field.kind === 'choice') return field.choices?.find(({ id }) => id === value)?.[language] ?? value;
  if (field.kind !== 'date' || language === 'en') return value;
  const [year, month, day] = value.split('-');
  return `${year}年${Number(month)}月${Number(day)}日`;
}

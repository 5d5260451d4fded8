import type { OwnCard } from './card.ts';
import type { Form, FormField, FormValues } from './form.ts';
import { fieldFault } from './form-values.ts';

/** What a field takes from the card of whoever stands there; of a company's form that is the one who hands it in. */
function taken({ applicant }: Form, { fills }: FormField, card: OwnCard): string | null {
  if (applicant === 'company') return fills === 'agentName' ? card.name : null;
  switch (fills) {
    case 'name':
      return card.name;
    case 'idNumber':
      return card.number;
    case 'sex':
      return card.sex;
    case 'nation':
      return card.nation;
    case 'bornOn':
      return card.bornOn;
    case 'address':
      return card.address;
    default:
      return null;
  }
}

/** What an id card answers of a form, by the fields' ids. What would not be a right answer there is left to the visitor. */
export function cardAnswers(form: Form, card: OwnCard): FormValues {
  const answers = form.fields.map((field): [string, string] => [field.id, taken(form, field, card) ?? '']);
  const right = answers.filter(([, value], index) => {
    const field = form.fields[index];
    return value !== '' && field !== undefined && fieldFault(field, value) === null;
  });
  return Object.fromEntries(right);
}

/** Whether a card can answer anything of this form. */
export const asksWhatCardsSay = (form: Form): boolean =>
  form.fields.some(
    ({ fills }) =>
      fills !== undefined && fills !== 'phone' && (fills === 'agentName') === (form.applicant === 'company'),
  );

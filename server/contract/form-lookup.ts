import type { Form, FormState } from './form.ts';
import type { HallFile } from './hall-file.ts';
import { Refused } from './refusal.ts';

/** A form of the hall by its code. Throws `unknown-form`. */
export function formOf({ forms = [] }: Pick<HallFile, 'forms'>, code: string): Form {
  const form = forms.find((each) => each.code === code);
  if (form === undefined) throw new Refused('unknown-form', { form: code });
  return form;
}

/** Of the forms that were filled in today, the one with this id. Throws `unknown-form-code`. */
export function formById<R extends { id: string }>({ forms }: { forms: ReadonlyMap<string, R> }, id: string): R {
  for (const form of forms.values()) if (form.id === id) return form;
  throw new Refused('unknown-form-code');
}

/** Throws `not-your-form` for everybody but the person who took it over. */
export function requireTaker(form: { state: FormState; staff: string | null }, by: string | null): void {
  if (form.state === 'waiting' || by === null || form.staff !== by)
    throw new Refused('not-your-form', { staff: form.staff });
}

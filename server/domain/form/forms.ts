import type { Recorded } from '../../contract/events.ts';
import type { FormCommand, FormEvent, FormState, PassedForm } from '../../contract/form.ts';
import { formById, formOf, requireTaker } from '../../contract/form-lookup.ts';
import { formFaults, sampleValues } from '../../contract/form-values.ts';
import type { HallFile } from '../../contract/hall-file.ts';
import { clockWords } from '../../contract/local-time.ts';
import { Refused } from '../../contract/refusal.ts';
import type { Context } from '../context.ts';
import type { HallState } from '../hall-state.ts';

/** A form that somebody filled in today. Its words stand in the side table under `person`. */
export interface FormRecord {
  id: string;
  form: string;
  code: string;
  person: string;
  passedAt: number;
  /** Number of the slip with the code in the print ledger, or null. */
  slip: number | null;
  state: FormState;
  /** Who took it over. */
  staff: string | null;
  takenAt: number | null;
  /** The dossier whose scans it lies with, and the digest of its PDF. */
  filed: { no: string; sha256: string } | null;
}

/** More forms than a hall can fill in a day: somebody plays with the machine. */
const formsMost = 2000;
const codeTries = 20;
const codesFrom = 100_000;
const codesCount = 900_000;

/** Passing on, taking over at a counter, filing with a dossier: each once. */
export function decideForm(state: HallState, command: FormCommand, context: Context): FormEvent[] {
  switch (command.type) {
    case 'pass-form': {
      const { model, newId } = context;
      const faults = formFaults(formOf(model.file, command.form), command.values);
      if (faults.length > 0) throw new Refused('form-not-filled', { faults, fields: faults.map(({ field }) => field) });
      const code = state.forms.size < formsMost ? freeCode(state, newId) : null;
      if (code === null) throw new Refused('too-many-forms', { most: formsMost });
      const printer = command.terminal === null ? null : (model.printers.get(command.terminal) ?? null);
      return [{ type: 'FormPassed', id: newId(), form: command.form, code, person: newId(), printer }];
    }
    case 'take-form': {
      const found = state.forms.get(command.code);
      if (found === undefined)
        throw new Refused(state.endedFormCodes.has(command.code) ? 'form-code-expired' : 'unknown-form-code');
      const staff = context.actor.kind === 'staff' ? context.actor.staff : '';
      if (found.state === 'waiting') return [{ type: 'FormTaken', id: found.id, staff }];
      // Whoever took it may look again, say after the page was loaded anew, until it lies with a dossier.
      if (found.state === 'taken' && found.staff === staff) return [];
      throw new Refused('form-code-used', {
        staff: found.staff,
        time: clockWords(found.takenAt ?? found.passedAt, context.model.file.timeZone),
      });
    }
    case 'file-form': {
      const found = formById(state, command.id);
      requireTaker(found, context.actor.kind === 'staff' ? context.actor.staff : null);
      return found.state === 'filed'
        ? []
        : [{ type: 'FormFiled', id: found.id, no: command.no, sha256: command.sha256 }];
    }
  }
}

export function formByCode(state: HallState, code: string): FormRecord {
  const found = state.forms.get(code);
  if (found === undefined) throw new Refused('unknown-form-code');
  return found;
}

/** Six digits that no form of today has or had; an id that nobody can guess is as good as dice. Null: none was found. */
function freeCode(state: HallState, newId: () => string): string | null {
  for (let attempt = 0; attempt < codeTries; attempt += 1) {
    const letters = [...newId()].slice(-12);
    const number = letters.reduce((sum, letter) => (sum * 131 + letter.charCodeAt(0)) % 2_147_483_647, 7);
    const code = String(codesFrom + (number % codesCount));
    if (!state.forms.has(code)) return code;
  }
  return null;
}

export function applyForm(state: HallState, { event, seq, at }: Recorded<FormEvent>): void {
  if (event.type === 'FormPassed') {
    const { id, form, code, person, printer } = event;
    const slip = printer === null ? null : seq;
    const fresh = { state: 'waiting', staff: null, takenAt: null, filed: null } as const;
    state.forms.set(code, { id, form, code, person, passedAt: at, slip, ...fresh });
    if (printer !== null) state.slips.set(seq, { id: seq, ticketId: '', printer, reprint: 0, status: 'queued' });
    return;
  }
  const form = formById(state, event.id);
  if (event.type === 'FormTaken') Object.assign(form, { state: 'taken', staff: event.staff, takenAt: at });
  else Object.assign(form, { state: 'filed', filed: { no: event.no, sha256: event.sha256 } });
}

/** What the visitor is told of the form just passed on. */
export function passedForm(state: HallState, id: string): PassedForm {
  const { form, code, slip } = formById(state, id);
  return { id, form, code, validOn: state.date, slip };
}

/** Forms that name items, pictures or answers that do not go together, as sentences. */
export function formProblems({ forms = [], items }: Pick<HallFile, 'forms' | 'items'>): string[] {
  const codes = new Set(items.map(({ code }) => code));
  const seen = new Set<string>();
  return forms.flatMap((form) => {
    const problems = seen.has(form.code) ? [`表格 ${form.code} 写了两次 form ${form.code} stands twice`] : [];
    seen.add(form.code);
    for (const item of form.items)
      if (!codes.has(item))
        problems.push(
          `表格 ${form.code} 的事项 ${item} 不存在 form ${form.code} belongs to item ${item}, which is not there`,
        );
    const fields = new Set<string>();
    for (const { id, kind, choices } of form.fields) {
      if (fields.has(id)) problems.push(`form ${form.code} asks ${id} twice`);
      fields.add(id);
      if ((kind === 'choice') !== (choices !== undefined))
        problems.push(`form ${form.code}: ${id} ${kind === 'choice' ? 'has no choices' : 'is no choice but has some'}`);
    }
    for (const { field, fault } of formFaults(form, sampleValues(form)))
      problems.push(`form ${form.code}: the sample of ${field} is not right (${fault})`);
    return problems;
  });
}

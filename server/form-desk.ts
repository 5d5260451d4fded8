import type { BlobStore } from './blob-store.ts';
import type { StaffActor } from './contract/actor.ts';
import type { FiledForm, Form, FormValues, TakenForm } from './contract/form.ts';
import { formById, formOf, requireTaker } from './contract/form-lookup.ts';
import { formFaults } from './contract/form-values.ts';
import { Refused } from './contract/refusal.ts';
import type { Hall } from './hall.ts';
import type { Journal } from './journal/journal.ts';
import { type FormFill, printForm } from './papers/form-sheet.ts';

/** 填表: forms on paper, and what was filled in on its way from the kiosk to a dossier. */
export interface FormDesk {
  list(): Form[];
  /** A4 PDF. Rejects with `unknown-form`, or `form-not-filled` where answers are given that are not right. */
  print(code: string, fill: FormFill): Promise<Buffer>;
  /** What a counter took over. Throws `unknown-form-code`. */
  taken(id: string): TakenForm;
  /** Puts the filled form to the dossier's scans and erases what was filled in. */
  file(id: string, no: string, actor: StaffActor, commandId: string): Promise<FiledForm>;
}

export interface FormDeskOptions {
  hall: Hall;
  journal: Journal;
  blobs: BlobStore;
}

export function formDesk({ hall, journal, blobs }: FormDeskOptions): FormDesk {
  const { model } = hall;
  const taken = (id: string): TakenForm => {
    const { form, person, passedAt } = formById(hall.state, id);
    const kept = journal.person(person);
    const values = kept === undefined ? null : (JSON.parse(kept.data) as FormValues);
    return { id, form: formOf(model.file, form), values, passedAt: new Date(passedAt).toISOString() };
  };
  return {
    list: () => model.file.forms ?? [],
    taken,
    async print(code, fill) {
      const form = formOf(model.file, code);
      const faults = fill.kind === 'filled' ? formFaults(form, fill.values) : [];
      if (faults.length > 0) throw new Refused('form-not-filled', { faults, fields: faults.map(({ field }) => field) });
      return printForm({ form, hallName: model.file.name, fill, at: fill.kind === 'filled' ? hall.now() : 0 });
    },
    async file(id, no, actor, commandId) {
      const record = formById(hall.state, id);
      const { form, values, passedAt } = taken(id);
      requireTaker(record, actor.staff);
      // A lost answer is asked for again: the form lies there already.
      if (record.filed?.no === no) return { id, ...record.filed };
      if (values === null) throw new Refused('form-already-filed', { no: record.filed?.no ?? '' });
      const { item } = hall.dossiers.find(no).terms;
      if (form.items.length > 0 && !form.items.includes(item)) throw new Refused('form-of-another-item', { item });
      const fill = { kind: 'filled', values } as const;
      const pdf = await printForm({ form, hallName: model.file.name, fill, at: Date.parse(passedAt) });
      const sha256 = await blobs.put(pdf);
      const named = model.items.get(item)?.materials.find(({ name }) => name === form.material)?.name ?? null;
      const order = {
        type: 'attach-scan',
        material: named,
        mediaType: 'application/pdf',
        sha256,
        bytes: pdf.length,
      } as const;
      await hall.act({ type: 'dossier', no, order }, actor);
      await hall.act({ type: 'file-form', id, no, sha256 }, actor, commandId);
      return { id, no, sha256 };
    },
  };
}

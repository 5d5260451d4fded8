import type { ItemCard } from '../../../server/contract/catalogue.ts';
import { citizenNumberFits } from '../../../server/contract/citizen-number.ts';
import type { Applicant, ReceivedMaterial } from '../../../server/contract/dossier.ts';
import type { CheckedPapers } from '../../../server/contract/ticket.ts';

/** What the clerk has filled in so far; empty strings are fields that are left out. */
export interface IntakeDraft {
  kind: Applicant['kind'];
  name: string;
  idNumber: string;
  phone: string;
  agentName: string;
  materials: {
    name: string;
    form: ItemCard['materials'][number]['form'];
    shared: boolean;
    received: ReceivedMaterial['received'];
    count: number;
    /** What the desk has said of it; null where it has not looked. */
    checked: 'present' | 'missing' | null;
  }[];
}

export function emptyDraft(): IntakeDraft {
  return { kind: 'person', name: '', idNumber: '', phone: '', agentName: '', materials: [] };
}

/**
 * The checklist of an item. Nothing counts as received before somebody has said so: the desk for what it has checked, in
 * the form that is asked for, and the clerk for everything, who may change each line.
 */
export function checklistOf(
  item: ItemCard,
  checked?: Pick<CheckedPapers, 'present' | 'missing'>,
): IntakeDraft['materials'] {
  return item.materials.map(({ name, form, shared = false }) => ({
    name,
    form,
    shared,
    received: checked?.present.includes(name) ? form : 'missing',
    count: 1,
    checked: checked?.present.includes(name) ? 'present' : checked?.missing.includes(name) ? 'missing' : null,
  }));
}

/** The next item of a visit to be lodged: of those asked for the first that can be and is not yet; empty when none is left. */
export function nextItem(
  asked: readonly string[],
  choices: readonly { code: string }[],
  done: readonly string[],
): string {
  return asked.find((code) => choices.some((choice) => choice.code === code) && !done.includes(code)) ?? '';
}

export type DraftFault = 'nameNeeded' | 'idShort' | 'phoneWrong';

/** Why the draft cannot be lodged yet; the bounds are those of the contract's `Applicant`. */
export function draftFaults(draft: IntakeDraft): DraftFault[] {
  const faults: DraftFault[] = [];
  if (draft.name.trim() === '') faults.push('nameNeeded');
  if (draft.idNumber.trim() !== '' && draft.idNumber.trim().length < 4) faults.push('idShort');
  const phone = draft.phone.trim();
  if (phone !== '' && !/^[0-9+ -]{5,20}$/.test(phone)) faults.push('phoneWrong');
  return faults;
}

export function applicantOf(draft: IntakeDraft): Applicant {
  const optional = (value: string) => value.trim() || undefined;
  return {
    kind: draft.kind,
    name: draft.name.trim(),
    idNumber: optional(draft.idNumber.toUpperCase()),
    phone: optional(draft.phone),
    agentName: optional(draft.agentName),
  };
}

export function receivedOf(draft: IntakeDraft): ReceivedMaterial[] {
  return draft.materials.map(({ name, received, count }) =>
    received === 'missing' ? { name, received } : { name, received, count },
  );
}

/** Whether an 18-digit citizen number carries its check digit (GB 11643); shorter or foreign numbers are not judged. */
export function citizenNumberDoubtful(idNumber: string): boolean {
  const id = idNumber.trim().toUpperCase();
  return /^[0-9]{17}[0-9X]$/.test(id) && !citizenNumberFits(id);
}

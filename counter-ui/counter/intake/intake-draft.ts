import type { ItemCard } from '../../../server/contract/catalogue.ts';
import type { Applicant, ReceivedMaterial } from '../../../server/contract/dossier.ts';

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
  }[];
}

export function emptyDraft(): IntakeDraft {
  return { kind: 'person', name: '', idNumber: '', phone: '', agentName: '', materials: [] };
}

/** The checklist of an item; nothing counts as received before the clerk says so. */
export function checklistOf(item: ItemCard): IntakeDraft['materials'] {
  return item.materials.map((material) => ({
    name: material.name,
    form: material.form,
    shared: material.shared ?? false,
    received: 'missing',
    count: 1,
  }));
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

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Whether an 18-digit citizen number carries its check digit (GB 11643); shorter or foreign numbers are not judged. */
export function citizenNumberDoubtful(idNumber: string): boolean {
  const id = idNumber.trim().toUpperCase();
  if (!/^[0-9]{17}[0-9X]$/.test(id)) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(id[index]), 0);
  return '10X98765432'[sum % 11] !== id[17];
}

import type { DossierDuty, DossierStatus } from './dossier-life.ts';
import type { ItemKind } from './item.ts';

/** The duty whose turn it is where a dossier stands; null where a halt leaves it with whoever had it. */
export function turnAt(status: DossierStatus, kind: ItemKind): DossierDuty | null {
  if (status === 'special' || status === 'suspended') return null;
  if (kind === '即办件') return 'clerk';
  if (status === 'under-review') return 'reviewer';
  if (status === 'reviewed') return 'leader';
  return status === 'signed' && kind !== '上报件' ? 'leader' : 'clerk';
}

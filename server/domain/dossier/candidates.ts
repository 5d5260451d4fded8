import type { DossierLifeCommand } from '../../contract/dossier-commands.ts';
import type { HallModel } from '../hall-model.ts';
import type { HallState } from '../hall-state.ts';
import type { Dossier } from './dossier.ts';
import { officerFor } from './officer.ts';
import { holdsDuty } from './rights.ts';

/** 可以改派给谁: everybody on the staff who has the duty in turn in a department of the dossier, in the order of the list. */
export function candidatesFor(dossier: Dossier, day: HallState, model: HallModel): { staff: string; name: string }[] {
  const claim: DossierLifeCommand = { type: 'claim' };
  return model.file.staff.flatMap(({ id, name, role }) => {
    const officer = officerFor({ kind: 'staff', staff: id, role }, dossier, claim, day, model);
    return holdsDuty(dossier, claim, officer) ? [{ staff: id, name }] : [];
  });
}

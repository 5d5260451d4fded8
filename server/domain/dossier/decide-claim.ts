import type { ClaimCommand, DossierLifeCommand } from '../../contract/dossier-commands.ts';
import type { DossierLifeEvent } from '../../contract/dossier-events.ts';
import { type DossierAction, type DossierDuty, fileVerbs } from '../../contract/dossier-life.ts';
import { Refused } from '../../contract/refusal.ts';
import type { Claim, Dossier } from './dossier.ts';
import type { DossierContext } from './dossier-context.ts';
import { dutyInTurn } from './responsible.ts';

/** What stands beside the work itself and takes the dossier out of nobody's hands. */
const besideWork: readonly DossierAction[] = [
  ...fileVerbs,
  'count-visit',
  'answer-joint',
  'notify-card',
  'answer-card',
  'appeal-card',
  'decide-appeal',
  'urge',
  'answer-urge',
  'check-urge',
  'claim',
  'release',
  'hand-over',
];

/**
 * Whether a claim keeps this officer out. It does not keep out who covers the absent claimant's post (R6); a claim made
 * while covering ends when the cover does.
 */
export function claimAgainst(dossier: Dossier, { officer, covers }: DossierContext): Claim | null {
  const { claim, counter } = dossier;
  if (claim === null || officer.staff === null || officer.staff === claim.staff) return null;
  if (covers(officer.staff, counter) === claim.staff) return null;
  if (claim.covering !== null && covers(claim.staff, counter) !== claim.covering) return null;
  return claim;
}

/** Throws `claimed-by-another` where somebody else of the duty by which the officer would act has the dossier in hand. */
export function requireClaim(
  dossier: Dossier,
  command: DossierLifeCommand,
  held: readonly DossierDuty[],
  context: DossierContext,
): void {
  if (besideWork.includes(command.type)) return;
  const claim = claimAgainst(dossier, context);
  if (claim === null || held.some((duty) => duty !== claim.duty)) return;
  throw new Refused('claimed-by-another', { no: dossier.no, staff: claim.staff });
}

export function decideClaim(
  dossier: Dossier,
  command: ClaimCommand,
  context: DossierContext,
  on: string,
): DossierLifeEvent[] {
  const { officer } = context;
  const { claim } = dossier;
  const duty = dutyInTurn(dossier);
  if (command.type === 'hand-over') {
    const allowed = context.candidates(dossier).map((each) => each.staff);
    if (!allowed.includes(command.to)) throw new Refused('cannot-take-dossier', { staff: command.to, allowed });
    const { to: staff, reason } = command;
    return [{ type: 'DossierHandedOver', on, from: claim?.staff ?? null, staff, duty, reason }];
  }
  if (command.type === 'claim') {
    const other = claimAgainst(dossier, context);
    if (other !== null) throw new Refused('claimed-by-another', { no: dossier.no, staff: other.staff });
    if (officer.staff === null || claim?.staff === officer.staff) return [];
    return [
      {
        type: 'DossierClaimed',
        on,
        staff: officer.staff,
        covering: context.covers(officer.staff, dossier.counter),
        duty,
      },
    ];
  }
  if (claim === null) throw new Refused('not-claimed', { no: dossier.no });
  if (!officer.duties.includes('supervisor') && claimAgainst(dossier, context) !== null)
    throw new Refused('claimed-by-another', { no: dossier.no, staff: claim.staff });
  return [{ type: 'DossierReleased', on, staff: claim.staff }];
}

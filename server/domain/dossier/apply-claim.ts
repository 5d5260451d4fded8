import type { DossierLifeEventType } from '../../contract/dossier-events.ts';
import { isEnded } from '../../contract/dossier-life.ts';
import type { Dossier, LastChange } from './dossier.ts';
import type { DossierRecord, Handlers } from './record.ts';
import { dutyInTurn } from './responsible.ts';

export const applyClaim: Handlers<'DossierClaimed' | 'DossierReleased' | 'DossierHandedOver'> = {
  DossierClaimed: (dossier, { staff, covering, duty }, { at }) => ({
    ...dossier,
    claim: { staff, covering, duty, at },
  }),
  DossierReleased: (dossier) => ({ ...dossier, claim: null }),
  DossierHandedOver: (dossier, { staff, duty }, { at }) => ({
    ...dossier,
    claim: { staff, covering: null, duty, at },
  }),
};

/** A claim ends with the turn of its duty: the reviewer need not ask the clerk to let go. */
export function withClaim(before: Dossier, after: Dossier): Dossier {
  if (after.claim === null || after.claim !== before.claim) return after;
  return isEnded(after.standing.status) || dutyInTurn(after) !== after.claim.duty ? { ...after, claim: null } : after;
}

/** What leaves a page as true as it was: nobody is refused because of it. */
const unseen: readonly DossierLifeEventType[] = [
  'PaperIssued',
  'CardIssued',
  'CardNotified',
  'DossierReckoned',
  'DossierClaimed',
  'DossierReleased',
  'DossierHandedOver',
];

export function lastChangeOf(
  before: Dossier,
  { event, by, actingFor, at }: DossierRecord,
  version: number,
): LastChange | null {
  return unseen.includes(event.type) ? before.lastChange : { version, by, actingFor, at };
}

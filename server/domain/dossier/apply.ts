import type { DossierLifeEvent, DossierLodged, DossierTerms } from '../../contract/dossier-events.ts';
import { applyCard } from './apply-cards.ts';
import { applyClaim, lastChangeOf, withClaim } from './apply-claim.ts';
import { applyIntake } from './apply-intake.ts';
import { applyJoint } from './apply-joint.ts';
import { applyOutcome } from './apply-outcome.ts';
import { applyReview } from './apply-review.ts';
import { startClock } from './clocks.ts';
import type { Dossier } from './dossier.ts';
import type { DossierRecord, Handlers } from './record.ts';

/** The item's elements and the local day, for records of the first release that do not have them. */
export interface Fallback {
  terms: DossierTerms;
  on: string;
}

/** The dossier as its first event leaves it. */
export function lodgedDossier(event: DossierLodged, fallback: Fallback | null = null): Dossier {
  const terms = event.terms ?? fallback?.terms;
  const on = event.on ?? fallback?.on;
  if (terms === undefined || on === undefined) throw new Error(`dossier ${event.no} has no terms`);
  return {
    no: event.no,
    version: 1,
    terms,
    counter: event.counter,
    lodgedOn: on,
    receivedOn: on,
    standing: { status: 'lodged' },
    clocks: {
      acceptance: startClock(terms.limits.acceptanceDays, 'G', on),
      promise: null,
      legal: null,
      step: null,
      superior: null,
      issue: null,
    },
    papers: new Map(event.materials.map((material) => [material.name, material.received])),
    copiesSaved: 0,
    visits: [event.ticketId],
    correctionNotices: 0,
    negative: null,
    accepted: null,
    tasks: [],
    extendedDays: 0,
    receiptNo: null,
    certificateNo: null,
    cards: [],
    urges: [],
    breaches: [],
    scans: [],
    erased: false,
    watch: event.watch ?? null,
    claim: null,
    lastChange: null,
  };
}

const handlers: Handlers<DossierLifeEvent['type']> = {
  ...applyIntake,
  ...applyReview,
  ...applyJoint,
  ...applyOutcome,
  ...applyCard,
  ...applyClaim,
  PaperIssued: (dossier) => dossier,
  ScanAttached: (dossier, { material, sha256 }) => ({
    ...dossier,
    scans: [...dossier.scans, { material, sha256 }],
  }),
  DossierErased: (dossier) => ({ ...dossier, scans: [], erased: true }),
  ScanRemoved: (dossier, { material, sha256 }) => ({
    ...dossier,
    scans: dossier.scans.filter((scan) => scan.sha256 !== sha256 || scan.material !== material),
  }),
};

/** The dossier after one more event; the one given stays as it was. */
export function applyDossier(dossier: Dossier, record: DossierRecord): Dossier {
  const { event } = record;
  const handler = handlers[event.type] as (dossier: Dossier, event: DossierLifeEvent, record: DossierRecord) => Dossier;
  const after = handler(dossier, event, record);
  const version = dossier.version + 1;
  return {
    ...withClaim(dossier, after),
    version,
    watch: event.watch ?? dossier.watch,
    lastChange: lastChangeOf(dossier, record, version),
  };
}

/** Folds a whole record. */
export function foldDossier(
  records: Iterable<DossierRecord<DossierLifeEvent | DossierLodged>>,
  fallback: (event: DossierLodged) => Fallback | null = () => null,
): Dossier | null {
  let dossier: Dossier | null = null;
  for (const record of records) {
    const { event } = record;
    if (event.type === 'DossierLodged') dossier = lodgedDossier(event, fallback(event));
    else if (dossier !== null) dossier = applyDossier(dossier, { ...record, event });
  }
  return dossier;
}

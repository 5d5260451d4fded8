import type { DossierLifeEvent } from '../../contract/dossier-events.ts';
import type { Dossier } from './dossier.ts';

/** One line of a dossier's record as the domain reads it; a line of the journal fits. */
export interface DossierRecord<E = DossierLifeEvent> {
  at: number;
  by: string;
  actingFor: string | null;
  event: E;
}

export type EventOf<T extends DossierLifeEvent['type']> = Extract<DossierLifeEvent, { type: T }>;
/** What each kind of event makes of a dossier. */
export type Handlers<T extends DossierLifeEvent['type']> = {
  [K in T]: (dossier: Dossier, event: EventOf<K>, record: DossierRecord) => Dossier;
};

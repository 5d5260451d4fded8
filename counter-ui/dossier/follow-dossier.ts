import { onScopeDispose } from 'vue';
import { followView } from '../../server/client/live.ts';
import type { DossierPulse } from '../../server/contract/dossier-view.ts';

/**
 * Tells of every change of a dossier for as long as the page lives. A browser opens few connections to one server, so a
 * page behind another one lets its own go, and is told where the dossier stands once it is looked at again.
 */
export function followDossier(no: string, told: (pulse: DossierPulse) => void): void {
  let stop: (() => void) | null = null;
  let last: DossierPulse | null = null;
  const hear = (fields: Partial<DossierPulse>) => {
    last = { ...(last ?? { now: 0, version: 0, light: 'none' }), ...fields };
    told(last);
  };
  const follow = () => {
    stop?.();
    stop = document.hidden ? null : followView('dossier', no, { snapshot: hear, change: hear });
  };
  document.addEventListener('visibilitychange', follow);
  follow();
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', follow);
    stop?.();
  });
}

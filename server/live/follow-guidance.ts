import type { Hall } from '../hall.ts';
import type { Audience } from './audience.ts';
import type { GuideScreens } from './guide-screens.ts';
import type { KioskSessions } from './kiosk-sessions.ts';

export interface Guidance {
  hall: Hall;
  guides: GuideScreens;
  kiosks: KioskSessions;
}

/** A visitor waits before the screen: what is shown next, and silence, come at once. */
export function followGuidance(
  { hall, guides, kiosks }: Guidance,
  audiences: ReadonlyMap<string, Audience>,
  gather: () => void,
): () => void {
  const stopGuides = guides.onChange((desk) => {
    for (const key of [`guide/${desk}`, `mirror/${desk}`]) audiences.get(key)?.publish(hall.lastSeq);
  });
  const stopKiosks = kiosks.onChange(gather);
  return () => {
    stopGuides();
    stopKiosks();
  };
}

/** Desks whose page listens are there; what has lasted its time ends. */
export function sweepGuidance({ guides, kiosks }: Guidance, audiences: ReadonlyMap<string, Audience>): void {
  for (const [key, audience] of audiences)
    if (key.startsWith('mirror/') && audience.size > 0) guides.heard(key.slice('mirror/'.length));
  guides.sweep();
  kiosks.sweep();
}

import type { RouteRecordRaw } from 'vue-router';
import type { Text } from '../server/contract/texts/define.ts';
import { placeTexts } from '../server/contract/texts/places.ts';
import type { StaffPlace } from './kit/staff-places.ts';

/** In the order of the menu. A route that is not named here is reached from another place. */
const named: Readonly<Record<string, Text>> = {
  '/counter-ui/counter': placeTexts.counter,
  '/counter-ui/desk': placeTexts.desk,
  '/counter-ui/supervise': placeTexts.supervise,
  '/counter-ui/dossier': placeTexts.dossier,
  '/counter-ui/cover': placeTexts.cover,
  '/counter-ui/own-record': placeTexts.ownRecord,
  '/counter-ui/cover/board': placeTexts.coverBoard,
  '/counter-ui/cover/pairing': placeTexts.pairing,
  '/counter-ui/cover/calendar': placeTexts.calendar,
  '/counter-ui/cover/changes': placeTexts.changes,
  '/counter-ui/ratings': placeTexts.ratings,
  '/counter-ui/recording': placeTexts.recording,
  '/counter-ui/inspection': placeTexts.inspection,
  '/counter-ui/signs': placeTexts.signs,
  '/counter-ui/reports': placeTexts.reports,
  '/counter-ui/settings': placeTexts.settings,
  '/devices/': placeTexts.devices,
};

/** The places that these routes lead to, with who may use them: the menu never offers what the router refuses. */
export function placesOf(routes: readonly RouteRecordRaw[]): StaffPlace[] {
  const byPath = new Map(routes.map((route) => [route.path.replace(/\/:.*$/, ''), route]));
  return Object.entries(named).flatMap(([path, text]) => {
    const route = byPath.get(path);
    return route === undefined || 'redirect' in route ? [] : [{ path, text, roles: route.meta?.roles ?? null }];
  });
}

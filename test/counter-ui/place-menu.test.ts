import { describe, expect, it } from 'vitest';
import type { RouteRecordRaw } from 'vue-router';
import { homeOf } from '../../counter-ui/homes.ts';
import { placesOf } from '../../counter-ui/place-menu.ts';
import { routes } from '../../counter-ui/router.ts';

describe('the menu of places', () => {
  it('leads only where a route leads, to those whom the router lets in', () => {
    const places = placesOf(routes);
    expect(places.length).toBeGreaterThan(3);
    for (const { path, roles } of places) {
      const route = routes.find((each) => each.path.replace(/\/:.*$/, '') === path);
      expect([path, route?.meta?.roles ?? null]).toEqual([path, roles]);
    }
  });

  it('lets everybody find back to where the own day begins', () => {
    for (const [role, home] of Object.entries(homeOf)) {
      const place = placesOf(routes).find(({ path }) => path === home);
      expect([role, place !== undefined && (place.roles === null || place.roles.includes(role as never))]).toEqual([
        role,
        true,
      ]);
    }
  });

  it('offers each role its own places and nothing more', () => {
    const everybodys = ['cover/board', 'cover/pairing', 'cover/calendar', 'own-record', '/devices/'];
    const own = {
      clerk: ['counter', 'cover', 'dossier'],
      desk: ['cover', 'desk'],
      supervisor: [
        ...['counter', 'cover', 'cover/changes', 'desk', 'dossier', 'inspection', 'ratings', 'recording', 'reports'],
        ...['signs', 'supervise'],
      ],
      archivist: ['dossier', 'reports'],
      admin: ['cover', 'cover/changes', 'inspection', 'ratings', 'recording', 'reports', 'settings', 'signs'],
    } as const;
    for (const [role, places] of Object.entries(own)) {
      const offered = placesOf(routes).filter(({ roles }) => roles === null || roles.includes(role as never));
      const names = offered.map(({ path }) => path.replace('/counter-ui/', '')).sort();
      expect([role, names]).toEqual([role, [...everybodys, ...places].sort()]);
    }
  });

  it('leaves out a route that only leads elsewhere', () => {
    const lines: RouteRecordRaw[] = [{ path: '/counter-ui/desk', redirect: '/devices/' }];
    expect(placesOf(lines)).toEqual([]);
  });
});

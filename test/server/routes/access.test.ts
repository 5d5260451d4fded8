import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { TestHouse } from '../../fixtures/house.ts';

// Signing in is slow by design, and slower on a loaded machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const people = { clerk: 'a01', desk: 'desk1', supervisor: 'super1', archivist: 'archive1', admin: 'admin1' } as const;
type Somebody = keyof typeof people;
const roles = Object.keys(people) as Somebody[];
const all = roles;

/** Whom the API tells, beside what anybody may know. */
const readers: Record<string, readonly Somebody[]> = {
  '/api/settings': ['admin'],
  '/api/settings/revisions': ['admin'],
  '/api/settings/words': ['admin'],
  '/api/settings/audit': ['admin'],
  '/api/settings/accounts': ['admin'],
  '/api/sessions/current': all,
  '/api/key-bindings': ['clerk', 'supervisor'],
  '/api/cover': all,
  '/api/counters/{no}/responsible': all,
  '/api/posts/changes': all,
  '/api/signs': ['supervisor', 'admin'],
  '/api/signs/signs.pdf': ['supervisor', 'admin'],
  '/api/reports/pairing': ['supervisor', 'admin'],
  '/api/reports/fairness': ['supervisor', 'archivist', 'admin'],
  '/api/reports/stars': ['supervisor', 'admin'],
  '/api/inspections': ['supervisor', 'admin'],
  '/api/inspections/mine': all,
  '/api/stars/mine': all,
  '/api/own-record': all,
  '/api/dossiers': ['clerk', 'supervisor', 'archivist'],
  '/api/follow-ups': ['supervisor', 'admin'],
  '/api/escorts': ['desk', 'supervisor'],
  '/api/queues/{zone}': ['desk', 'supervisor'],
};
/** What anybody may know; of these the tests of their own say that they name nobody. */
const open = new Set([
  ...[
    '/api/hall',
    '/api/services',
    '/api/items',
    '/api/items/{code}',
    '/api/items/export.json',
    '/api/items/export.csv',
    '/api/bundle-key',
    '/api/counters',
    '/api/counters/{no}',
  ],
  ...[
    '/api/posts',
    '/api/posts.csv',
    '/api/search-words',
    '/api/voices',
    '/api/music',
    '/api/floors',
    '/api/forms',
    '/api/forms/{code}.pdf',
    '/api/notices',
    '/api/health',
    '/api/metrics',
    '/api/stars',
  ],
  // Open in the demo only.
  '/api/devices',
]);
let house: TestHouse;
let paths: string[] = [];
beforeAll(async () => {
  house = await TestHouse.open();
  const document = (await house.get('/api/openapi.json')).json<{ paths: Record<string, Record<string, unknown>> }>();
  paths = Object.entries(document.paths).flatMap(([path, methods]) => ('get' in methods ? [path] : []));
});
afterAll(() => house.close());

const urlOf = (path: string) =>
  path
    .replace('{no}', '1')
    .replace('{zone}', '1')
    .replace('{code}', 'GS01')
    .replace(/\{\w+\}/g, 'abcdefgh12');
const refusedAs = (status: number) => status === 401 || status === 403;

describe('who may read what', () => {
  it('every route that tells something without a session is one that anybody may read', async () => {
    const told: string[] = [];
    for (const path of paths.filter((each) => !each.startsWith('/api/live/')))
      if ((await house.get(urlOf(path))).statusCode === 200) told.push(path);
    expect(told.filter((path) => !open.has(path))).toEqual([]);
  });

  it.each(Object.entries(readers))('%s is for %j', async (path, may) => {
    expect(paths).toContain(path);
    expect((await house.get(urlOf(path))).statusCode).toBe(401);
    for (const role of roles) {
      const { statusCode } = await house.get(urlOf(path), { as: people[role] });
      expect([role, refusedAs(statusCode)]).toEqual([role, !may.includes(role)]);
    }
  });
});

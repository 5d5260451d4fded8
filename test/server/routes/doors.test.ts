import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { doors } from '../../fixtures/doors.ts';
import { TestHouse } from '../../fixtures/house.ts';
import { type Shape, sampleOf } from '../../fixtures/schema-sample.ts';

// Signing in is slow by design, and slower on a loaded machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const people = { c: 'a01', d: 'desk1', s: 'super1', r: 'archive1', a: 'admin1' } as const;
const roles = Object.keys(people) as (keyof typeof people)[];

interface Operation {
  parameters?: { name: string; in: string; required?: boolean; schema: Shape }[];
  requestBody?: { content: Record<string, { schema?: Shape }> };
}
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
interface Door {
  name: string;
  method: Method;
  path: string;
  operation: Operation;
}

let house: TestHouse;
let found: Door[] = [];
beforeAll(async () => {
  house = await TestHouse.open();
  const document = (await house.get('/api/openapi.json')).json<{ paths: Record<string, Record<string, Operation>> }>();
  found = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method} ${path.replace('/api/', '')}`,
      method: method.toUpperCase() as Method,
      path,
      operation,
    })),
  );
  await Promise.all(Object.values(people).map((person) => house.cookie(person)));
});
afterAll(() => house.close());

function urlOf({ path, operation }: Door): string {
  const query = new URLSearchParams();
  let url = path;
  for (const { name, in: place, required, schema } of operation.parameters ?? []) {
    const value = encodeURIComponent(String(schema.type === 'integer' ? 1 : sampleOf(schema)));
    if (place === 'path') url = url.replace(`{${name}}`, value);
    else if (place === 'query' && required) query.set(name, decodeURIComponent(value));
  }
  return query.size === 0 ? url : `${url}?${query}`;
}

/** Whether this door is shut to somebody by who they are; null is a passer-by. */
async function isShut(door: Door, as: string | null): Promise<boolean> {
  const [type, content] = Object.entries(door.operation.requestBody?.content ?? {})[0] ?? [];
  const body = type === 'application/json' && content?.schema ? sampleOf(content.schema) : undefined;
  if (body !== null && typeof body === 'object' && 'commandId' in body) Object.assign(body, { commandId: house.id() });
  const payload = body ?? (type === undefined ? undefined : Buffer.from('x'));
  const headers = payload === undefined || type === undefined ? {} : { 'content-type': type };
  const request = { method: door.method, url: urlOf(door), headers, payload: payload as object | undefined };
  const response = await house.inject(request, as === null ? {} : { as });
  if (response.statusCode === 400) throw new Error(`${door.name}: ${response.body}`);
  return response.statusCode >= 400 && /"code":"(sign-in-first|not-allowed)"/.test(response.body);
}

/** The one stream, and what would end the session that the rest is asked under. */
const apart = new Set(['get live/{view}/{id}', 'delete sessions/current']);

const passing = new Map(Object.entries(doors).flatMap(([who, names]) => names.map((name) => [name, who] as const)));

it('every route of the API has its door, and no door leads nowhere', () => {
  const names = found.map(({ name }) => name).filter((name) => !apart.has(name));
  expect(names.filter((name) => !passing.has(name))).toEqual([]);
  expect([...passing.keys()].filter((name) => !names.includes(name))).toEqual([]);
});

it('whoever may not pass is sent away, whatever the request', async () => {
  const open: string[] = [];
  for (const door of found) {
    const who = passing.get(door.name) ?? 'anybody';
    if (who === 'anybody') continue;
    const kept = roles.filter((role) => !who.includes(role)).map((role) => people[role]);
    for (const person of [null, ...kept])
      if (!(await isShut(door, person))) open.push(`${door.name} ${person ?? 'passer-by'}`);
  }
  expect(open).toEqual([]);
});

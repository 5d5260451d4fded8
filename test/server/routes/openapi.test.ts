import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { counterVerbs } from '../../../server/contract/counter.ts';
import { TestHouse } from '../../fixtures/house.ts';

interface Operation {
  summary?: string;
  tags?: string[];
  parameters?: { name: string; in: string; required: boolean }[];
  requestBody?: { content: Record<string, { schema: { required?: string[]; additionalProperties?: boolean } }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: unknown }> }>;
}
interface Document {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
}

let house: TestHouse;
let document: Document;
let operations: [name: string, operation: Operation][] = [];
beforeAll(async () => {
  house = await TestHouse.open();
  document = (await house.get('/api/openapi.json')).json<Document>();
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
  );
});
afterAll(() => house.close());

describe('the schemas of the routes', () => {
  it('can all be compiled, also of those that nobody has asked', () => {
    let compiled = 0;
    while (house.house.compileNext()) compiled += 1;
    expect(compiled).toBeGreaterThan(operations.length);
  });
});

describe('the OpenAPI document', () => {
  it('is of version 3.1 and names every verb', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info.title).toContain('Tingqian');
    const names = operations.map(([name]) => name);
    const wanted = ['post /api/sessions', 'delete /api/sessions/current', 'post /api/tickets', 'get /api/tickets/{id}'];
    wanted.push(...['cancel', 'requeue', 'reprint'].map((verb) => `post /api/tickets/{id}/${verb}`));
    wanted.push(...counterVerbs.map((verb) => `post /api/counters/{no}/${verb}`));
    wanted.push('post /api/dossiers', 'get /api/dossiers/{no}', 'get /api/health', 'get /api/live/{view}/{id}');
    expect(names).toEqual(expect.arrayContaining(wanted));
  });

  it('each operation has a summary, a tag, its path parameters and described answers', () => {
    for (const [name, operation] of operations) {
      expect([name, operation.summary?.length ?? 0]).not.toEqual([name, 0]);
      expect([name, operation.tags?.length]).toEqual([name, 1]);
      const inPath = [...name.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const named = (operation.parameters ?? []).filter((each) => each.in === 'path');
      expect([name, named.map((each) => each.name)]).toEqual([name, inPath]);
      expect([name, named.every((each) => each.required)]).toEqual([name, true]);
      for (const [status, answer] of Object.entries(operation.responses)) {
        expect([name, status]).toEqual([name, expect.stringMatching(/^([1-5][0-9]{2}|[1-5]XX|default)$/)]);
        expect([name, typeof answer.description]).toEqual([name, 'string']);
      }
    }
  });

  it('each command documents a closed body with a commandId', () => {
    // A device agent speaks of jobs by their own ids: those make a retry harmless.
    // A query is posted so that its code, or an id number, stands in no address; it changes nothing.
    // A form is printed from what is sent and nothing of it is kept.
    // A page that speaks, or a screen that lives, says so again in a few seconds; there is nothing to do twice.
    const commands = operations.filter(
      ([each]) =>
        each.startsWith('post ') &&
        !/^post \/api\/(agents|speakers|screens)\//.test(each) &&
        each !== 'post /api/dossier-query' &&
        each !== 'post /api/archive/lookup' &&
        each !== 'post /api/forms/{code}/print',
    );
    for (const [name, operation] of commands) {
      const schema = operation.requestBody?.content['application/json']?.schema;
      expect([name, schema?.additionalProperties]).toEqual([name, false]);
      const required = schema?.required ?? [];
      // Signing in twice is harmless; there the id is allowed, not asked for.
      expect([name, required.includes('commandId')]).toEqual([name, name !== 'post /api/sessions']);
    }
  });

  it('each operation tells how it refuses: problem details of RFC 9457', () => {
    for (const [name, operation] of operations) {
      const refusal = operation.responses['4XX'];
      expect([name, Object.keys(refusal?.content ?? {})]).toEqual([name, ['application/problem+json']]);
      expect(JSON.stringify(refusal)).toContain('"code"');
    }
  });

  it('every reference in it leads somewhere', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1] ?? '');
    for (const reference of references) {
      let place: unknown = document;
      for (const part of reference.split('/')) place = (place as Record<string, unknown> | undefined)?.[part];
      expect([reference, typeof place]).toEqual([reference, 'object']);
    }
  });

  it('the readable docs are served', async () => {
    const response = await house.get('/api/docs/');
    expect([response.statusCode, response.headers['content-type']]).toEqual([
      200,
      expect.stringContaining('text/html'),
    ]);
  });
});

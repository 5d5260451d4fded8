import { afterAll, beforeAll, expect, it } from 'vitest';
import { DescribedAnswers, type Description } from '../../fixtures/described-answers.ts';
import { type Asked, holder, TestHouse } from '../../fixtures/house.ts';

let house: TestHouse;
let described: DescribedAnswers;
beforeAll(async () => {
  house = await TestHouse.open();
  described = new DescribedAnswers((await house.get('/api/openapi.json')).json<Description>());
});
afterAll(() => house.close());

async function get(url: string, asked: Asked = {}): Promise<void> {
  described.note('GET', url, await house.get(url, asked));
}

async function post(url: string, body: Record<string, unknown>, asked: Asked = {}): Promise<Record<string, unknown>> {
  const response = await house.post(url, body, asked);
  described.note('POST', url, response);
  return response.json<Record<string, unknown>>();
}

const verb = (counter: number, name: string, body: Record<string, unknown> = {}) =>
  post(`/api/counters/${counter}/${name}`, body, { as: holder(counter) });

async function take(service: string): Promise<string> {
  return String((await post('/api/tickets', { service })).id);
}

/** A morning at counter 1: serving, undoing, missing, coming back, holding, passing on and a pause. */
async function playMorning(): Promise<void> {
  const [first, second] = [await take('GS01'), await take('GS01')];
  await take('GS03');
  await verb(1, 'open');
  for (const name of ['call-next', 'recall', 'start']) await verb(1, name);
  await verb(1, 'finish', { result: 'accepted' });
  for (const name of ['undo', 'finish', 'call-next', 'no-show', 'open']) await verb(1, name);
  const tickets = [`/api/tickets/${first}`, `/api/tickets/${second}`, '/api/tickets/nobody-has-it'];
  for (const address of tickets) {
    await get(address);
    await get(`${address}/explain`);
    await post(`${address}/reprint`, {}, { as: 'desk1' });
    await post(`${address}/requeue`, {});
  }
  await verb(1, 'call-next');
  await verb(1, 'hold', { reason: '去复印' });
  await verb(1, 'call-next');
  await verb(1, 'transfer', { service: 'GS04' });
  await post(`/api/tickets/${second}/cancel`, { reason: '等不及了' });
  await verb(1, 'pause', { reason: 'meal' });
  for (const name of ['resume', 'close', 'call-next']) await verb(1, name);
  await post('/api/counters/999/open', {}, { as: 'a01' });
}

/** A dossier of a served visitor at counter 19. */
async function playDossier(): Promise<void> {
  const ticketId = await take('DK03');
  for (const name of ['open', 'call-next', 'start']) await verb(19, name);
  const applicant = { kind: 'company', name: '某矿业公司' };
  const dossier = { ticketId, item: 'DK03', applicant, materials: [] };
  const lodged = await post('/api/dossiers', dossier, { as: 'a19' });
  await post('/api/dossiers', { ...dossier, ticketId: 'nobody-has-it' }, { as: 'a19' });
  await get(`/api/dossiers/${String(lodged.no)}`, { as: 'a19' });
  await get(`/api/dossiers/${String(lodged.no)}`);
  await verb(19, 'finish', { result: 'accepted' });
}

/** Everything that is read without a parameter, by nobody, a clerk, a supervisor and an administrator. */
async function readAll(): Promise<void> {
  const { paths } = described.document;
  // A sheet to print takes long to draw and has no schema to be held against.
  const plain = Object.keys(paths).filter(
    (path) => paths[path]?.get !== undefined && !path.includes('{') && !path.endsWith('.pdf'),
  );
  for (const path of plain)
    for (const asked of [{}, { as: 'a01' }, { as: 'super1' }, { as: 'admin1' }]) await get(path, asked);
}

it('each answer of a day is one that the OpenAPI document describes, refusals too', async () => {
  await playMorning();
  await playDossier();
  await readAll();
  expect([...described.faults]).toEqual([]);
  expect(described.seen.size).toBeGreaterThan(100);
  const visit = ['post /api/tickets 201', 'post /api/dossiers 201', 'post /api/counters/{no}/transfer 200'];
  expect([...described.seen]).toEqual(expect.arrayContaining(visit));
});

it('an answer that strays from its description is found: a field more, one less, a status or kind nobody told of', async () => {
  const astray = new DescribedAnswers(described.document);
  const sound = await house.post('/api/tickets', { service: 'GS01' });
  const tell = (body: object, statusCode = 201, kind = 'application/json') =>
    astray.note('POST', '/api/tickets', {
      ...sound,
      statusCode,
      headers: { 'content-type': kind },
      body: JSON.stringify(body),
      json: <Body>() => body as Body,
    });
  const ticket = sound.json<{ number: string }>();
  tell(ticket);
  expect(astray.faults.size).toBe(0);
  tell({ ...ticket, phone: '1' });
  tell({ ...ticket, number: undefined });
  tell(ticket, 299);
  tell(ticket, 201, 'text/html');
  expect(astray.faults.size).toBe(4);
});

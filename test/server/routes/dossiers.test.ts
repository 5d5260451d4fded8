import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestHouse } from '../../fixtures/house.ts';

const secrets = ['王小明', '360700199001011234', '13800001111', '李代办'];
const applicant = {
  kind: 'person',
  name: secrets[0],
  idNumber: secrets[1],
  phone: secrets[2],
  agentName: secrets[3],
};

let house: TestHouse;
let ticketId = '';
beforeAll(async () => {
  house = await TestHouse.open();
  const ticket = await house.take('DK03');
  ticketId = ticket.id;
  await house.counter(19, 'open');
  await house.counter(19, 'call-next');
  await house.counter(19, 'start');
});
afterAll(() => house.close());

const lodge = (body: Record<string, unknown> = {}, as: string | undefined = 'a19') =>
  house.post(
    '/api/dossiers',
    {
      ticketId,
      item: 'DK03',
      applicant,
      materials: [{ name: '加工工艺及主要设备清单', received: 'original', count: 1 }],
      ...body,
    },
    as === undefined ? {} : { as },
  );

describe('opening a dossier', () => {
  it('answers number, query code and what is missing', async () => {
    const response = await lodge();
    expect(response.statusCode).toBe(201);
    const lodged = response.json();
    expect(lodged).toMatchObject({
      no: '360700DK03202611230001',
      queryCode: expect.stringMatching(/^[0-9]{6}$/),
      item: { code: 'DK03', department: 'DK' },
      ticketId,
      handledBy: { staff: '何海燕', actingFor: null },
    });
    expect(lodged.missing).toHaveLength(5);
    expect((await lodge()).json().no).toBe('360700DK03202611230002');
  });

  it('sent again under its id is the same dossier with the same query code', async () => {
    const first = await lodge({ commandId: 'lodge-once-only' });
    const second = await lodge({ commandId: 'lodge-once-only' });
    expect(second.body).toBe(first.body);
    await house.refused(422, 'command-id-reused', () => lodge({ commandId: 'lodge-once-only', item: 'DK01' }));
  });

  it('stands behind the ticket and can be read with its applicant by staff, which is noted', async () => {
    const { no } = (await lodge()).json();
    const dossier = (await house.get(`/api/dossiers/${no}`, { as: 'a19' })).json();
    expect(dossier).toMatchObject({ no, ticketNumber: '2001', counter: 19, lodgedBy: 'staff:a19', applicant });
    expect((await house.get(`/api/tickets/${ticketId}`)).json().dossiers).toContain(no);
    const noted = house.house.journal.database.prepare('SELECT by, what FROM audit ORDER BY seq DESC LIMIT 1').get();
    expect(noted).toEqual({ by: 'staff:a19', what: `read dossier ${no}` });
  });

  it('is refused without session, for a wrong item, material, ticket or field', async () => {
    await house.refused(401, 'sign-in-first', (h) =>
      h.post('/api/dossiers', { ticketId, item: 'DK03', applicant, materials: [] }),
    );
    await house.refused(409, 'not-served-here', () => lodge({}, 'a01'));
    await house.refused(409, 'not-served-here', () => lodge({ item: 'GS01', materials: [] }));
    await house.refused(422, 'unknown-item', () => lodge({ item: 'XX99', materials: [] }));
    await house.refused(422, 'unknown-material', () => lodge({ materials: [{ name: '结婚证', received: 'copy' }] }));
    await house.refused(404, 'unknown-ticket', () => lodge({ ticketId: 'nobody-has-this-id' }));
    await house.refused(400, 'invalid-request', () => lodge({ applicant: { ...applicant, age: 30 } }));
    await house.refused(400, 'invalid-request', () => lodge({ applicant: { kind: 'person' } }));
    await house.refused(400, 'invalid-request', () => lodge({ materials: [{ name: '结婚证', received: 'lost' }] }));
    const waiting = await house.take('DK01');
    await house.refused(409, 'wrong-ticket-state', () => lodge({ ticketId: waiting.id }));
  });

  it('is read by staff of the right roles only', async () => {
    await house.refused(401, 'sign-in-first', (h) => h.get('/api/dossiers/360700DK03202611230001'));
    await house.refused(403, 'not-allowed', (h) => h.get('/api/dossiers/360700DK03202611230001', { as: 'desk1' }));
    await house.refused(404, 'unknown-dossier', (h) => h.get('/api/dossiers/360700DK03202611239999', { as: 'a19' }));
  });
});

describe('personal data', () => {
  it('stands in the side table and nowhere else: not in the record, the answers, the log or a public view', async () => {
    await lodge();
    await lodge({ materials: [{ name: secrets[0], received: 'original' }] });
    const { database } = house.house.journal;
    const tables = database.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`).pluck().all();
    const holding = tables.filter((table) => {
      const text = JSON.stringify(database.prepare(`SELECT * FROM "${String(table)}"`).all());
      return secrets.some((secret) => text.includes(secret));
    });
    expect(holding).toEqual(['person']);
    const log = house.lines.join('\n');
    expect(log).toContain('lodge-dossier');
    expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
    const views = await Promise.all(
      [`/api/tickets/${ticketId}`, '/api/counters', '/api/hall', '/api/metrics', '/api/health'].map((url) =>
        house.get(url),
      ),
    );
    const shown = views.map((view) => view.body).join();
    expect(secrets.filter((secret) => shown.includes(secret))).toEqual([]);
  });

  it('a password is neither kept nor logged', async () => {
    await house.inject({
      method: 'POST',
      url: '/api/sessions',
      payload: { staff: 'a20', password: 'my-Secret-word-9' },
    });
    await house.cookie('a21');
    const { database } = house.house.journal;
    const kept = JSON.stringify([
      database.prepare('SELECT * FROM staff').all(),
      database.prepare('SELECT * FROM session').all(),
    ]);
    for (const secret of ['my-Secret-word-9', 'tingqian-demo', (await house.cookie('a21')).split('=')[1] ?? ''])
      expect([kept.includes(secret), house.lines.join().includes(secret)]).toEqual([false, false]);
  });

  it('may be erased without touching the record', async () => {
    const { no } = (await lodge()).json();
    house.house.journal.database.exec('DELETE FROM person');
    expect((await house.get(`/api/dossiers/${no}`, { as: 'a19' })).json()).toMatchObject({ no, applicant: null });
  });
});

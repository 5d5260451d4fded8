import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerUnreadable } from '../../../server/problem-details.ts';
import { TestHouse } from '../../fixtures/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.open();
});
afterAll(() => house.close());

const raw = (payload: string | Buffer, contentType: string | undefined) =>
  house.inject({
    method: 'POST',
    url: '/api/tickets',
    payload,
    headers: contentType === undefined ? {} : { 'content-type': contentType },
  });
const json = 'application/json';

describe('a request that is not as it should be', () => {
  it('is told apart: no JSON 415, broken JSON 400, too large, empty', async () => {
    await house.refused(415, 'unsupported-media-type', () => raw('service=GS01', 'application/x-www-form-urlencoded'));
    await house.refused(415, 'unsupported-media-type', () => raw('<a/>', 'application/xml'));
    await house.refused(400, 'invalid-request', () => raw('{"service":', json));
    await house.refused(400, 'invalid-request', () => raw('', json));
    await house.refused(400, 'invalid-request', () => raw('[]', json));
    await house.refused(400, 'invalid-request', () => raw('null', json));
    await house.refused(400, 'invalid-request', () => raw('"GS01"', json));
    await house.refused(400, 'invalid-request', () => raw(Buffer.from([0xff, 0xfe, 0x00]), json));
    await house.refused(413, 'body-too-large', () => raw(JSON.stringify({ service: 'x'.repeat(70_000) }), json));
    await house.refused(400, 'invalid-request', () => raw('{"__proto__":{"a":1},"service":"GS01"}', json));
  });

  it('and is no request at all is told as problem details too; a cut line gets no answer', () => {
    const told: string[] = [];
    let ended = 0;
    const line = { writable: true, write: (text: string) => told.push(text), destroy: () => (ended += 1) };
    answerUnreadable(Object.assign(new Error('Parse Error'), { code: 'HPE_INVALID_METHOD' }), line);
    answerUnreadable(Object.assign(new Error('reset'), { code: 'ECONNRESET' }), line);
    answerUnreadable(new Error('too late'), { ...line, writable: false });
    const [head = '', body = ''] = (told[0] ?? '').split('\r\n\r\n');
    expect([told.length, ended, head.split('\r\n')[0]]).toEqual([1, 3, 'HTTP/1.1 400 Bad Request']);
    expect(head).toContain(`content-length: ${Buffer.byteLength(body)}`);
    expect(JSON.parse(body)).toMatchObject({ status: 400, code: 'invalid-request' });
  });

  it('at an address that is not there gets 404, whatever the method', async () => {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'] as const)
      await house.refused(404, 'not-found', (h) => h.inject({ method, url: '/api/nothing-here' }));
    await house.refused(404, 'not-found', (h) => h.inject({ method: 'PUT', url: '/api/tickets', payload: {} }));
    await house.refused(404, 'not-found', (h) => h.get('/somewhere/else'));
  });

  it('with an identifier that is too long or holds other letters is refused as any other', async () => {
    await house.refused(400, 'invalid-request', (h) => h.get(`/api/tickets/${'x'.repeat(41)}`));
    await house.refused(400, 'invalid-request', (h) => h.get('/api/tickets/%E5%8F%B7%E5%8F%B7%E5%8F%B7'));
  });

  it('names every field that is wrong at once', async () => {
    const problem = await house.refused(400, 'invalid-request', (h) =>
      h.post('/api/tickets', { service: 1, class: 'vip', colour: 'red' }),
    );
    const paths = problem.errors?.map((error) => error.path) ?? [];
    expect(paths).toEqual(expect.arrayContaining(['/body/service', '/body/class', '/body/colour']));
  });

  it('never shows the inside of a failure', async () => {
    const broken = await TestHouse.open();
    try {
      broken.house.journal.database.exec('DROP TABLE ticket');
      const problem = await broken.refused(500, 'internal-error', (h) => h.get('/api/tickets/nobody-has-this-id'));
      expect(JSON.stringify(problem)).not.toMatch(/sqlite|ticket|table/i);
      expect(broken.lines.join('')).toContain('a request failed');
    } finally {
      await broken.close();
    }
  });
});

describe('reading the hall', () => {
  it('the hall, its services and items, and one item', async () => {
    const hall = (await house.get('/api/hall')).json();
    expect(hall.totals).toEqual({
      departments: 39,
      items: 154,
      itemsInHall: 76,
      counters: 32,
      serviceCounters: 9,
      zones: 4,
    });
    expect(hall).toMatchObject({ demo: true, timeZone: 'Asia/Shanghai' });
    expect((await house.get('/api/services')).json()).toHaveLength(85);
    const items = (await house.get('/api/items')).json();
    expect(items).toHaveLength(154);
    const item = (await house.get('/api/items/DK03')).json();
    expect(item).toMatchObject({ code: 'DK03', counters: [19], departmentName: '县地质矿产管理局' });
    expect(items).toContainEqual(item);
    await house.refused(404, 'not-found', (h) => h.get('/api/items/XX99'));
  });

  it('health and figures', async () => {
    await house.take('GS01');
    expect((await house.get('/api/health')).json()).toEqual({
      status: 'ok',
      date: '2026-11-23',
      lastSeq: house.seq,
      uptimeSeconds: expect.any(Number),
      devices: { ready: 0, trouble: 0, list: [], alarms: [] },
      screens: { list: [], alarms: [] },
    });
    const metrics = await house.get('/api/metrics');
    expect(metrics.headers['content-type']).toContain('text/plain');
    expect(metrics.body).toContain('tingqian_waiting{zone="1"} 1\n');
    expect(metrics.body).toContain(`tingqian_journal_seq ${house.seq}\n`);
  });

  it('devices: open in the demo, for staff otherwise; one that is not there is refused', async () => {
    expect((await house.get('/api/devices')).json()).toEqual([]);
    await house.refused(404, 'not-found', (h) => h.post('/api/devices/no-such-device/test'));
    const trouble = await house.refused(409, 'device-in-trouble', (h) => h.post('/api/devices/printer-kiosk/test'));
    expect(trouble.facts).toMatchObject({ device: 'printer-kiosk' });
    await house.refused(400, 'invalid-request', (h) => h.post('/api/devices/printer-kiosk/test', { loud: true }));
    await house.refused(404, 'not-found', (h) => h.get('/api/devices/speaker-east/speech/7.wav'));
    await house.refused(400, 'invalid-request', (h) => h.get('/api/devices/speaker-east/speech/passwd'));
    const real = await TestHouse.open({ demo: false });
    try {
      await real.refused(401, 'sign-in-first', (h) => h.get('/api/devices'));
      await real.refused(401, 'sign-in-first', (h) => h.post('/api/devices/printer-kiosk/test'));
      await real.refused(401, 'sign-in-first', (h) => h.get('/api/live/devices'));
    } finally {
      await real.close();
    }
  });
});

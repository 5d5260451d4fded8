import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ticket, TicketAnswer } from '../../../server/contract/ticket.ts';
import { TestHouse } from '../../fixtures/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.open();
});
afterAll(() => house.close());

describe('POST /api/tickets', () => {
  it('gives a number with what the visitor needs to know', async () => {
    const response = await house.post('/api/tickets', { service: 'DK03' });
    expect(response.statusCode).toBe(201);
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
    const ticket = response.json();
    expect(ticket).toEqual({
      id: expect.stringMatching(/^[A-Za-z0-9_-]{16,}$/),
      number: '2001',
      zone: 2,
      service: { code: 'DK03', name: '赣州市矿产品加工资格证核发' },
      status: 'waiting',
      takenAt: '2026-11-23T01:00:00.000Z',
      ahead: 0,
      wait: { lowMinutes: 0, highMinutes: expect.any(Number) },
      counters: [19],
      openCounters: 0,
      unattended: { reason: 'nobody', since: null, until: null },
      statusUrl: `http://127.0.0.1:8080/t/${ticket.id}`,
      slip: house.seq,
    });
  });

  it('counts who waits before', async () => {
    await house.take('XM01');
    expect((await house.take('XM01')).ahead).toBe(1);
  });

  it('prints where the visitor stands: at the kiosk, at the desk, or nowhere on a phone', async () => {
    const printerOf = async (body: Record<string, unknown>) => {
      const { slip } = await house.take('JT01', body);
      const find = house.house.journal.database.prepare('SELECT device FROM device_job WHERE id = ?').pluck();
      return slip === null ? null : find.get(slip);
    };
    expect(await printerOf({})).toBe('printer-kiosk');
    expect(await printerOf({ origin: 'desk' })).toBe('printer-desk');
    expect(await printerOf({ origin: 'phone' })).toBeNull();
    expect(await printerOf({ terminal: 'kiosk-77' })).toBeNull();
  });

  it('takes further services on the same number', async () => {
    const { id } = await house.take('GS01', { further: ['GU01', 'ZP'] });
    const ticket = (await house.get(`/api/tickets/${id}`)).json<Ticket>();
    expect(ticket.services.map((service) => service.code)).toEqual(['GS01', 'GU01', 'ZP']);
  });

  it('a double tap is answered with the same bytes and gives one number', async () => {
    const body = { commandId: 'double-tap-of-wang', service: 'CG01' };
    const [first, second] = await Promise.all([house.post('/api/tickets', body), house.post('/api/tickets', body)]);
    const third = await house.post('/api/tickets', body);
    expect([first.statusCode, second.statusCode, third.statusCode]).toEqual([201, 201, 201]);
    expect([second.body, third.body]).toEqual([first.body, first.body]);
    const count = house.house.journal.database.prepare(`SELECT count(*) FROM ticket WHERE services = '["CG01"]'`);
    expect(count.pluck().get()).toBe(1);
  });

  it('the same id for another service is refused', async () => {
    await house.take('GS01', { commandId: 'used-once-before' });
    await house.refused(422, 'command-id-reused', (h) =>
      h.post('/api/tickets', { commandId: 'used-once-before', service: 'GS02' }),
    );
  });

  const wrong: [string, Record<string, unknown>, number, string][] = [
    ['an unknown field', { service: 'GS01', colour: 'red' }, 400, 'invalid-request'],
    ['a number for a service', { service: 7 }, 400, 'invalid-request'],
    ['a string of digits for a service', { service: '1001' }, 400, 'invalid-request'],
    ['no service at all', {}, 400, 'invalid-request'],
    ['an unknown class', { service: 'GS01', class: 'vip' }, 400, 'invalid-request'],
    ['an unknown origin', { service: 'GS01', origin: 'fax' }, 400, 'invalid-request'],
    ['nine further services', { service: 'GS01', further: Array(9).fill('GU01') }, 400, 'invalid-request'],
    ['a terminal with spaces', { service: 'GS01', terminal: 'kiosk 1' }, 400, 'invalid-request'],
    ['a short commandId', { service: 'GS01', commandId: 'short' }, 400, 'invalid-request'],
    ['a long commandId', { service: 'GS01', commandId: 'x'.repeat(65) }, 400, 'invalid-request'],
    ['a commandId with other letters', { service: 'GS01', commandId: 'command id!' }, 400, 'invalid-request'],
    ['null for the commandId', { service: 'GS01', commandId: null }, 400, 'invalid-request'],
    ['an unknown service', { service: 'XX99' }, 422, 'unknown-service'],
    ['an item outside the hall', { service: 'GS06' }, 422, 'service-not-in-hall'],
    ['one service twice', { service: 'GS01', further: ['GS01'] }, 422, 'service-twice'],
    ['six services', { service: 'GS01', further: ['GS02', 'GS03', 'GS04', 'GS05', 'GU01'] }, 422, 'too-many-services'],
  ];
  it.each(wrong)('refuses %s', async (_what, body, status, code) => {
    await house.refused(status, code, (h) => h.post('/api/tickets', body));
  });

  it('refuses a body without commandId and says where', async () => {
    const problem = await house.refused(400, 'invalid-request', (h) =>
      h.inject({ method: 'POST', url: '/api/tickets', payload: { service: 'GS01' } }),
    );
    expect(problem.errors?.map((error) => error.path)).toEqual(['/body/commandId']);
  });

  it('says where an item outside the hall is handled', async () => {
    const problem = await house.refused(422, 'service-not-in-hall', (h) => h.post('/api/tickets', { service: 'GS06' }));
    expect(problem.detail).toContain('县工商行政管理局');
  });
});

describe('GET /api/tickets/:id', () => {
  it('tells the whole visit: periods, calls, slips, steps', async () => {
    const { id } = await house.take('SW01');
    await house.counter(5, 'open');
    house.at += 60_000;
    await house.counter(5, 'call-next');
    house.at += 25_000;
    await house.counter(5, 'recall');
    house.at += 5000;
    await house.counter(5, 'start');
    house.at += 120_000;
    await house.counter(5, 'finish', { result: 'accepted', note: '已受理' });
    const ticket = (await house.get(`/api/tickets/${id}`)).json<Ticket>();
    expect(ticket).toMatchObject({
      status: 'finished',
      counter: null,
      waitingSeconds: 60,
      servingSeconds: 120,
      periods: [
        {
          no: 1,
          counter: 5,
          clerk: 'a05',
          outcome: 'finished',
          result: 'accepted',
          note: '已受理',
          startAssumed: false,
          waitingSeconds: 60,
          servingSeconds: 120,
        },
      ],
      slips: [{ printer: 'printer-kiosk', reprint: 0, status: 'queued' }],
      allowed: ['lodge'],
    });
    expect(ticket.calls.map((call) => call.kind)).toEqual(['first', 'recall']);
    expect(ticket.steps.map((step) => step.type)).toEqual([
      'TicketTaken',
      'TicketCalled',
      'TicketRecalled',
      'ServiceStarted',
      'ServiceFinished',
    ]);
    expect(ticket.steps.map((step) => step.by)).toEqual(['terminal:kiosk-1', ...Array(4).fill('staff:a05')]);
  });

  it('a call that was taken back stands there as withdrawn', async () => {
    const { id } = await house.take('YC01');
    await house.counter(6, 'open');
    await house.counter(6, 'call-next');
    await house.counter(6, 'undo');
    const ticket = (await house.get(`/api/tickets/${id}`)).json<Ticket>();
    expect(ticket.calls).toMatchObject([{ kind: 'first', withdrawnAt: expect.any(String) }]);
    expect(ticket.periods).toMatchObject([{ outcome: 'withdrawn', servingSeconds: 0, waitingSeconds: 0 }]);
    expect(ticket).toMatchObject({ status: 'waiting', ahead: 0, counters: [6], servingSeconds: 0 });
  });

  it('an unknown id and a malformed one are refused', async () => {
    await house.refused(404, 'unknown-ticket', (h) => h.get('/api/tickets/nobody-has-this-id'));
    await house.refused(400, 'invalid-request', (h) => h.get('/api/tickets/x'));
    await house.refused(400, 'invalid-request', (h) => h.get('/api/tickets/%3Cscript%3E'));
  });
});

describe('POST /api/tickets/:id/…', () => {
  it('cancel gives the number up, once', async () => {
    const { id } = await house.take('LY01');
    const response = await house.post(`/api/tickets/${id}/cancel`, { reason: '改天再来' });
    expect(response.json<TicketAnswer>()).toMatchObject({ id, status: 'cancelled', allowed: ['restore'], ahead: null });
    const problem = await house.refused(409, 'wrong-ticket-state', (h) => h.post(`/api/tickets/${id}/cancel`));
    expect(problem.allowed).toEqual(['restore']);
  });

  it('requeue brings a missed visitor back', async () => {
    const { id } = await house.take('NY01');
    await house.refused(409, 'wrong-ticket-state', (h) => h.post(`/api/tickets/${id}/requeue`));
    await house.counter(29, 'open');
    await house.counter(29, 'call-next');
    await house.counter(29, 'no-show');
    const answer = (await house.post(`/api/tickets/${id}/requeue`)).json<TicketAnswer>();
    expect(answer).toMatchObject({ status: 'waiting', misses: 1, counters: [29], ahead: 0 });
  });

  it('reprint is for staff, says where the paper comes, and waits for the slip before', async () => {
    const { id, slip } = await house.take('LY02');
    const url = `/api/tickets/${id}/reprint`;
    await house.refused(401, 'sign-in-first', (h) => h.post(url));
    await house.refused(403, 'not-allowed', (h) => h.post(url, {}, { as: 'archive1' }));
    await house.refused(409, 'slip-still-printing', (h) => h.post(url, {}, { as: 'desk1' }));
    const device = 'printer-kiosk';
    const outcome = { kind: 'slip' as const, id: slip ?? 0, outcome: 'failed' as const, detail: 'paper-out' };
    await house.house.hall.act({ type: 'report-job', outcome, device }, { kind: 'device', device });
    await house.refused(409, 'no-printer', (h) => h.post(url, { terminal: 'kiosk-77' }, { as: 'desk1' }));
    const answer = (await house.post(url, { terminal: 'desk-1' }, { as: 'desk1' })).json<TicketAnswer>();
    expect(answer.slip).toBe(house.seq);
    const ticket = (await house.get(`/api/tickets/${id}`)).json<Ticket>();
    expect(ticket.slips).toMatchObject([
      { printer: 'printer-kiosk', reprint: 0, status: 'failed', detail: 'paper-out' },
      { printer: 'printer-desk', reprint: 1, status: 'queued', detail: null },
    ]);
  });

  it.each(['cancel', 'requeue', 'reprint'])('%s refuses an unknown ticket and an unknown field', async (verb) => {
    const asked = { as: 'desk1' };
    await house.refused(404, 'unknown-ticket', (h) => h.post(`/api/tickets/nobody-has-this-id/${verb}`, {}, asked));
    const { id } = await house.take('JT02');
    await house.refused(400, 'invalid-request', (h) => h.post(`/api/tickets/${id}/${verb}`, { why: 'x' }, asked));
    await house.refused(400, 'invalid-request', (h) => h.post(`/api/tickets/${id}/${verb}`, { reason: '' }, asked));
  });
});

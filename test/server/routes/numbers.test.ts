import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wholeJob } from '../../../server/device-link.ts';
import { sampleFile } from '../../fixtures/halls.ts';
import { TestHouse } from '../../fixtures/house.ts';

let house: TestHouse;
beforeAll(async () => {
  const file = sampleFile();
  const posts = (file.posts ?? []).map((post) => (post.counter === 1 ? { ...post, b: ['a02'] } : post));
  house = await TestHouse.open({ file: { ...file, posts } });
});
afterAll(() => house.close());

describe('a number typed at the kiosk', () => {
  it('tells where it stands, and neither its service nor its id', async () => {
    const taken = await house.take('RS02');
    const answer = await house.get(`/api/numbers/${taken.number}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({
      number: taken.number,
      zone: 3,
      status: 'waiting',
      ahead: 0,
      wait: expect.anything(),
      counters: [22],
      counter: null,
      mayRequeue: false,
      // Nobody is signed in at its counter yet.
      unattended: expect.objectContaining({ reason: expect.any(String) }),
    });
  });

  it('that nobody has is refused', async () => {
    await house.refused(404, 'unknown-ticket', (at) => at.get('/api/numbers/9999'));
  });

  it('brings a missed ticket back once, however often it is sent', async () => {
    const taken = await house.take('NY01');
    await house.post('/api/counters/29/open', {}, { as: 'a29' });
    await house.post('/api/counters/29/call-next', {}, { as: 'a29' });
    await house.post('/api/counters/29/no-show', {}, { as: 'a29' });
    expect((await house.get(`/api/numbers/${taken.number}`)).json()).toMatchObject({ mayRequeue: true });
    const body = { commandId: house.id(), terminal: 'kiosk-1' };
    for (let time = 0; time < 2; time += 1) {
      const answer = await house.post(`/api/numbers/${taken.number}/requeue`, body);
      expect(answer.json()).toMatchObject({ status: 'waiting', mayRequeue: false });
    }
    await house.refused(409, 'wrong-ticket-state', (at) =>
      at.post(`/api/numbers/${taken.number}/requeue`, { terminal: 'kiosk-1' }),
    );
  });
});

describe('a number whose counter changed', () => {
  const printed = async (slip: number) => {
    const device = { kind: 'device', device: 'printer-kiosk' } as const;
    const outcome = { kind: 'slip', id: slip, outcome: 'printed' } as const;
    await house.house.hall.act({ type: 'begin-slip', slip, device: device.device }, device);
    await house.house.hall.act({ type: 'report-job', outcome, device: device.device }, device);
  };

  it('says so, and has one new slip printed at a kiosk, without the code for whoever only typed it', async () => {
    await house.counter(1, 'open');
    await house.counter(2, 'open');
    const taken = await house.take('GS01', { terminal: 'kiosk-1' });
    await printed(taken.slip ?? 0);
    const url = `/api/numbers/${taken.number}`;
    expect((await house.get(url)).json()).not.toHaveProperty('moved');
    await house.refused(409, 'not-moved', (at) => at.post(`${url}/new-slip`, { terminal: 'kiosk-1' }));
    await house.post('/api/presence/away', { reason: 'meeting' }, { as: 'a01' });
    const since = new Date(house.at).toISOString();
    expect((await house.get(url)).json()).toMatchObject({ counters: [2], moved: { since, newSlip: true } });
    const body = { commandId: house.id(), terminal: 'kiosk-1' };
    for (let time = 0; time < 2; time += 1) {
      const answer = await house.post(`${url}/new-slip`, body);
      expect(answer.json()).toMatchObject({ number: taken.number, moved: { newSlip: false } });
    }
    const { slips } = (await house.get(`/api/tickets/${taken.id}`)).json();
    expect(slips).toMatchObject([{ reprint: 0 }, { printer: 'printer-kiosk', reprint: 1, status: 'queued' }]);
    const job = { kind: 'slip', device: 'printer-kiosk', ticketId: taken.id, counter: null, reprint: 1 } as const;
    const whole = wholeJob(house.house.hall, slips[1].id, house.at, job, () => null);
    expect(whole).toMatchObject({ slip: { counters: [2], replaces: true, statusUrl: '' } });
    await house.refused(409, 'new-slip-printed', (at) =>
      at.post(`/api/tickets/${taken.id}/new-slip`, { terminal: 'desk-1' }, { as: 'desk1' }),
    );
    await house.restart();
    expect((await house.get(url)).json()).toMatchObject({ moved: { since, newSlip: false } });
  });
});

describe('the holder of a ticket', () => {
  it('says to be late once, and the record tells why', async () => {
    const taken = await house.take('LY02');
    await house.take('LY02');
    const answer = await house.post(`/api/tickets/${taken.id}/late`, { reason: '路上' });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ status: 'waiting', ahead: 1 });
    expect(answer.json().allowed).not.toContain('late');
    await house.refused(409, 'already-stood-back', (at) => at.post(`/api/tickets/${taken.id}/late`));
    const visit = (await house.get(`/api/tickets/${taken.id}`)).json();
    expect(visit.steps.at(-1)).toMatchObject({ type: 'TicketStoodBack', why: '路上' });
    expect(visit.allowed).not.toContain('late');
  });

  it('gives the number up and has it back within two minutes', async () => {
    const taken = await house.take('LY03');
    expect((await house.post(`/api/tickets/${taken.id}/cancel`)).json().allowed).toEqual(['restore']);
    expect((await house.post(`/api/tickets/${taken.id}/restore`)).json()).toMatchObject({ status: 'waiting' });
    await house.post(`/api/tickets/${taken.id}/cancel`);
    house.at += 121_000;
    await house.refused(409, 'restore-too-late', (at) => at.post(`/api/tickets/${taken.id}/restore`));
    expect((await house.get(`/api/tickets/${taken.id}`)).json().allowed).toEqual([]);
  });
});

describe('the green channel at the kiosk', () => {
  it('needs a picture and no proof; the reason stands on the record alone', async () => {
    const taken = await house.take('HB01', { greenReason: 'elder' });
    expect(taken).not.toHaveProperty('greenReason');
    const visit = (await house.get(`/api/tickets/${taken.id}`)).json();
    expect(visit.class).toBe('green');
    expect(visit.takenAt - visit.key || Date.parse(visit.takenAt) - visit.key).toBe(15 * 60_000);
    const { database } = house.house.journal;
    const event = database.prepare(`SELECT event FROM journal WHERE type = 'TicketTaken' ORDER BY seq DESC`).pluck();
    expect(JSON.parse(event.get() as string)).toMatchObject({ class: 'green', greenReason: 'elder' });
  });

  it('a reason beside another class is refused', async () => {
    await house.refused(400, 'invalid-request', (at) =>
      at.post('/api/tickets', { service: 'HB01', class: 'ordinary', greenReason: 'elder' }),
    );
  });
});

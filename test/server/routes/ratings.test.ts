import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FollowUp } from '../../../server/contract/follow-up.ts';
import type { RatingAnswer, RatingLine } from '../../../server/contract/rating.ts';
import type { TicketPageView } from '../../../server/contract/views.ts';
import { ratingTokens } from '../../../server/rating-tokens.ts';
import { monday } from '../../fixtures/hall-script.ts';
import { TestHouse } from '../../fixtures/house.ts';

const dayMs = 86_400_000;

/** Ratings and their follow-ups over the API, one house for all. */
describe('ratings over the API', () => {
  let house: TestHouse;
  let tokens: ReturnType<typeof ratingTokens>;

  beforeAll(async () => {
    house = await TestHouse.open();
    await house.counter(1, 'open');
    const secret = house.house.journal.database
      .prepare(`SELECT value FROM setting WHERE name = 'rating-token-secret'`)
      .pluck()
      .get();
    tokens = ratingTokens(String(secret));
  });
  afterAll(() => house.close());

  /** A visitor served at counter 1 to the end; the token is what the tablet there was given. */
  async function visit() {
    const ticket = await house.take('GS01');
    await house.counter(1, 'call-next');
    house.at += 20_000;
    await house.counter(1, 'start');
    house.at += 60_000;
    await house.counter(1, 'finish');
    const opened = house.house.hall.state.ratings.windows.get(1)?.opened ?? 0;
    return { ticket, tablet: tokens.ofCounter(1, opened), phone: tokens.ofTicket(ticket.id) };
  }
  const poor = async (more: Record<string, unknown> = {}) => {
    const { tablet } = await visit();
    const response = await house.post('/api/ratings', { token: tablet, level: 'very-dissatisfied', ...more });
    expect(response.statusCode).toBe(201);
    return String(response.json<RatingAnswer>().followUp);
  };
  const step = (id: string, verb: string, body: Record<string, unknown>, as = 'super1') =>
    house.post(`/api/follow-ups/${id}/${verb}`, body, { as });
  const followUp = async (id: string) => (await house.get(`/api/follow-ups/${id}`, { as: 'super1' })).json<FollowUp>();

  it('the token of the window rates once; a second tap under the same id is the same rating', async () => {
    const { ticket, tablet } = await visit();
    const body = { commandId: house.id(), token: tablet, level: 'very-satisfied' };
    const first = await house.post('/api/ratings', body);
    expect(first.statusCode).toBe(201);
    expect(first.json()).toMatchObject({ number: ticket.number, level: 'very-satisfied', followUp: null });
    expect((await house.post('/api/ratings', body)).body).toBe(first.body);
    await house.refused(409, 'rating-closed', (h) => h.post('/api/ratings', { token: tablet, level: 'fair' }));
    await house.refused(409, 'rated-already', (h) =>
      h.post('/api/ratings', { token: tokens.ofTicket(ticket.id), level: 'fair' }),
    );
  });

  it("refuses what nobody opened: a made-up token, another house's, a ticket's that still waits", async () => {
    const waiting = await house.take('HB01');
    const { tablet } = await visit();
    for (const token of [`c.1.99.${'A'.repeat(22)}`, ratingTokens('another secret').ofCounter(1, 1), `${tablet}A`])
      await house.refused(403, 'wrong-rating-token', (h) => h.post('/api/ratings', { token, level: 'fair' }));
    await house.refused(409, 'nobody-to-rate', (h) =>
      h.post('/api/ratings', { token: tokens.ofTicket(waiting.id), level: 'fair' }),
    );
    await house.refused(404, 'unknown-ticket', (h) =>
      h.post('/api/ratings', { token: tokens.ofTicket('nobody-nobody'), level: 'fair' }),
    );
    await house.refused(400, 'invalid-request', (h) => h.post('/api/ratings', { token: tablet, level: 'great' }));
    await house.post(`/api/tickets/${waiting.id}/cancel`);
  });

  it('the page of the ticket offers the rating after the visit, with its token, and tells it afterwards', async () => {
    const { ticket, phone } = await visit();
    const page = house.house.hall.state.tickets.get(ticket.id);
    expect(page?.standing.status).toBe('finished');
    const rated = await house.post('/api/ratings', { token: phone, level: 'satisfied' });
    expect(rated.statusCode).toBe(201);
    expect(rated.json<TicketPageView['rating']>()).toMatchObject({ level: 'satisfied' });
  });

  it('belongs to ticket, dossier, service and person in the list of the supervisor, and to nobody else', async () => {
    const ticket = await house.take('GS01');
    await house.counter(1, 'call-next');
    const lodged = await house.post(
      '/api/dossiers',
      {
        ticketId: ticket.id,
        item: 'GS01',
        applicant: { kind: 'person', name: '赖秀英', idNumber: '11010519491231002X' },
        materials: [],
      },
      { as: 'a01' },
    );
    // A called ticket has no dossier yet: it is opened while it is served.
    expect(lodged.statusCode).toBe(409);
    await house.counter(1, 'start');
    const again = await house.post(
      '/api/dossiers',
      {
        ticketId: ticket.id,
        item: 'GS01',
        applicant: { kind: 'person', name: '赖秀英', idNumber: '11010519491231002X' },
        materials: [],
      },
      { as: 'a01' },
    );
    const { no } = again.json<{ no: string }>();
    await house.counter(1, 'finish');
    await house.post('/api/ratings', { token: tokens.ofTicket(ticket.id), level: 'fair' });
    const list = await house.get(`/api/ratings?from=${monday}&until=${monday}`, { as: 'super1' });
    const line = list.json<RatingLine[]>().at(-1);
    expect(line).toMatchObject({ ticketId: ticket.id, staff: 'a01', service: 'GS01', counter: 1, dossiers: [no] });
    await house.refused(403, 'not-allowed', (h) => h.get(`/api/ratings?from=${monday}&until=${monday}`, { as: 'a01' }));
  });

  it('the telephone number is in the side table and nowhere in the journal or the log', async () => {
    const id = await poor({ phone: '139 7078 5566', reasons: ['attitude'] });
    const { database } = house.house.journal;
    expect(database.prepare(`SELECT count(*) FROM journal WHERE event LIKE '%7078 5566%'`).pluck().get()).toBe(0);
    expect(database.prepare(`SELECT count(*) FROM command_group WHERE answers LIKE '%7078 5566%'`).pluck().get()).toBe(
      0,
    );
    expect(house.lines.join('')).not.toContain('7078 5566');
    const read = await house.get(`/api/follow-ups/${id}/contact`, { as: 'super1' });
    expect(read.json()).toEqual({ phone: '139 7078 5566' });
    const noted = database.prepare(`SELECT what FROM audit ORDER BY seq DESC LIMIT 1`).pluck().get();
    expect(noted).toBe(`read the number of follow-up ${id}`);
    await house.refused(403, 'not-allowed', (h) => h.get(`/api/follow-ups/${id}/contact`, { as: 'a01' }));
  });

  it('a poor rating is followed up step by step, and closes only after the visitor was called back', async () => {
    const id = await poor({ phone: '13970785566' });
    expect(await followUp(id)).toMatchObject({
      status: 'opened',
      light: 'green',
      checkDueOn: '2026-11-24',
      staff: 'a01',
    });
    await house.refused(409, 'wrong-follow-up-state', (h) =>
      h.post(`/api/follow-ups/${id}/close`, { text: '不办了' }, { as: 'super1' }),
    );
    await step(id, 'check', { finding: 'upheld', text: '窗口让办事人跑了两趟' });
    expect(await followUp(id)).toMatchObject({ status: 'checked', owner: 'super1', finding: 'upheld' });
    await step(id, 'answer', { text: '已当面道歉，材料由窗口代取' });
    expect((await followUp(id)).allowed).not.toContain('close');
    await house.refused(409, 'call-back-first', (h) =>
      h.post(`/api/follow-ups/${id}/close`, { text: '已办结' }, { as: 'super1' }),
    );
    await step(id, 'call-back', { result: 'satisfied' });
    const closed = await step(id, 'close', { text: '回访满意' });
    expect(closed.json()).toMatchObject({ status: 'closed', light: 'none', callBack: 'satisfied', allowed: [] });
    const { names } = await followUp(id);
    expect(Object.keys(names ?? {}).sort()).toEqual(['a01', 'super1']);
    expect(names?.super1).toBe(house.house.hall.model.file.staff.find((each) => each.id === 'super1')?.name);
    expect((await followUp(id)).steps.map((each) => each.type)).toEqual([
      'FollowUpOpened',
      'FollowUpAssigned',
      'FollowUpChecked',
      'FollowUpAnswered',
      'VisitorCalledBack',
      'FollowUpClosed',
    ]);
  });

  it('without a number it closes as having none; with one, three calls that nobody answered are enough', async () => {
    const silent = await poor();
    await step(silent, 'check', { finding: 'not-upheld', text: '查看记录无此情况' });
    await step(silent, 'answer', { text: '无需处理' });
    expect((await step(silent, 'close', { text: '办结' })).json()).toMatchObject({ callBack: 'no-contact' });
    const away = await poor({ phone: '0797-1234567' });
    await step(away, 'check', { finding: 'partly', text: '等候时间较长' });
    await step(away, 'answer', { text: '加开窗口' });
    for (let call = 0; call < 3; call += 1) await step(away, 'call-back', { result: 'unreached' });
    expect((await step(away, 'close', { text: '三次未接' })).json()).toMatchObject({ callBack: 'unreached' });
  });

  it('nobody drops one, and nobody looks into their own', async () => {
    const id = await poor();
    expect((await house.inject({ method: 'DELETE', url: `/api/follow-ups/${id}` }, { as: 'super1' })).statusCode).toBe(
      404,
    );
    await house.refused(403, 'not-allowed', (h) =>
      h.post(`/api/follow-ups/${id}/check`, { finding: 'not-upheld', text: '我没错' }, { as: 'a01' }),
    );
    await house.refused(403, 'not-your-own', (h) =>
      h.post(`/api/follow-ups/${id}/assign`, { owner: 'a01' }, { as: 'super1' }),
    );
    await house.refused(422, 'unknown-staff', (h) =>
      h.post(`/api/follow-ups/${id}/assign`, { owner: 'zz9' }, { as: 'super1' }),
    );
    await house.refused(404, 'unknown-follow-up', (h) =>
      h.post('/api/follow-ups/none-none-none/close', { text: '没有' }, { as: 'super1' }),
    );
  });

  it('survives a restart, turns red when late, is reminded once, and its number is erased a month after closing', async () => {
    const id = await poor({ phone: '13970785566' });
    await house.restart();
    expect(await followUp(id)).toMatchObject({ status: 'opened', hasContact: true });
    const clock = { kind: 'clock' } as const;
    house.at += 2 * dayMs;
    house.forgetSessions();
    const before = house.seq;
    await house.house.hall.act({ type: 'sweep-follow-ups' }, clock);
    await house.house.hall.act({ type: 'sweep-follow-ups' }, clock);
    const reminded = house.recordedSince(before).filter((type) => type === 'FollowUpReminded');
    const open = house.house.hall.followUps.list(house.at).filter((each) => each.status === 'opened');
    expect(reminded).toHaveLength(open.length);
    expect(await followUp(id)).toMatchObject({ light: 'red' });
    await step(id, 'check', { finding: 'not-upheld', text: '情况不属实' });
    await step(id, 'answer', { text: '已作说明' });
    await step(id, 'call-back', { result: 'dissatisfied' });
    await step(id, 'close', { text: '办结' });
    house.at += 31 * dayMs;
    house.forgetSessions();
    await house.house.hall.act({ type: 'sweep-follow-ups' }, clock);
    expect(await followUp(id)).toMatchObject({ hasContact: false });
    await house.refused(404, 'no-contact-left', (h) => h.get(`/api/follow-ups/${id}/contact`, { as: 'super1' }));
    const kept = house.house.journal.database.prepare(`SELECT count(*) FROM person WHERE data LIKE '%13970785566%'`);
    expect(kept.pluck().get()).toBe(0);
  });
});

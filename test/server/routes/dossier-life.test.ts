import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LodgedDossier } from '../../../server/contract/dossier.ts';
import type { DossierAnswer, DossierPage } from '../../../server/contract/dossier-view.ts';
import { sweepDossiers } from '../../../server/dossier-sweep.ts';
import { rebuildProjections } from '../../../server/journal/projections/index.ts';
import { deviceJobs } from '../../../server/reactions/device-jobs.ts';
import { holder, TestHouse } from '../../fixtures/house.ts';

let house: TestHouse;
beforeEach(async () => {
  house = await TestHouse.open();
});
afterEach(() => house.close());

/** Wang's application, lodged at a counter by its A holder with these papers in hand. */
async function lodge(item: string, counter: number, papers: 'all' | 'none' | string[] = 'all'): Promise<LodgedDossier> {
  const ticket = await house.take(item);
  const open = (await house.get(`/api/counters/${counter}`)).json<{ stage: string }>().stage;
  if (open === 'closed') await house.counter(counter, 'open');
  await house.counter(counter, 'call-next');
  await house.counter(counter, 'start');
  const names = house.house.hall.model.items.get(item)?.materials.map((material) => material.name) ?? [];
  const chosen = papers === 'all' ? names : papers === 'none' ? [] : papers;
  const body = {
    ticketId: ticket.id,
    item,
    applicant: { kind: 'person', name: '王小明', phone: '13800001111' },
    materials: chosen.map((name) => ({ name, received: 'copy' })),
  };
  const response = await house.post('/api/dossiers', body, { as: holder(counter) });
  if (response.statusCode !== 201) throw new Error(response.body);
  await house.counter(counter, 'finish');
  return response.json<LodgedDossier>();
}

async function step(no: string, verb: string, as: string, body: Record<string, unknown> = {}): Promise<DossierAnswer> {
  const response = await house.post(`/api/dossiers/${no}/${verb}`, body, { as });
  if (response.statusCode !== 200) throw new Error(`${verb}: ${response.body}`);
  return response.json<DossierAnswer>();
}

async function query(no: string, code: string, status = 200) {
  const response = await house.inject({ method: 'POST', url: '/api/dossier-query', payload: { no, code } });
  expect(response.statusCode).toBe(status);
  return response.json();
}

const at = (time: string) => Date.parse(`${time.replace(' ', 'T')}:00+08:00`);
const list = async (filter: string, as = 'super1') =>
  (await house.get(`/api/dossiers?${filter}`, { as })).json<DossierPage>();

describe('the county’s own example through the API', () => {
  it('DK03 goes from intake over the shared archive, county leader and city to the signed collection', async () => {
    const names = house.house.hall.model.items.get('DK03')?.materials.map((material) => material.name) ?? [];
    const notice = '企业名称预先核准通知书';
    const { no, queryCode, missing } = await lodge(
      'DK03',
      19,
      names.filter((name) => name !== notice),
    );
    expect(missing).toEqual([notice]);
    await house.refused(409, 'papers-missing', (h) => h.post(`/api/dossiers/${no}/accept`, {}, { as: 'a19' }));
    await step(no, 'fetch-paper', 'a19', { material: notice, sourceNo: null, copiesSaved: 1 });
    const accepted = await step(no, 'accept', 'a19');
    expect(accepted).toMatchObject({
      status: 'accepted',
      light: 'green',
      promisedOn: '2026-12-07',
      legalOn: '2026-12-21',
    });
    await step(no, 'examine', 'a19', { opinion: '初审合格' });
    await house.refused(403, 'not-your-duty', (h) =>
      h.post(`/api/dossiers/${no}/review`, { agreed: true, opinion: '' }, { as: 'a19' }),
    );
    await step(no, 'review', 'c19', { agreed: true, opinion: '同意' });
    await step(no, 'sign', 'c19', { agreed: true, opinion: '同意上报' });
    await step(no, 'forward', 'a19', { to: '市地矿局', limitDays: 6 });
    await step(no, 'answer-forwarded', 'city1', { granted: true, reasons: '准予', reference: '2026-7' });
    await step(no, 'reply', 'a19');
    expect(await query(no, queryCode)).toMatchObject({ status: 'decided-grant', next: 'wait' });
    await step(no, 'ask-fee', 'a19', { amount: 100, reliefReason: null });
    expect(await query(no, queryCode)).toMatchObject({ status: 'payment-due', next: 'pay', amount: 100 });
    await step(no, 'pay-fee', 'a19', { amount: 100, receiptNo: '0001', method: 'card' });
    await step(no, 'make-result', 'a19', { certificateNo: '赣矿加001' });
    await step(no, 'deliver', 'a19');
    expect(await query(no, queryCode)).toMatchObject({ next: 'collect' });
    const closed = await step(no, 'collect', 'a19', { collector: 'applicant', channel: 'counter' });
    expect(closed).toMatchObject({ status: 'closed', light: 'none', allowed: expect.arrayContaining(['archive']) });
    await step(no, 'archive', 'archive1', { paperHolder: 'DK', copiesAt: ['GS'] });
    const dossier = (await house.get(`/api/dossiers/${no}`, { as: 'a19' })).json();
    expect(dossier).toMatchObject({ status: 'archived', life: { visits: 1, copiesSaved: 1, cards: [] } });
    expect(dossier.life.steps.map((each: { type: string }) => each.type)).toEqual(
      'DossierLodged PaperFetched DossierAccepted DossierExamined DossierReviewed DossierSigned DossierForwarded ForwardedAnswered DossierGranted FeeAsked FeePaid ResultMade ResultDelivered ResultCollected DossierClosed DossierArchived'.split(
        ' ',
      ),
    );
    expect(dossier.life.steps[4]).toMatchObject({ by: 'staff:c19', actingFor: null });
    expect(JSON.stringify(dossier.life)).not.toContain('王小明');
    expect(dossier.life.clocks.map((clock: { name: string }) => clock.name)).toEqual(
      expect.arrayContaining(['acceptance', 'promise', 'legal', 'superior', 'issue']),
    );
  });

  it('who stands in for A accepts in A’s place, on the record', async () => {
    const { no } = await lodge('DK03', 19);
    await step(no, 'accept', 'b19');
    const { life } = (await house.get(`/api/dossiers/${no}`, { as: 'a19' })).json();
    expect(life.steps[1]).toMatchObject({ type: 'DossierAccepted', by: 'staff:b19', actingFor: 'a19' });
  });
});

describe('steps', () => {
  it('are refused without session, to strangers, out of turn, on unknown numbers and with other fields', async () => {
    const { no } = await lodge('DK03', 19);
    const accept = `/api/dossiers/${no}/accept`;
    await house.refused(401, 'sign-in-first', (h) => h.post(accept));
    await house.refused(403, 'not-your-department', (h) => h.post(accept, {}, { as: 'a01' }));
    await house.refused(403, 'not-your-duty', (h) => h.post(accept, {}, { as: 'desk1' }));
    await house.refused(400, 'invalid-request', (h) => h.post(accept, { force: true }, { as: 'a19' }));
    await house.refused(404, 'unknown-dossier', (h) =>
      h.post('/api/dossiers/360700DK03202611239999/accept', {}, { as: 'a19' }),
    );
    const problem = await house.refused(409, 'wrong-dossier-state', (h) =>
      h.post(`/api/dossiers/${no}/deliver`, {}, { as: 'a19' }),
    );
    expect(problem.allowed).toContain('accept');
    expect(problem.allowed).not.toContain('deem-accepted');
    const other = await house.post(`/api/dossiers/${no}/issue-card`, {}, { as: 'a19' });
    expect(other.statusCode).toBe(404);
  });

  it('sent again under their id are done once and answered the same', async () => {
    const { no } = await lodge('DK03', 19);
    const send = () => house.post(`/api/dossiers/${no}/accept`, { commandId: 'accept-once-only' }, { as: 'a19' });
    const first = await send();
    const seq = house.seq;
    expect((await send()).body).toBe(first.body);
    expect(house.seq).toBe(seq);
  });

  it('stand after a restart as before it', async () => {
    const { no } = await lodge('DK03', 19);
    const before = await step(no, 'accept', 'a19');
    await house.restart();
    expect((await house.get(`/api/dossiers/${no}`, { as: 'a19' })).json()).toMatchObject({
      status: 'accepted',
      life: { promisedOn: before.promisedOn },
    });
    expect((await step(no, 'examine', 'a19', { opinion: '' })).status).toBe('under-review');
  });
});

describe('the clock', () => {
  const sweepAt = async (time: string) => {
    house.at = at(time);
    return sweepDossiers(house.house.hall, house.house.journal, house.at);
  };

  it('counts as accepted what nobody answered in five days, and gives the counter a red card', async () => {
    const { no } = await lodge('DK03', 19, 'none');
    expect(await sweepAt('2026-11-30 17:00')).toEqual({ swept: 0, failures: [] });
    expect((await list('light=yellow')).dossiers.map((each) => each.no)).toEqual([no]);
    expect(await sweepAt('2026-11-30 17:01')).toEqual({ swept: 1, failures: [] });
    const { status, life } = (await house.get(`/api/dossiers/${no}`, { as: 'super1' })).json();
    expect([status, life.promisedOn]).toEqual(['deemed-accepted', '2026-12-07']);
    expect(life.cards).toMatchObject([
      { colour: 'red', points: -5, status: 'notified', post: { counter: 19, staff: 'a19' } },
    ]);
    expect(await sweepAt('2026-11-30 17:02')).toEqual({ swept: 0, failures: [] });
  });

  it('lets a late step not slip past its card, even when no sweep came between', async () => {
    const { no } = await lodge('DK03', 19);
    await step(no, 'accept', 'a19');
    house.at = at('2026-12-08 09:00');
    await step(no, 'examine', 'b19', { opinion: '' });
    const { life } = (await house.get(`/api/dossiers/${no}`, { as: 'b19' })).json();
    expect(life.cards.map((card: { colour: string; cause: string }) => `${card.colour} ${card.cause}`)).toContain(
      'red promise',
    );
    await step(no, 'appeal-card', 'c19', { card: life.cards.at(-1).id, grounds: '停电' });
    await step(no, 'decide-appeal', 'super1', { card: life.cards.at(-1).id, withdrawn: true, reason: '属实' });
    const rows = house.house.journal.database.prepare('SELECT status FROM dossier_card ORDER BY seq').pluck().all();
    expect(rows.at(-1)).toBe('withdrawn');
  });

  it('goes on past a dossier whose record cannot be read, and names it', async () => {
    const { no } = await lodge('DK03', 19, 'none');
    const broken = '360700DK03202611238888';
    const { database } = house.house.journal;
    database.exec(`INSERT INTO dossier_life SELECT '${broken}', item, department, counter, status, ended, lodged_at,
      changed_at, due_on, promised_on, legal_on, blue_on, yellow_on, yellow_after, red_after, legal_after, 1 FROM dossier_life`);
    expect(await sweepAt('2026-11-30 17:01')).toEqual({
      swept: 1,
      failures: [{ no: broken, code: 'unknown-dossier' }],
    });
    expect((await house.get(`/api/dossiers/${no}`, { as: 'super1' })).json().status).toBe('deemed-accepted');
  });
});

describe('lists and queries', () => {
  it('are filtered by light, department and status, most urgent first, and rebuilt the same from the journal', async () => {
    const mine = await lodge('DK03', 19);
    const theirs = await lodge('GS02', 1);
    const done = await lodge('DK03', 19);
    await step(mine.no, 'accept', 'a19');
    await step(done.no, 'withdraw', 'a19', { reason: '不办了' });
    expect((await list('')).dossiers.map((each) => each.no)).toEqual([theirs.no, mine.no]);
    expect((await list('department=DK')).dossiers).toMatchObject([
      { no: mine.no, status: 'accepted', light: 'green', promisedOn: '2026-12-07', item: { code: 'DK03' } },
    ]);
    expect((await list('status=withdrawn')).dossiers).toMatchObject([{ no: done.no, light: 'none' }]);
    house.at = at('2026-12-07 17:01');
    expect((await list('light=red&department=DK', 'archive1')).dossiers.map((each) => each.no)).toEqual([mine.no]);
    await house.refused(400, 'invalid-request', (h) => h.get('/api/dossiers?light=pink', { as: 'archive1' }));
    await house.refused(403, 'not-allowed', (h) => h.get('/api/dossiers', { as: 'desk1' }));
    const { database } = house.house.journal;
    const rows = () => database.prepare('SELECT * FROM dossier_life ORDER BY no').all();
    const live = rows();
    rebuildProjections(database, deviceJobs);
    expect(rows()).toEqual(live);
  });

  it('a query needs the code, shows nothing personal, and closes after five wrong guesses', async () => {
    const { no, queryCode } = await lodge('DK03', 19, 'none');
    const before = await query(no, queryCode);
    await step(no, 'notify-correction', 'a19', {
      shortcomings: [{ material: '加工工艺及主要设备清单', what: '未盖章' }],
    });
    const shown = await query(no, queryCode);
    // 60 days from the notice of 23 November; before it the hall owed its word on acceptance.
    expect(before).toMatchObject({ next: 'wait', dueOn: '2026-11-30', dueFor: 'acceptance' });
    expect(shown).toMatchObject({ status: 'correction', next: 'bring-papers', light: 'none', counter: 19 });
    expect(shown).toMatchObject({ dueOn: '2027-01-22', dueFor: 'papers' });
    expect(shown.bring).toHaveLength(6);
    expect(JSON.stringify(shown)).not.toMatch(/王|1380000|a19/);
    const wrong = queryCode === '000000' ? '000001' : '000000';
    for (let guess = 0; guess < 5; guess += 1) expect((await query(no, wrong, 404)).code).toBe('unknown-dossier');
    expect((await query(no, queryCode, 429)).code).toBe('too-many-guesses');
    house.at += 16 * 60_000;
    expect((await query(no, queryCode)).no).toBe(no);
    expect((await query('360700DK03202611239999', '123456', 404)).code).toBe('unknown-dossier');
  });
});

import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LodgedDossier } from '../../../server/contract/dossier.ts';
import type { GuideStep, GuideView } from '../../../server/contract/guide.ts';
import type { KioskHelper, KioskSession } from '../../../server/contract/kiosk-session.ts';
import { EventStream } from '../../fixtures/event-stream.ts';
import { holder, TestHouse } from '../../fixtures/house.ts';

let house: TestHouse;
let base = '';
const streams: EventStream[] = [];
async function open(): Promise<void> {
  await house.house.app.listen({ port: 0, host: '127.0.0.1' });
  base = `http://127.0.0.1:${(house.house.app.server.address() as AddressInfo).port}`;
}
beforeAll(async () => {
  house = await TestHouse.open();
  await open();
});
beforeEach(async () => {
  await verb('clear');
});
afterEach(() => {
  for (const stream of streams.splice(0)) stream.close();
});
afterAll(() => house.close());

async function follow(view: string, as?: string): Promise<EventStream> {
  const headers: Record<string, string> = as === undefined ? {} : { cookie: await house.cookie(as) };
  const stream = new EventStream(`${base}/api/live/${view}`, headers);
  streams.push(stream);
  await stream.first('snapshot');
  return stream;
}
async function verb(name: string, body: Record<string, unknown> = {}, desk = 'desk-1'): Promise<GuideView> {
  const response = await house.post(`/api/guides/${desk}/${name}`, body, { as: 'desk1' });
  if (response.statusCode !== 200) throw new Error(response.body);
  return response.json<GuideView>();
}
const show = (step: GuideStep, desk = 'desk-1') => verb('show', { step }, desk);
const kindOf = (stream: EventStream) => (stream.view() as unknown as GuideView).shown.kind;
const becomes = (stream: EventStream, kind: string) => stream.until(() => kindOf(stream) === kind, kind);

describe('the screen that faces the visitor', () => {
  it('shows at once what the desk puts there, and nobody but desk and supervisor may put anything', async () => {
    const screen = await follow('guide/guide-1');
    expect(kindOf(screen)).toBe('welcome');
    const seq = house.seq;
    await show({ kind: 'papers', service: 'GS03', ticked: [0, 2] });
    await becomes(screen, 'papers');
    const { shown, voice } = screen.view() as unknown as GuideView;
    expect(shown).toMatchObject({
      pictogram: 'shop',
      papers: [{ ticked: true }, { ticked: false }, { ticked: true }, {}],
    });
    expect(voice).toBe('mandarin');
    // A step is no event of the hall.
    expect(house.recordedSince(seq).filter((type) => type !== 'StaffSignedIn')).toEqual([]);
    const url = '/api/guides/desk-1/show';
    const step = { kind: 'item', service: 'GS03' };
    await house.refused(401, 'sign-in-first', (h) => h.post(url, { step }));
    await house.refused(403, 'not-allowed', (h) => h.post(url, { step }, { as: 'a01' }));
    await house.refused(401, 'sign-in-first', (h) => h.post('/api/guides/desk-1/clear'));
    await house.refused(401, 'sign-in-first', (h) => h.get('/api/live/mirror/desk-1'));
    await house.refused(404, 'not-found', (h) => h.get('/api/live/guide/A%20desk'));
    expect((await house.post(url, { step }, { as: 'super1' })).statusCode).toBe(200);
  });

  it('takes codes and numbers alone: no words of the desk, nothing that the hall does not know', async () => {
    const url = '/api/guides/desk-1/show';
    const tell = (step: unknown) => (h: TestHouse) => h.post(url, { step }, { as: 'desk1' });
    await house.refused(400, 'invalid-request', tell({ kind: 'item', service: 'GS03', name: '王小明' }));
    await house.refused(400, 'invalid-request', tell({ kind: 'words', text: '王小明' }));
    await house.refused(422, 'unknown-item', tell({ kind: 'item', service: 'XX99' }));
    await house.refused(404, 'unknown-counter', tell({ kind: 'way', counter: 99 }));
    await house.refused(404, 'unknown-ticket', tell({ kind: 'ticket', ticketId: 'no-such-ticket' }));
  });

  it('shows a number that waits, and refuses one that nobody waits with any more', async () => {
    const { id, number } = await house.take('MZ01');
    expect((await show({ kind: 'ticket', ticketId: id })).shown).toMatchObject({
      number,
      pictogram: 'marriage',
      zone: 3,
    });
    await house.post(`/api/tickets/${id}/cancel`, { reason: 'gone' }, { as: 'desk1' });
    const step = { kind: 'ticket', ticketId: id };
    await house.refused(409, 'wrong-ticket-state', (h) => h.post('/api/guides/desk-1/show', { step }, { as: 'desk1' }));
  });

  it('a repeated command changes nothing, another desk is another visitor, and a voice ends with its visitor', async () => {
    const step = { kind: 'item', service: 'GS03' };
    const first = await verb('show', { step, commandId: 'show-once-only' });
    expect((await verb('replay')).replay).toBe(1);
    expect((await verb('show', { step, commandId: 'show-once-only' })).seq).toBe(first.seq);
    expect((await verb('voice', { voice: 'gan' })).replay).toBe(2);
    const other = await show({ kind: 'way', counter: 21 }, 'desk-2');
    expect(other).toMatchObject({ desk: 'desk-2', voice: 'mandarin', shown: { zone: 3 } });
    const next = await show({ kind: 'way', counter: 21 });
    expect(next).toMatchObject({ voice: 'gan', replay: 0 });
    expect(next.seq).toBeGreaterThan(first.seq);
    expect(await verb('clear')).toMatchObject({ voice: 'mandarin', until: null, shown: { kind: 'welcome' } });
  });

  it('tells the desk how many screens show it, and ends when the guide signs out', async () => {
    const screen = await follow('guide/desk-1');
    expect((await follow('mirror/guide-1', 'desk1')).view()).toMatchObject({ screens: 1, desk: 'desk-1' });
    await show({ kind: 'item', service: 'GS03' });
    await becomes(screen, 'item');
    await house.inject({ method: 'DELETE', url: '/api/sessions/current' }, { as: 'desk1' });
    house.forgetSessions();
    await becomes(screen, 'welcome');
  });

  it('reads out what a dossier lacks, never who applied or what could tell it', async () => {
    const { id } = await house.take('DK03');
    await house.counter(19, 'open');
    await house.counter(19, 'call-next');
    await house.counter(19, 'start');
    const applicant = { kind: 'person', name: '王小明', idNumber: '360728195001010012', phone: '13800000000' };
    const lodged = await house.post(
      '/api/dossiers',
      { ticketId: id, item: 'DK03', applicant, materials: [] },
      { as: holder(19) },
    );
    const { no, queryCode: code } = lodged.json<LodgedDossier>();
    const asked = { no, code };
    const names = house.house.hall.model.items.get('DK03')?.materials.map(({ name }) => name) ?? [];
    await house.refused(409, 'nothing-to-bring', (h) => h.post('/api/guides/desk-1/notice', asked, { as: 'desk1' }));
    const shortcomings = [
      { material: names[0], what: '未盖章' },
      { material: names[1], what: '王小明的签名不清楚' },
      { material: names[2], what: '请致电 138-0000 0000' },
    ];
    await house.post(`/api/dossiers/${no}/notify-correction`, { shortcomings }, { as: holder(19) });
    const { shown, until, at } = await verb('notice', asked);
    expect(shown).toMatchObject({ kind: 'notice', code: 'DK03', counter: 19, zone: 2 });
    if (shown.kind !== 'notice') throw new Error('no notice');
    expect(shown.lines.slice(0, 3).map(({ what }) => what)).toEqual(['未盖章', null, null]);
    expect(JSON.stringify(shown)).not.toMatch(/王|138|3607|签名/);
    expect((until ?? 0) - at).toBe(240_000);
    const wrong = { no, code: code === '000000' ? '000001' : '000000' };
    await house.refused(404, 'unknown-dossier', (h) => h.post('/api/guides/desk-1/notice', wrong, { as: 'desk1' }));
    await house.refused(401, 'sign-in-first', (h) => h.post('/api/guides/desk-1/notice', asked));
  });
});

describe('a kiosk that a guide goes on for', () => {
  const session = 'visitor-0001';
  const at = (name: string) => `/api/kiosk-sessions/kiosk-1/${name}`;
  const report = (id = session, services = ['GS03']) =>
    house.post(at('report'), { session: id, page: 'service', services });
  const takeOver = (desk = 'desk-1', id = session) =>
    house.post(at('take-over'), { session: id, desk }, { as: 'desk1' });
  const lines = async () => (await follow('desk', 'desk1')).view().kiosks as KioskSession[];
  const helper = (stream: EventStream) => stream.view().helper as KioskHelper | null;

  it('tells the desk page and services, is taken over once, and comes back with the number', async () => {
    const kiosk = await follow('kiosk/kiosk-1');
    await house.refused(422, 'unknown-service', () => report(session, ['XX99']));
    await report();
    expect(await lines()).toMatchObject([
      { terminal: 'kiosk-1', session, page: 'service', services: ['GS03'], taken: null },
    ]);
    await house.refused(401, 'sign-in-first', (h) => h.post(at('take-over'), { session, desk: 'desk-1' }));
    await house.refused(403, 'not-allowed', (h) => h.post(at('take-over'), { session, desk: 'desk-1' }, { as: 'a01' }));
    await house.refused(409, 'kiosk-session-over', () => takeOver('desk-1', 'visitor-0000'));
    expect((await takeOver()).json<KioskSession>().taken?.desk).toBe('desk-1');
    expect((await takeOver()).statusCode).toBe(200);
    const problem = await house.refused(409, 'kiosk-session-taken', () => takeOver('desk-2'));
    expect(problem.detail).toContain('desk-1');
    await kiosk.until(() => helper(kiosk)?.state === 'helping', 'a helper');
    // The visitor's next report changes nothing about it.
    await report(session, []);
    expect((await lines())[0]?.taken?.desk).toBe('desk-1');
    await house.refused(401, 'sign-in-first', (h) => h.post(at('release'), { session, number: '1001' }));
    await house.post(at('release'), { session, number: '1001' }, { as: 'desk1' });
    await kiosk.until(() => helper(kiosk)?.number === '1001', 'the number');
    await house.post(at('end'), { session });
    expect(await lines()).toEqual([]);
  });

  it('is free again when the visitor wants to go on alone, after five minutes, and with another visitor', async () => {
    const kiosk = await follow('kiosk/kiosk-1');
    await report();
    await takeOver();
    await kiosk.until(() => helper(kiosk) !== null, 'a helper');
    await house.post(at('release'), { session });
    await kiosk.until(() => helper(kiosk) === null, 'alone');
    await takeOver();
    house.at += 299_000;
    expect((await lines())[0]?.taken?.desk).toBe('desk-1');
    house.at += 1000;
    expect((await lines())[0]?.taken).toBe(null);
    await takeOver();
    await report('visitor-0002', []);
    expect(await lines()).toMatchObject([{ session: 'visitor-0002', services: [], taken: null }]);
    await house.refused(409, 'kiosk-session-over', () => takeOver());
    // Nobody has heard of this visitor for three minutes: the kiosk is dead or somebody pulled its cable.
    house.at += 180_000;
    expect(await lines()).toEqual([]);
    await house.refused(409, 'kiosk-session-over', () => takeOver('desk-1', 'visitor-0002'));
  });
});

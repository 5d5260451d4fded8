import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ComposeOptions } from '../../../server/compose.ts';
import type { HallCard, ServiceCard } from '../../../server/contract/catalogue.ts';
import type { HallFile } from '../../../server/contract/hall-file.ts';
import type { SettingRevision, SettingsChanged } from '../../../server/contract/settings.ts';
import { fillText } from '../../../server/contract/texts/define.ts';
import { kioskTexts } from '../../../server/contract/texts/kiosk.ts';
import { quietFleet } from '../../../server/quiet-fleet.ts';
import { TestHouse } from '../../fixtures/house.ts';
import { peopleFile } from '../../fixtures/people-hall.ts';

// Signing in is slow by design, and slower on a loaded machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const dayMs = 24 * 3_600_000;
const admin = { as: 'admin1' };
let house: TestHouse;
/** The devices that the fleet was started with. */
let started: HallFile['devices'] = [];
beforeAll(async () => {
  const fleet: ComposeOptions['fleet'] = async (_door, _pages, devices) => {
    started = devices;
    return quietFleet();
  };
  house = await TestHouse.open({ file: peopleFile(), fleet });
});
afterAll(() => house.close());

const read = async () => (await house.get('/api/settings', admin)).json<{ revision: number; sections: HallFile }>();
async function change(changes: Partial<HallFile>): Promise<SettingsChanged> {
  const { revision } = await read();
  const response = await house.post('/api/settings', { basedOn: revision, changes }, admin);
  expect(response.statusCode, response.body).toBe(200);
  return response.json<SettingsChanged>();
}
const takeBack = async (revision: number) => house.post(`/api/settings/revisions/${revision}/take-back`, {}, admin);
const card = async () => (await house.get('/api/hall')).json<HallCard>();
const services = async () => (await house.get('/api/services')).json<ServiceCard[]>();

describe('a setting that counts at once', () => {
  it('name, words, colours and pause reasons reach the screens’ card with a new number', async () => {
    const before = await card();
    const word = { [kioskTexts.chooseWhat.zh]: { zh: '请叫人', en: 'Call somebody' } };
    const { countsFrom } = await change({ name: '新区政务大厅', words: word, look: { cobalt: '#1a3a70' } });
    expect(countsFrom).toEqual({ name: 'at-once', words: 'at-once', look: 'at-once' });
    const after = await card();
    expect(after).toMatchObject({ name: '新区政务大厅', words: word, look: { cobalt: '#1a3a70' } });
    expect(after.settings).toBe((before.settings ?? 0) + 1);
    expect(fillText(kioskTexts.chooseWhat, 'zh')).toBe('请叫人');
  });

  it('a renamed service is called so, a new limit of the board holds', async () => {
    const { sections } = await read();
    await change({
      services: sections.services.map((each) => (each.code === 'ZP' ? { ...each, name: '免费照相' } : each)),
    });
    expect((await services()).find(({ code }) => code === 'ZP')?.name).toBe('免费照相');
    await change({ departments: sections.departments.map((each) => ({ ...each, name: `新${each.name}` })) });
    expect((await card()).departments[0]?.name).toBe(`新${sections.departments[0]?.name}`);
    const alerts = { ...house.house.hall.model.alerts, queueAmber: 3, queueRed: 5 };
    await change({ alerts });
    expect(house.house.hall.model.alerts).toEqual(alerts);
  });
});

describe('what is set reaches the thing itself', () => {
  it('a new reason to pause is taken at the counter, and the old one no longer', async () => {
    const { sections } = await read();
    await house.counter(2, 'open');
    await change({ pauseReasons: [{ code: 'drill', zh: '消防演练', en: 'Fire drill' }] });
    const gone = sections.pauseReasons[0]?.code;
    const refused = await house.refused(422, 'unknown-pause-reason', (h) =>
      h.post('/api/counters/2/pause', { reason: gone }, { as: 'a02' }),
    );
    expect(refused.allowed).toEqual(['drill']);
    const { counter } = await house.counter(2, 'pause', { reason: 'drill' });
    expect(counter).toMatchObject({ stage: 'paused', pauseReason: 'drill' });
    await house.counter(2, 'resume');
    await change({ pauseReasons: sections.pauseReasons });
  });

  it('a telephone finds the ticket under the new address, bookings their new slots', async () => {
    await change({ publicUrl: 'http://10.1.2.3:8080' });
    const { id, statusUrl } = await house.take('ZP');
    expect(statusUrl).toBe(`http://10.1.2.3:8080/t/${id}`);
    await change({ bookings: { slots: ['10:10'], perSlot: 1, daysAhead: 3, sideMinutes: 15 } });
    const slots = (await house.get('/api/bookings/slots?date=2026-11-24&service=ZP')).json<{ slot: string }[]>();
    expect(slots.map(({ slot }) => slot)).toEqual(['10:10']);
  });

  it('a device that was added starts with the next start of the server, not before', async () => {
    const { sections } = await read();
    const [first] = sections.devices;
    if (first === undefined) throw new Error('a hall without a device');
    const { countsFrom } = await change({
      devices: [...sections.devices, { ...first, id: 'added', name: '新打印机' }],
    });
    expect([countsFrom, started.some(({ id }) => id === 'added')]).toEqual([{ devices: 'after-restart' }, false]);
    await house.restart();
    expect(started.find(({ id }) => id === 'added')?.name).toBe('新打印机');
  });
});

describe('every change', () => {
  it('stands in the list with who, before and after, and can be taken back once', async () => {
    const { name } = await card();
    const { revision } = await change({ name: '写错了' });
    const newest = async () => (await house.get('/api/settings/revisions', admin)).json<SettingRevision[]>()[0];
    expect(await newest()).toMatchObject({
      id: revision,
      by: 'staff:admin1',
      sections: ['name'],
      before: { name },
      after: { name: '写错了' },
      newest: true,
    });
    expect((await takeBack(revision)).statusCode).toBe(200);
    expect((await card()).name).toBe(name);
    expect(await newest()).toMatchObject({ takesBack: revision, after: { name } });
    await house.refused(409, 'settings-overtaken', () => takeBack(revision));
    await house.refused(404, 'unknown-revision', () => takeBack(999_999));
  });

  it('is refused with who changed it when somebody was faster, but not for another section', async () => {
    const { revision } = await read();
    await change({ county: '甲县' });
    const stale = (changes: Partial<HallFile>) => house.post('/api/settings', { basedOn: revision, changes }, admin);
    const problem = await house.refused(409, 'settings-overtaken', () => stale({ county: '乙县' }));
    expect(problem.facts).toMatchObject({ by: 'staff:admin1', sections: ['county'] });
    expect((await stale({ name: '另一项' })).statusCode).toBe(200);
  });

  it('is done once however often the command comes', async () => {
    const { revision } = await read();
    const body = { commandId: 'settings-once-1', basedOn: revision, changes: { county: '丙县' } };
    const [first, again] = [
      await house.post('/api/settings', body, admin),
      await house.post('/api/settings', body, admin),
    ];
    expect([first.statusCode, again.statusCode, again.body]).toEqual([200, 200, first.body]);
    expect((await read()).revision).toBe(revision + 1);
    const other = { ...body, changes: { county: '丁县' } };
    await house.refused(422, 'command-id-reused', () => house.post('/api/settings', other, admin));
  });

  it('is refused whole when the hall would not be sound', async () => {
    const { revision, sections } = await read();
    const wrong: [string, Partial<HallFile>][] = [
      ['a counter of no zone', { counters: sections.counters.map((each) => ({ ...each, zone: 9 })) }],
      [
        'a service nobody serves',
        { services: [...sections.services, { code: 'XX', name: '无', pictogram: '', meanMinutes: 1 }] },
      ],
      ['unreadable colours', { look: { ink: '#ffffff' } }],
      ['words without their value', { words: { [kioskTexts.chooseWhat.zh]: { zh: '{counter}', en: 'x' } } }],
      ['staff of a post gone', { staff: sections.staff.filter(({ id }) => id !== 'a01') }],
    ];
    for (const [, changes] of wrong)
      await house.refused(422, 'settings-unsound', () =>
        house.post('/api/settings', { basedOn: revision, changes }, admin),
      );
    const odd = [{ posts: [] }, { name: '' }, { rules: {} }, {}];
    for (const changes of odd)
      await house.refused(400, 'invalid-request', () =>
        house.post('/api/settings', { basedOn: revision, changes }, admin),
      );
    expect((await read()).revision).toBe(revision);
  });
});

describe('accounts', () => {
  it('a person added by the settings signs in with the password told once', async () => {
    const { sections } = await read();
    const person = { id: 'n01', name: '新同事', role: 'clerk' } as const;
    await change({ staff: [...sections.staff, person] });
    const made = await house.post('/api/settings/accounts/n01/password', {}, admin);
    const { password } = made.json<{ password: string }>();
    const signIn = (given: string) =>
      house.inject({ method: 'POST', url: '/api/sessions', payload: { staff: 'n01', password: given } });
    expect([(await signIn('wrong-password')).statusCode, (await signIn(password)).statusCode]).toEqual([401, 201]);
    await house.refused(422, 'unknown-staff', () => house.post('/api/settings/accounts/nobody/password', {}, admin));
  });

  it('a disabled account is out at once and cannot come back until it is enabled', async () => {
    expect((await house.get('/api/cover', { as: 'b04' })).statusCode).toBe(200);
    await house.post('/api/settings/accounts/b04/disable', {}, admin);
    expect((await house.get('/api/cover', { as: 'b04' })).statusCode).toBe(401);
    const signIn = {
      method: 'POST' as const,
      url: '/api/sessions',
      payload: { staff: 'b04', password: 'tingqian-demo' },
    };
    expect((await house.inject(signIn)).json()).toMatchObject({ code: 'account-disabled' });
    await house.restart();
    expect((await house.inject(signIn)).json()).toMatchObject({ code: 'account-disabled' });
    await house.post('/api/settings/accounts/b04/enable', {}, admin);
    expect((await house.inject(signIn)).statusCode).toBe(201);
    await house.refused(409, 'not-yourself', () => house.post('/api/settings/accounts/admin1/disable', {}, admin));
  });

  it('a new role holds for who is signed in; whoever leaves the list loses the account; nobody demotes themselves', async () => {
    const { sections } = await read();
    const as = (id: string, role: 'clerk' | 'supervisor') =>
      sections.staff.map((each) => (each.id === id ? { ...each, role } : each));
    expect((await house.get('/api/queues/1', { as: 'b03' })).statusCode).toBe(403);
    await change({ staff: as('b03', 'supervisor') });
    expect((await house.get('/api/queues/1', { as: 'b03' })).statusCode).toBe(200);
    const { revision } = await read();
    const demoted = { basedOn: revision, changes: { staff: as('admin1', 'clerk') } };
    await house.refused(409, 'not-yourself', () => house.post('/api/settings', demoted, admin));
    await change({ staff: sections.staff.filter(({ id }) => id !== 'n01') });
    const accounts = (await house.get('/api/settings/accounts', admin)).json<{ id: string }[]>();
    expect(accounts.map(({ id }) => id)).not.toContain('n01');
    const audit = (await house.get('/api/settings/audit', admin)).json<{ what: string }[]>();
    expect(audit.map(({ what }) => what)).toEqual(expect.arrayContaining(['disable b04', 'new password for n01']));
  });
});

// Last, for the night ends everybody's session.
describe('a setting that counts from the next opening', () => {
  it('a new counter and a new rule wait for the next day, also over a restart', async () => {
    const { sections } = await read();
    const counter = { no: 8, zone: 1, name: '综合窗口', kind: 'service', services: ['ZP'] } as const;
    const { countsFrom } = await change({
      counters: [...sections.counters, { ...counter, services: ['ZP'] }],
      rules: { ...sections.rules, recallsMost: 1 },
      zones: sections.zones.map((each) => ({ ...each, name: `${each.name}区` })),
    });
    expect(countsFrom).toEqual({ counters: 'next-opening', rules: 'next-opening', zones: 'next-opening' });
    const numbers = async () => (await card()).counters.map(({ no }) => no);
    expect(await numbers()).not.toContain(8);
    await house.restart();
    expect([await numbers(), house.house.hall.model.rules.recallsMost]).toEqual([
      [1, 2, 3, 4, 5],
      sections.rules.recallsMost,
    ]);
    house.at += dayMs;
    await house.take('GS01');
    expect([await numbers(), house.house.hall.model.rules.recallsMost]).toEqual([[1, 2, 3, 4, 5, 8], 1]);
    expect((await card()).zones[0]?.name).toBe(`${sections.zones[0]?.name}区`);
    expect((await house.get('/api/counters/8')).json()).toMatchObject({ stage: 'closed' });
    await house.restart();
    expect(await numbers()).toContain(8);
  });
});

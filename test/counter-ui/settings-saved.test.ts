import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { differencesOf } from '../../counter-ui/settings/differences.ts';
import { withoutCounters } from '../../counter-ui/settings/edits.ts';
import { usualBookingRules } from '../../server/contract/booking.ts';
import type { HallFile } from '../../server/contract/hall-file.ts';
import { sectionNames } from '../../server/contract/setting-sections.ts';
import type { SettingChanges, SettingRevision, SettingsChanged } from '../../server/contract/settings.ts';
import { usualAlertLimits } from '../../server/contract/supervise.ts';
import { kioskTexts } from '../../server/contract/texts/kiosk.ts';
import { TestHouse } from '../fixtures/house.ts';
import { peopleFile } from '../fixtures/people-hall.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const admin = { as: 'admin1' };
let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.open({ file: peopleFile() });
});
afterAll(() => house.close());

const read = async () => (await house.get('/api/settings', admin)).json<{ revision: number; sections: HallFile }>();
async function save(changes: SettingChanges): Promise<SettingsChanged> {
  const { revision } = await read();
  const response = await house.post('/api/settings', { basedOn: revision, changes }, admin);
  expect(response.statusCode, response.body).toBe(200);
  return response.json<SettingsChanged>();
}
const newest = async () => (await house.get('/api/settings/revisions', admin)).json<SettingRevision[]>()[0];

/** One thing changed on each page, as the page sends it. */
const edits: Record<string, (hall: HallFile) => SettingChanges> = {
  name: () => ({ name: '新区政务大厅', county: '新县' }),
  publicUrl: () => ({ publicUrl: 'http://192.168.1.10:8080' }),
  look: () => ({ look: { cobalt: '#1a3a70' } }),
  zones: ({ zones }) => ({ zones: zones.map((zone) => ({ ...zone, symbol: zone.zone === 1 ? 'kite' : zone.symbol })) }),
  departments: ({ departments }) => ({ departments: [...departments, { code: 'XX', name: '县新局' }] }),
  counters: ({ counters }) => ({ counters: counters.map((each) => ({ ...each, name: `${each.name}甲` })) }),
  services: ({ services }) => ({ services: services.map((each) => ({ ...each, meanMinutes: 21 })) }),
  rules: ({ rules }) => ({ rules: { ...rules, opensAt: '09:00' } }),
  alerts: () => ({ alerts: { ...usualAlertLimits, queueRed: 50 } }),
  bookings: () => ({ bookings: { ...usualBookingRules, perSlot: 5 } }),
  pauseReasons: ({ pauseReasons }) => ({
    pauseReasons: [...pauseReasons, { code: 'pause-9', zh: '消毒', en: 'Cleaning' }],
  }),
  words: () => ({ words: { [kioskTexts.chooseWhat.zh]: { zh: '请叫人', en: 'Call somebody' } } }),
  staff: ({ staff }) => ({ staff: [...staff, { id: 'n77', name: '新同事', role: 'desk' }] }),
  notices: () => ({
    notices: [{ title: '停电通知', text: '周六上午停电检修。', from: '2026-03-02', until: '2026-03-07' }],
  }),
  calendar: () => ({
    calendar: { years: [], days: [{ date: '2026-12-04', working: false, reason: '县城停水' }] },
  }),
  backups: () => ({ backups: { at: '22:15', keepDays: 30, folder: '/mnt/backup' } }),
  retention: () => ({ retention: { consultDays: 60, auditDays: 365, dossierYears: 30 } }),
  devices: ({ devices }) => ({ devices: devices.slice(1) }),
};

describe('a settings page', () => {
  it.each(Object.keys(edits))('saves %s, has it on the record, and takes it back', async (name) => {
    const { sections: before } = await read();
    const changes = edits[name]?.(before) ?? {};
    const { revision, countsFrom } = await save(changes);
    const { sections: after } = await read();
    expect(after).toMatchObject(changes);
    expect(Object.keys(countsFrom).sort()).toEqual(Object.keys(changes).sort());
    const kept = await newest();
    expect(kept).toMatchObject({ id: revision, by: 'staff:admin1', after: changes, newest: true });
    const told = differencesOf(kept?.before as SettingChanges, kept?.after as SettingChanges);
    expect(told.length).toBeGreaterThan(0);
    expect((await house.post(`/api/settings/revisions/${revision}/take-back`, {}, admin)).statusCode).toBe(200);
    expect((await read()).sections).toEqual(before);
  });

  it('stands for every section that can be changed', () => {
    // The name goes with the county; music has no page, it stands in the hall file.
    const covered = [...Object.keys(edits), 'county', 'music'];
    expect([...sectionNames].filter((name) => !covered.includes(name))).toEqual([]);
  });

  it('removes a counter with what hangs on it in one saving', async () => {
    const { sections } = await read();
    const after = withoutCounters(sections, new Set([5]));
    const { services, counters, devices } = after;
    await save({ services, counters, devices });
    expect((await read()).sections.counters.map(({ no }) => no)).toEqual([1, 2, 3, 4]);
  });

  it('lets nobody leave who holds a post, and anybody who holds none any more', async () => {
    const { revision, sections } = await read();
    const staff = sections.staff.filter(({ id }) => id !== 'a03');
    const leave = () => house.post('/api/settings', { basedOn: revision, changes: { staff } }, admin);
    const problem = await house.refused(422, 'settings-unsound', leave);
    expect(problem.facts?.problems).toEqual([
      '窗口 3 的岗位写了 a03，人员表里没有 the post at counter 3 names a03, who is not on the staff',
    ]);
    const posts = [{ counter: 3, a: 'b03', b: ['a04'] }];
    const today = house.house.hall.state.date;
    const proposed = await house.post('/api/posts/changes', { posts, from: today, reason: '调整' }, admin);
    expect(proposed.statusCode, proposed.body).toBe(201);
    const { id } = proposed.json<{ id: string }>();
    expect((await house.post(`/api/posts/changes/${id}/approve`, {}, { as: 'super1' })).statusCode).toBe(200);
    expect((await leave()).statusCode).toBe(200);
  });

  it('gives a counter that was added just now its post, from the next opening on', async () => {
    const { sections } = await read();
    const [first] = sections.counters;
    if (first === undefined) throw new Error('the hall has counters');
    await save({ counters: [...sections.counters, { ...first, no: 9, name: '新窗口' }] });
    const today = house.house.hall.state.date;
    const tomorrow = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10);
    const post = { counter: 9, a: 'b03', b: ['a04'], help: 'longer' };
    const propose = (from: string) => house.post('/api/posts/changes', { posts: [post], from, reason: '新开' }, admin);
    await house.refused(404, 'unknown-counter', () => propose(today));
    const proposed = await propose(tomorrow);
    expect(proposed.statusCode, proposed.body).toBe(201);
    const { id } = proposed.json<{ id: string }>();
    expect((await house.post(`/api/posts/changes/${id}/approve`, {}, { as: 'super1' })).statusCode).toBe(200);
    house.at += 86_400_000;
    await house.restart();
    expect((await house.get('/api/posts')).json<object[]>()).toContainEqual(expect.objectContaining(post));
  });
});

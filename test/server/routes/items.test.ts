import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dossier } from '../../../server/contract/dossier.ts';
import type { Item } from '../../../server/contract/item.ts';
import type { ItemImport, ItemVersion } from '../../../server/contract/item-version.ts';
import { DossierPeople } from '../../fixtures/dossier-people.ts';
import { sampleFile } from '../../fixtures/halls.ts';
import { TestHouse } from '../../fixtures/house.ts';

let house: TestHouse;
let people: DossierPeople;
beforeAll(async () => {
  house = await TestHouse.open();
  people = new DossierPeople(house);
});
afterAll(() => house.close());

const exported = async () => (await house.get('/api/items/export.json')).json<{ items: Item[] }>().items;
const item = async (code: string) => {
  const found = (await exported()).find((each) => each.code === code);
  if (found === undefined) throw new Error(`no item ${code}`);
  return found;
};
const put = (changed: Item, basedOn: number, more: Record<string, unknown> = {}, as = 'admin1') =>
  house.post(`/api/items/${changed.code}`, { item: changed, basedOn, ...more }, { as });
const versions = async (code: string) =>
  (await house.get(`/api/items/${code}/versions`, { as: 'a19' })).json<ItemVersion[]>();
const takeIn = (format: 'json' | 'csv', text: string, more: Record<string, unknown> = {}) =>
  house.post('/api/items/import', { format, text, ...more }, { as: 'admin1' });
const inForce = async (code: string) => (await house.get(`/api/items/${code}`)).json<Item>();

describe('lists of items', () => {
  it('go out and come in again without any change, as JSON and as CSV', async () => {
    const csv = (await house.get('/api/items/export.csv')).body;
    const json = (await house.get('/api/items/export.json')).body;
    const nothing = { revision: 0, added: [], changed: [], same: 154, validFrom: '2026-11-23' };
    expect((await takeIn('csv', csv)).json()).toEqual(nothing);
    expect((await takeIn('json', json)).json()).toEqual(nothing);
    expect(csv.split('\r\n')[0]).toContain('事项编码,事项名称,部门,办件类型');
  });

  it('are seen before they are taken in, and refused when somebody changed an item meanwhile', async () => {
    const csv = (await house.get('/api/items/export.csv')).body.replace('矿产品加工资格证核发', '矿产品加工资格证');
    const seen = (await takeIn('csv', csv, { preview: true })).json<ItemImport>();
    expect(seen).toMatchObject({ changed: [{ code: 'DK03', elements: ['name'] }], same: 153 });
    expect(await versions('DK03')).toHaveLength(1);
    const done = await takeIn('csv', csv, { basedOn: seen.revision });
    expect(done.json()).toMatchObject({ revision: 1, changed: [{ code: 'DK03', elements: ['name'] }] });
    expect((await inForce('DK03')).name).toBe('赣州市矿产品加工资格证');
    await house.refused(409, 'settings-overtaken', () => takeIn('csv', csv, { basedOn: seen.revision }));
  });

  it('with mistakes are not taken in at all; each mistake is told by line and column', async () => {
    const head =
      '事项编码,事项名称,部门,办件类型,承诺件,法定天数,承诺天数,收费(元),进驻大厅,前置事项,材料名称,材料形式';
    const rows = [
      'DK03,"加工,\n资格",DK,上报件,是,二十,10,100,是,,,',
      'DK02,划定矿区,DK,联办件,是,20,30,0,否,ZZ99,申请,纸',
      ',无编码,DK,即办件,否,0,0,0,否,,,',
    ];
    const told = await house.refused(422, 'rows-not-valid', () => takeIn('csv', [head, ...rows].join('\n')));
    expect(told.errors?.map(({ path }) => path)).toEqual([
      'line 5, column 1 (事项编码)',
      'line 2, column 6 (法定天数)',
      'line 4, column 12 (材料形式)',
    ]);
    const sense = 'DK02,划定矿区,DK,联办件,是,20,30,0,否,ZZ99,申请,原件\n,,,,,,,,,,,\nDK02,,,,,,,,,,图,原件';
    const problem = await house.refused(422, 'rows-not-valid', () => takeIn('csv', `${head}\n${sense}`));
    expect(problem.errors).toEqual([
      { path: 'line 2, column 10 (前置事项)', message: 'there is no item ZZ99' },
      { path: 'line 2, column 7 (承诺天数)', message: '30 days promised are more than the 20 of the law' },
    ]);
    const columns = await house.refused(422, 'rows-not-valid', () => takeIn('csv', '事项编码,名字\nDK03,x'));
    expect(columns.errors?.map(({ path }) => path)).toContain('line 1, column 2');
    const json = await house.refused(422, 'rows-not-valid', () => takeIn('json', '[{"code":"DK03"}]'));
    expect(json.errors?.[0]?.path).toContain('items[0]');
    const unknown = '{\n "items": [\n  {"code": "DK03",\n   "name": 5}]}';
    const wrongName = await house.refused(422, 'rows-not-valid', () => takeIn('json', unknown));
    expect(wrongName.errors?.[1]).toEqual({ path: 'line 4, column 12 (items[0]/name)', message: 'must be string' });
    const broken = await house.refused(422, 'rows-not-valid', () => takeIn('json', '[\n{]'));
    expect(broken.errors?.map(({ path }) => path)).toEqual(['line 2, column 2']);
    await house.refused(403, 'not-allowed', (h) =>
      h.post('/api/items/import', { format: 'json', text: '[]' }, { as: 'a19' }),
    );
  });
});

describe('an item', () => {
  it('is changed as a new version with who and from when; a dossier keeps the version it began with', async () => {
    const { no } = await people.lodge('DK03', 19);
    const before = await item('DK03');
    const changed = { ...before, name: '矿产品加工资格证', promisedDays: 8, fee: 80 };
    const answer = await put(changed, 2);
    expect([answer.statusCode, answer.json()]).toEqual([200, { code: 'DK03', version: 3, validFrom: '2026-11-23' }]);
    const [newest, second, first] = await versions('DK03');
    expect(newest).toMatchObject({ version: 3, by: 'staff:admin1', inForce: true, takesBack: null });
    expect(newest?.changed).toEqual(['name', 'promisedDays', 'fee']);
    expect(first).toMatchObject({ version: 1, validFrom: null, by: null, inForce: false });
    const page = (await house.get(`/api/dossiers/${no}`, { as: 'a19' })).json<Dossier>();
    expect([page.itemVersion, page.item.name, page.life?.fee]).toEqual([second?.digest, before.name, 100]);
    const { no: later } = await people.lodge('DK03', 19);
    const next = (await house.get(`/api/dossiers/${later}`, { as: 'a19' })).json<Dossier>();
    expect([next.itemVersion, next.item.name, next.life?.fee]).toEqual([newest?.digest, '矿产品加工资格证', 80]);
  });

  it('is taken back by a version of its own, and only in its newest version', async () => {
    const before = (await versions('DK03'))[1]?.item;
    const back = (version: number) => house.post('/api/items/DK03/take-back', { version }, { as: 'admin1' });
    await house.refused(409, 'settings-overtaken', () => back(2));
    expect((await back(3)).json()).toMatchObject({ version: 4 });
    expect((await versions('DK03'))[0]).toMatchObject({ version: 4, takesBack: 3, item: before });
    await house.refused(409, 'settings-overtaken', async () => put(await item('DK03'), 3));
  });

  it('that is to count later leaves today as it is, and counts on its day, also after a restart', async () => {
    const from = '2026-11-25';
    await put({ ...(await item('DK04')), fee: 55 }, 1, { validFrom: from });
    const { fee } = await inForce('DK04');
    expect(fee).not.toBe(55);
    await house.restart();
    expect((await inForce('DK04')).fee).toBe(fee);
    house.moveTo('2026-11-25 09:00');
    await house.take('DK03');
    expect((await inForce('DK04')).fee).toBe(55);
    await house.refused(422, 'dates-not-in-order', async () => put(await item('DK04'), 2, { validFrom: '2026-11-24' }));
  });

  it('can be new, and tell where it is handled outside the hall', async () => {
    const elsewhere = {
      where: '县残联一楼',
      when: '工作日 8:30–17:00',
      how: '3 路公交到残联站',
      phone: '0797-1234567',
    };
    const { decidedBy: _decidedBy, ...known } = await item('DK02');
    const fresh = { ...known, code: 'DK09', name: '新事项', elsewhere };
    expect((await put(fresh, 0)).json()).toMatchObject({ code: 'DK09', version: 2 });
    expect(await inForce('DK09')).toMatchObject({ elsewhere, departmentName: expect.any(String) });
    const csv = (await house.get('/api/items/export.csv')).body;
    expect((await takeIn('csv', csv)).json()).toMatchObject({ added: [], changed: [], same: 155 });
    await house.post('/api/items/DK09/take-back', { version: 2 }, { as: 'admin1' });
    await house.refused(404, 'not-found', (h) => h.get('/api/items/DK09'));
  });

  it('is refused when it points nowhere, needs itself or promises more than the law, and by anybody but the administrator', async () => {
    const known = await item('DK02');
    const unsound = (change: Partial<Item>) =>
      house.refused(422, 'settings-unsound', () => put({ ...known, ...change }, 1));
    await unsound({ department: 'ZZ' });
    await unsound({ prerequisites: ['DK02'] });
    await unsound({ promisedDays: known.legalDays + 1 });
    await unsound({ inHall: true });
    await unsound({ materials: [{ name: '甲', form: 'copy', shared: true }] });
    await house.refused(400, 'invalid-request', () => put({ ...known, kind: '快办件' as never }, 1));
    await house.refused(422, 'unknown-item', (h) =>
      h.post('/api/items/DK01', { item: known, basedOn: 1 }, { as: 'admin1' }),
    );
    await house.refused(403, 'not-allowed', () => put(known, 1, {}, 'super1'));
    await house.refused(401, 'sign-in-first', (h) => h.get('/api/items/DK02/versions'));
  });

  it('is changed once by a command that comes twice', async () => {
    const changed = { ...(await item('DK02')), fee: 7 };
    const send = () => put(changed, 1, { commandId: 'change-dk02-once' });
    const first = await send();
    expect((await send()).body).toBe(first.body);
    expect(await versions('DK02')).toHaveLength(2);
  });
});

describe('the working days of the county', () => {
  const read = async () => (await house.get('/api/settings', { as: 'admin1' })).json<{ revision: number }>();
  const dates = (no: string) => {
    const find = house.house.journal.database.prepare('SELECT red_after FROM dossier_life WHERE no = ?').pluck();
    return find.get(no);
  };
  const moves = async (calendar: object) =>
    (await house.post('/api/settings/calendar/moves', { calendar }, { as: 'admin1' })).json();

  it('are reckoned anew at a start with another calendar than the one that was reckoned last', async () => {
    house.moveTo('2026-11-26 09:00');
    const { no } = await people.lodge('DK03', 19);
    expect(dates(no)).toBe('2026-12-03');
    const calendar = { years: [], days: [{ date: '2026-12-02', working: false, reason: '演练' }] };
    Object.assign(house.changes, { file: { ...sampleFile(), calendar } });
    await house.restart();
    await expect.poll(() => dates(no)).toBe('2026-12-04');
    Object.assign(house.changes, { file: sampleFile() });
    await house.restart();
    await expect.poll(() => dates(no)).toBe('2026-12-03');
  });

  it('are changed with a reason: open dossiers get other dates on their record, and the old ones when it is taken back', async () => {
    const { no } = await people.lodge('DK03', 19);
    expect(dates(no)).toBe('2026-12-03');
    const calendar = { years: [], days: [{ date: '2026-12-01', working: false, reason: '县城停水' }] };
    const seen = await moves(calendar);
    expect(seen.list).toContainEqual({ no, before: '2026-12-03', after: '2026-12-04' });
    expect([seen.moved <= seen.open, seen.unread, dates(no)]).toEqual([true, 0, '2026-12-03']);
    const { revision: basedOn } = await read();
    const saved = await house.post('/api/settings', { basedOn, changes: { calendar } }, { as: 'admin1' });
    await expect.poll(() => dates(no)).toBe('2026-12-04');
    expect(house.recordedSince(0).at(-1)).toBe('DossierReckoned');
    const { revision } = saved.json<{ revision: number }>();
    await house.post(`/api/settings/revisions/${revision}/take-back`, {}, { as: 'admin1' });
    await expect.poll(() => dates(no)).toBe('2026-12-03');
  });

  it('that are none are refused, and only the administrator sees what would move', async () => {
    const { revision: basedOn } = await read();
    const put = (calendar: object) => house.post('/api/settings', { basedOn, changes: { calendar } }, { as: 'admin1' });
    const day = { date: '2026-02-30', working: false, reason: '无此日' };
    await house.refused(422, 'settings-unsound', () => put({ years: [], days: [day] }));
    await house.refused(422, 'settings-unsound', () =>
      put({ years: [{ year: 2027, off: ['2028-01-01'], work: [] }], days: [] }),
    );
    await house.refused(400, 'invalid-request', () => put({ years: [], days: [{ ...day, reason: '' }] }));
    await house.refused(403, 'not-allowed', (h) => h.get('/api/settings/calendar/2027', { as: 'super1' }));
    const state = (await house.get('/api/settings/calendar/2027', { as: 'admin1' })).json();
    expect(state).toMatchObject({ year: 2027, provisional: true, notice: null });
  });
});

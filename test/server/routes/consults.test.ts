import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestHouse } from '../../fixtures/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.open();
});
afterAll(() => house.close());
const question = '张三想把店转给儿子，要带什么';
const open = async (as = 'desk1') => (await house.post('/api/consults', { question, item: 'GS03' }, { as })).json();
const verb = (id: string, name: string, as: string, body = {}) =>
  house.post(`/api/consults/${id}/${name}`, body, { as });

it('stays with whoever was asked first until somebody takes it over', async () => {
  const { id, owner } = await open();
  expect(owner).toBe('desk1');
  await house.refused(403, 'not-your-consult', () => verb(id, 'close', 'super1', { outcome: 'answered' }));
  expect((await verb(id, 'hand-on', 'desk1', { to: 'a03' })).json()).toMatchObject({
    owner: 'desk1',
    state: 'offered',
  });
  await house.refused(403, 'not-your-consult', () => verb(id, 'accept', 'a04'));
  await house.refused(403, 'not-your-consult', () => verb(id, 'decline', 'super1'));
  expect((await verb(id, 'decline', 'a03')).json()).toMatchObject({ owner: 'desk1', state: 'open', offeredTo: null });
  await verb(id, 'hand-on', 'desk1', { to: 'a03' });
  expect((await verb(id, 'accept', 'a03')).json()).toMatchObject({ owner: 'a03', state: 'open' });
  await house.refused(403, 'not-your-consult', () => verb(id, 'close', 'desk1', { outcome: 'answered' }));
  const closed = (await verb(id, 'close', 'a03', { outcome: 'answered', answer: '已当面说明' })).json();
  expect(closed).toMatchObject({ state: 'closed', outcome: 'answered', allowed: [] });
  expect(closed.steps.map(({ what }: { what: string }) => what)).toEqual([
    'ConsultOpened',
    'ConsultOffered',
    'ConsultDeclined',
    'ConsultOffered',
    'ConsultAccepted',
    'ConsultClosed',
  ]);
  await house.refused(409, 'wrong-consult-state', () => verb(id, 'close', 'a03', { outcome: 'answered' }));
});

it('what was asked stands in no journal, no log and no kept answer', async () => {
  const { id } = await open();
  await verb(id, 'close', 'desk1', { outcome: 'written', answer: '给张三回信' });
  const { database } = house.house.journal;
  const all = (sql: string) => JSON.stringify(database.prepare(sql).all());
  expect(all('SELECT event FROM journal')).not.toContain('张三');
  expect(all('SELECT answers FROM command_group')).not.toContain('张三');
  expect(house.lines.join()).not.toContain('张三');
  expect(all('SELECT data FROM person')).toContain('给张三回信');
});

it('a clerk sees the own ones, the desk all of them', async () => {
  await open('a07');
  await open('desk1');
  const seen = async (as: string) =>
    (await house.get('/api/consults', { as })).json().map((each: { owner: string }) => each.owner);
  expect(new Set(await seen('a07'))).toEqual(new Set(['a07']));
  expect(new Set(await seen('desk1'))).toEqual(new Set(['a07', 'desk1']));
});

it('refuses visitors, unknown people and items, empty words, and giving it to oneself', async () => {
  const { id } = await open();
  await house.refused(401, 'sign-in-first', () => house.post('/api/consults', { question }));
  await house.refused(401, 'sign-in-first', () => house.get('/api/consults'));
  await house.refused(422, 'unknown-staff', () => verb(id, 'hand-on', 'desk1', { to: 'nobody' }));
  await house.refused(422, 'handed-to-yourself', () => verb(id, 'hand-on', 'desk1', { to: 'desk1' }));
  await house.refused(422, 'unknown-item', () =>
    house.post('/api/consults', { question, item: 'QQ99' }, { as: 'desk1' }),
  );
  await house.refused(400, 'invalid-request', () => house.post('/api/consults', { question: '  ' }, { as: 'desk1' }));
  await house.refused(404, 'unknown-consult', () => verb('nobody-asked-this', 'accept', 'desk1'));
});

it('an open one outlives restart and midnight, with its owner', async () => {
  const { id } = await open('a05');
  await house.restart();
  house.at += 24 * 3_600_000;
  await house.house.hall.act({ type: 'turn-day' }, { kind: 'clock' });
  const list = house.house.hall.desk.consults.list(true, 'a05');
  expect(list).toMatchObject([{ id, owner: 'a05', question, state: 'open' }]);
});

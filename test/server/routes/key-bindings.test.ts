import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestHouse } from '../../fixtures/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.open();
}, 60_000);
afterAll(() => house.close());

const bind = (own: Record<string, string[]>, as = 'a01') => house.post('/api/key-bindings', { own }, { as });
const ownOf = async (as: string) => (await house.get('/api/key-bindings', { as })).json().own;

it('keys stand with their person, survive a restart and go back to the usual ones', async () => {
  expect(await ownOf('a01')).toEqual({});
  expect((await bind({ recall: ['R', 'F2'], help: [] })).statusCode).toBe(200);
  await house.restart();
  expect(await ownOf('a01')).toEqual({ recall: ['R', 'F2'], help: [] });
  expect(await ownOf('a02')).toEqual({});
  await bind({});
  expect(await ownOf('a01')).toEqual({});
}, 60_000);

it('a key with two meanings, a counter without a call and a key that picks are refused', async () => {
  const shared = await bind({ recall: ['F4'] });
  expect([shared.statusCode, shared.json().code]).toEqual([422, 'key-bound-twice']);
  expect(shared.json().detail).toContain('F4');
  expect((await bind({ 'call-next': [] })).json().code).toBe('key-needed');
  for (const own of [{ recall: ['5'] }, { recall: ['Escape'] }, { nothing: ['R'] }, { recall: ['Q', 'R', 'S'] }])
    expect((await bind(own as unknown as Record<string, string[]>)).statusCode).toBe(400);
  expect(await ownOf('a01')).toEqual({});
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../server/contract/actor.ts';
import { rebuildProjections } from '../../../server/journal/projections/index.ts';
import { deviceJobs } from '../../../server/reactions/device-jobs.ts';
import { TestHouse } from '../../fixtures/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.open();
});
afterAll(() => house.close());

const device: Actor = { kind: 'device', device: 'printer-kiosk' };
async function doubtful() {
  const ticket = await house.take('GS01', { terminal: 'kiosk-1' });
  const id = ticket.slip ?? 0;
  await house.house.hall.act({ type: 'begin-slip', slip: id, device: 'printer-kiosk' }, device);
  const outcome = { kind: 'slip', id, outcome: 'uncertain', detail: 'no-answer' } as const;
  await house.house.hall.act({ type: 'report-job', outcome, device: 'printer-kiosk' }, device);
  return { ...ticket, id, url: `/api/slips/${id}/settle` };
}
const slipsOf = async ({ statusUrl }: { statusUrl: string }) =>
  (await house.get(`/api/tickets/${statusUrl.split('/').at(-1)}`)).json().slips;

describe('settling a slip', () => {
  it.each(['desk1', 'super1', 'a03'])('is for %s, once for one command', async (staff) => {
    const slip = await doubtful();
    const body = { commandId: house.id(), came: true };
    const first = await house.post(slip.url, body, { as: staff });
    expect([first.statusCode, first.json()]).toEqual([200, { slip: slip.id, status: 'printed' }]);
    const { seq } = house;
    expect((await house.post(slip.url, body, { as: staff })).body).toBe(first.body);
    expect(house.seq).toBe(seq);
    expect(await slipsOf(slip)).toMatchObject([{ id: slip.id, status: 'printed', detail: null }]);
  });

  it('with no for an answer leaves it failed in the ledger, also in one made anew from the record', async () => {
    const slip = await doubtful();
    await house.post(slip.url, { came: false }, { as: 'desk1' });
    expect(await slipsOf(slip)).toMatchObject([{ status: 'failed', detail: 'settled' }]);
    rebuildProjections(house.house.journal.database, deviceJobs);
    expect(await slipsOf(slip)).toMatchObject([{ status: 'failed', detail: 'settled' }]);
  });

  it('is refused to visitors and others, for slips nobody ordered, and without an answer', async () => {
    const slip = await doubtful();
    await house.refused(401, 'sign-in-first', () => house.post(slip.url, { came: true }));
    await house.refused(403, 'not-allowed', () => house.post(slip.url, { came: true }, { as: 'archive1' }));
    await house.refused(400, 'invalid-request', () => house.post(slip.url, {}, { as: 'desk1' }));
    const nobody = '/api/slips/999999/settle';
    await house.refused(409, 'slip-not-printing', () => house.post(nobody, { came: true }, { as: 'desk1' }));
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeviceSignal, ReadCard } from '../../../server/contract/device.ts';
import { quietFleet } from '../../../server/quiet-fleet.ts';
import { TestHouse } from '../../fixtures/house.ts';
import { there } from '../../fixtures/there.ts';

const lai: ReadCard = {
  type: 'resident',
  name: '赖秀英',
  otherName: null,
  sex: 'female',
  nation: '01',
  bornOn: '1949-12-31',
  address: '示范县前街1号',
  number: '11010519491231002X',
  numberFits: true,
  issuer: '示范县公安局',
  validFrom: '2010-01-01',
  validUntil: null,
};
let house: TestHouse;
let tell: (signal: DeviceSignal) => void = () => {};
beforeAll(async () => {
  const onSignal = (listener: (signal: DeviceSignal) => void) => {
    tell = listener;
    return () => {};
  };
  house = await TestHouse.open({ fleet: async () => ({ ...quietFleet(), onSignal }) });
});
afterAll(() => house.close());

/** Lays the card down and gives the token that only this kiosk learns, read from its live stream's first message. */
async function lay(place: string, card = lai): Promise<string> {
  const address = await listening();
  const stream = await fetch(`${address}/api/live/kiosk/${place}`);
  const reader = stream.body?.getReader();
  tell({ kind: 'card', device: 'reader-1', place, card });
  let text = '';
  while (!/"token":"([A-Za-z0-9_-]{16})"/.test(text)) {
    const part = await reader?.read();
    if (part === undefined || part.done) throw new Error('the stream ended');
    text += Buffer.from(part.value).toString();
  }
  await reader?.cancel();
  expect(text).not.toContain(card.number);
  return /"token":"([A-Za-z0-9_-]{16})"/.exec(text)?.[1] ?? '';
}
let address: string | undefined;
async function listening(): Promise<string> {
  address ??= await house.house.app.listen({ port: 0, host: '127.0.0.1' });
  return address;
}
const take = (terminal: string, card: string, service = 'GS01') =>
  house.post('/api/tickets', { service, terminal, card });

describe('a number taken with an id card', () => {
  it('is one for each person and service, also when both hands tap at two kiosks at once', async () => {
    const [first, second] = [await lay('kiosk-1'), await lay('kiosk-2')];
    const answers = await Promise.all([take('kiosk-1', first), take('kiosk-2', second)]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 409]);
    const { number } = there(answers[0]).json();
    expect(answers[1]?.json()).toMatchObject({ code: 'already-waiting', facts: { number, service: 'GS01' } });
    await house.refused(409, 'already-waiting', () => take('kiosk-2', second));
    expect((await take('kiosk-2', second, 'GS02')).statusCode).toBe(201);
    const other = await lay('kiosk-1', { ...lai, number: '360702198001011234' });
    expect((await take('kiosk-1', other)).statusCode).toBe(201);
  });

  it('can be found by the card and printed once more, marked, but by nobody else’s card', async () => {
    const token = await lay('kiosk-1');
    const url = `/api/kiosks/kiosk-1/cards/${token}`;
    const found = (await house.get(url)).json();
    expect(found).toHaveLength(2);
    expect(found[1]).toMatchObject({ status: 'waiting', ahead: 0 });
    const { number } = found[1];
    const slip = [...house.house.hall.state.tickets.values()].find((each) => each.number === number)?.slips[0];
    const device = { kind: 'device', device: 'printer-kiosk' } as const;
    const { hall } = house.house;
    await hall.act({ type: 'begin-slip', slip: slip?.id ?? 0, device: device.device }, device);
    const outcome = { kind: 'slip', id: slip?.id ?? 0, outcome: 'printed' } as const;
    await hall.act({ type: 'report-job', outcome, device: device.device }, device);
    const body = { commandId: house.id(), number };
    expect((await house.post(`${url}/reprint`, body)).statusCode).toBe(200);
    const { seq } = house;
    expect((await house.post(`${url}/reprint`, body)).statusCode).toBe(200);
    expect(house.seq).toBe(seq);
    await house.refused(409, 'slip-still-printing', () => house.post(`${url}/reprint`, { number }));
    const stranger = await lay('kiosk-2', { ...lai, number: '360702199912121234' });
    expect((await house.get(`/api/kiosks/kiosk-2/cards/${stranger}`)).json()).toEqual([]);
    await house.refused(404, 'unknown-ticket', () =>
      house.post(`/api/kiosks/kiosk-2/cards/${stranger}/reprint`, { number }),
    );
    await house.refused(404, 'card-gone', () => house.get(`/api/kiosks/kiosk-2/cards/${token}`));
  });

  it('fills a form at its own kiosk alone, for a minute, until the visitor leaves', async () => {
    const token = await lay('kiosk-1');
    const url = `/api/kiosks/kiosk-1/cards/${token}/fields`;
    const { name, number, sex, bornOn, address: home } = lai;
    const read = await house.get(url);
    expect(read.json()).toEqual({ name, number, sex, nation: '汉族', bornOn, address: home });
    expect([read.headers['cache-control'], (await house.get(url)).json()]).toEqual(['no-store', read.json()]);
    await house.refused(404, 'card-gone', () => house.get(url.replace('kiosk-1', 'kiosk-2')));
    for (const remoteAddress of ['10.0.0.9', '192.168.1.77'])
      await house.refused(403, 'not-this-station', () => house.get(url, { remoteAddress }));
    house.at += 60_000;
    await house.refused(404, 'card-gone', () => house.get(url));
    const next = await lay('kiosk-1');
    await house.inject({ method: 'DELETE', url: `/api/kiosks/kiosk-1/cards/${next}` });
    await house.refused(404, 'card-gone', () => house.get(`/api/kiosks/kiosk-1/cards/${next}/fields`));
  });

  it('is forgotten when the visitor leaves, and after ten minutes in any case', async () => {
    const token = await lay('kiosk-1');
    const url = `/api/kiosks/kiosk-1/cards/${token}`;
    expect((await house.inject({ method: 'DELETE', url })).statusCode).toBe(204);
    await house.refused(404, 'card-gone', () => house.get(url));
    await house.refused(404, 'card-gone', () => take('kiosk-1', token, 'GS03'));
    const later = await lay('kiosk-1');
    house.at += 600_000;
    await house.refused(404, 'card-gone', () => house.get(`/api/kiosks/kiosk-1/cards/${later}`));
  });

  it('leaves neither name nor id number in journal or log, and is still one after a restart', async () => {
    const rows = house.house.journal.database.prepare('SELECT event FROM journal').pluck().all();
    for (const personal of [lai.name, lai.number, lai.address ?? ''])
      expect(JSON.stringify([rows, house.lines])).not.toContain(personal);
    address = undefined;
    await house.restart();
    const token = await lay('kiosk-1');
    await house.refused(409, 'already-waiting', () => take('kiosk-1', token));
  });
});

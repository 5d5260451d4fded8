import { describe, expect, it, vi } from 'vitest';
import type { DeviceSignal, ReadCard } from '../../server/contract/device.ts';
import { maskedName, maskedNumber, signalDesk } from '../../server/signal-desk.ts';
import { RecordedHall } from '../fixtures/recorded-hall.ts';

const card: ReadCard = {
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

function desk() {
  const house = new RecordedHall();
  let tell: (signal: DeviceSignal) => void = () => {};
  const lines: string[] = [];
  const log = {
    info: (fields: Record<string, unknown>, message: string) => lines.push(JSON.stringify([fields, message])),
    error: (fields: Record<string, unknown>, message: string) => lines.push(JSON.stringify([fields, message])),
  };
  const source = {
    onSignal: (listener: (signal: DeviceSignal) => void) => {
      tell = listener;
      return () => {};
    },
  };
  const signals = signalDesk(house.hall, source, log);
  return { house, signals, tell: (signal: DeviceSignal) => tell(signal), lines };
}

const laidDown = (place: string): DeviceSignal => ({ kind: 'card', device: 'reader-1', place, card });

describe('a card on the reader', () => {
  it('is announced masked, and given whole once to the place it lies at', () => {
    const { signals, tell } = desk();
    const notices: unknown[] = [];
    let token = '';
    signals.onCard((notice) => {
      token = notice.token;
      notices.push({ ...notice, token: '' });
    });
    tell(laidDown('counter-3'));
    expect(notices).toEqual([{ place: 'counter-3', token: '', name: '赖*英', number: '110105********002X' }]);
    expect(signals.takeCard('counter-4', token)).toBeNull();
    expect(signals.takeCard('counter-3', token)).toEqual(card);
    expect(signals.takeCard('counter-3', token)).toBeNull();
  });

  it('is forgotten after a minute, and when the next card is laid down', () => {
    const { house, signals, tell } = desk();
    const tokens: string[] = [];
    signals.onCard((notice) => tokens.push(notice.token));
    tell(laidDown('counter-3'));
    house.at += 61_000;
    expect(signals.takeCard('counter-3', tokens[0] ?? '')).toBeNull();
    tell(laidDown('counter-3'));
    tell(laidDown('counter-3'));
    expect(signals.takeCard('counter-3', tokens[1] ?? '')).toBeNull();
    expect(signals.takeCard('counter-3', tokens[2] ?? '')).toEqual(card);
  });

  it('leaves nothing in the log', () => {
    const { tell, lines } = desk();
    tell(laidDown('kiosk-1'));
    expect(lines.join()).not.toMatch(/赖|110105/);
  });

  it('hides short names and short numbers too', () => {
    expect(maskedName('王')).toBe('王*');
    expect(maskedName('王五')).toBe('王*');
    expect(maskedName('欧阳娜娜')).toBe('欧*娜');
    expect(maskedNumber('12345')).toBe('****');
  });
});

describe('a card that cannot be read', () => {
  it('is told to whoever looks after that place, with the reason and nothing else', () => {
    const { signals, tell, lines } = desk();
    const told: unknown[] = [];
    const stop = signals.onCardTrouble((trouble) => told.push(trouble));
    tell({ kind: 'card-failed', device: 'reader-1', place: 'kiosk-1', reason: 'read-failed' });
    stop();
    tell({ kind: 'card-failed', device: 'reader-1', place: 'kiosk-1', reason: 'no-answer' });
    expect([told, lines]).toEqual([[{ place: 'kiosk-1', reason: 'read-failed' }], []]);
  });
});

describe('a call pad', () => {
  it('calls the next visitor in the name of whoever has the counter open', async () => {
    const { house, tell } = desk();
    const { number } = await house.take('GS01');
    await house.open(1);
    tell({ kind: 'key', device: 'pad-1', counter: 1, key: 'call-next' });
    await new Promise((done) => setTimeout(done, 20));
    const ticketId = house.hall.state.counters.get(1)?.ticketId ?? '';
    expect(house.hall.state.tickets.get(ticketId)?.number).toBe(number);
  });

  it('does not take the turn of the visitor who is on the way, however often the key is pressed', async () => {
    const { house, tell, lines } = desk();
    const { number } = await house.take('GS01');
    await house.take('GS01');
    await house.open(1);
    const press = () => tell({ kind: 'key', device: 'pad-1', counter: 1, key: 'call-next' });
    const called = () => house.hall.state.tickets.get(house.hall.state.counters.get(1)?.ticketId ?? '')?.number;
    press();
    await vi.waitFor(() => expect(called()).toBe(number));
    const before = house.hall.lastSeq;
    for (let presses = 0; presses < 7; presses += 1) press();
    expect(house.hall.lastSeq).toBe(before);
    expect(lines.filter((line) => line.includes('called-just-now'))).toHaveLength(7);
    house.at += 5_000;
    press();
    await vi.waitFor(() => expect(called()).not.toBe(number));
  });

  it('does nothing at a closed counter, and its refusals are logged by their code', async () => {
    const { house, tell, lines } = desk();
    tell({ kind: 'key', device: 'pad-1', counter: 1, key: 'call-next' });
    await house.open(1);
    const before = house.hall.lastSeq;
    tell({ kind: 'key', device: 'pad-1', counter: 1, key: 'recall' });
    await new Promise((done) => setTimeout(done, 20));
    expect(house.hall.lastSeq).toBe(before);
    expect(lines.join()).toContain('wrong-counter-state');
  });
});

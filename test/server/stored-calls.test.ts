import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { CounterAnswer } from '../../server/contract/counter.ts';
import { Refused } from '../../server/contract/refusal.ts';
import { startStoredCalls } from '../../server/stored-calls.ts';
import { staff } from '../fixtures/hall-script.ts';
import { smallModel } from '../fixtures/halls.ts';
import { RecordedHall } from '../fixtures/recorded-hall.ts';

const quietLog = { info: () => undefined, error: () => undefined };
const typesOf = (house: RecordedHall, since: number) =>
  house.journal.database.prepare('SELECT type FROM journal WHERE seq > ? ORDER BY seq').pluck().all(since) as string[];
const calledAt = (house: RecordedHall, counter: number) => {
  const id = house.hall.state.counters.get(counter)?.ticketId ?? null;
  return id === null ? null : (house.hall.state.tickets.get(id)?.number ?? null);
};
const due = (house: RecordedHall, counter: number) =>
  house.act({ type: 'call-stored', counter }, staff(`a0${counter}`));

describe('a call on an empty queue', () => {
  it('stores the next one, and the next arrival is called after 3 s with the reason beside it', async () => {
    const house = new RecordedHall();
    await house.open(1);
    const answer = JSON.parse((await house.callNext(1)).text) as CounterAnswer;
    expect(answer).toMatchObject({ ticket: null, counter: { stage: 'free' } });
    expect(answer.counter.allowed).toContain('cancel-next');
    house.at += 60_000;
    const { number } = await house.take('GS01');
    expect(house.hall.state.stored.get(1)?.promise?.callsAt).toBe(house.at + 3000);
    house.at += 2999;
    await due(house, 1);
    expect(calledAt(house, 1)).toBeNull();
    house.at += 1;
    const before = house.hall.lastSeq;
    await due(house, 1);
    expect(calledAt(house, 1)).toBe(number);
    const event = house.journal.database.prepare('SELECT event FROM journal WHERE seq > ?').pluck().get(before);
    expect(JSON.parse(String(event))).toMatchObject({ chosen: 'next', reason: '预叫', clerk: 'a01' });
    expect(house.hall.state.stored.size).toBe(0);
  });

  it('pressed again and again it is stored once', async () => {
    const house = new RecordedHall();
    await house.open(1);
    for (let press = 0; press < 5; press += 1) await house.callNext(1);
    expect(typesOf(house, 0).filter((type) => type === 'NextStored')).toHaveLength(1);
  });

  it('a key within the 3 s cancels, and the visitor waits on', async () => {
    const house = new RecordedHall();
    await house.open(1);
    await house.callNext(1);
    await house.take('GS01');
    await house.act({ type: 'cancel-next', counter: 1 }, staff('a01'));
    house.at += 10_000;
    await due(house, 1);
    expect(calledAt(house, 1)).toBeNull();
    expect(house.hall.state.queues.get('GS01')?.size).toBe(1);
  });

  it('Enter within the 3 s calls at once, and nobody is called a second time', async () => {
    const house = new RecordedHall();
    await house.open(1);
    await house.callNext(1);
    const { number } = await house.take('GS01');
    await house.callNext(1);
    expect(calledAt(house, 1)).toBe(number);
    await house.take('GS01');
    house.at += 5000;
    await due(house, 1);
    expect(calledAt(house, 1)).toBe(number);
  });

  it.each(['pause', 'close'] as const)('%s forgets it', async (verb) => {
    const house = new RecordedHall();
    await house.open(1);
    await house.callNext(1);
    const command = verb === 'pause' ? { type: verb, counter: 1, reason: 'meal' } : { type: verb, counter: 1 };
    await house.act(command, staff('a01'));
    expect(house.hall.state.stored.size).toBe(0);
  });

  it('survives a restart, promise and all', async () => {
    const house = new RecordedHall();
    await house.open(1);
    await house.callNext(1);
    const { number } = await house.take('GS01');
    await house.reopen();
    house.at += 3000;
    await due(house, 1);
    expect(calledAt(house, 1)).toBe(number);
  });

  it('is promised to nobody whose terminal fell silent', async () => {
    const house = new RecordedHall();
    await house.open(1);
    await house.callNext(1);
    house.at += 120_000;
    await house.act({ type: 'watch-posts', heard: { a01: house.at - 110_000 } }, { kind: 'clock' });
    await house.take('GS02');
    expect(house.hall.state.stored.get(1)?.promise).toBeNull();
  });
});

describe('several counters that have stored a call', () => {
  it('an arriving ticket goes to an idle A before an idle B, though B has been idle longer', async () => {
    const house = new RecordedHall();
    await house.act({ type: 'open', counter: 5 }, staff('b10'));
    await house.act({ type: 'store-next', counter: 5, keep: false }, staff('b10'));
    house.at += 60_000;
    await house.open(1);
    await house.callNext(1);
    await house.take('GS01');
    expect(house.hall.state.stored.get(1)?.promise).not.toBeNull();
    expect(house.hall.state.stored.get(5)?.promise).toBeNull();
    await house.take('GS01');
    expect(house.hall.state.stored.get(5)?.promise).not.toBeNull();
  });

  it('of two A holders the longest idle gets it, whoever stored the call first', async () => {
    const house = new RecordedHall();
    await house.open(1);
    house.at += 60_000;
    await house.open(2);
    await house.callNext(2);
    await house.callNext(1);
    await house.take('GS01');
    expect(house.hall.state.stored.get(1)?.promise).not.toBeNull();
    expect(house.hall.state.stored.get(2)?.promise).toBeNull();
  });

  it('a promise that another counter overtakes is taken back, and the next arrival is promised again', async () => {
    const house = new RecordedHall();
    await house.open(1);
    await house.callNext(1);
    await house.open(2);
    await house.take('GS01');
    expect(house.hall.state.stored.get(1)?.promise).not.toBeNull();
    await house.callNext(2);
    expect(house.hall.state.stored.get(1)).toMatchObject({ promise: null });
    const { number } = await house.take('GS01');
    house.at += 3000;
    await due(house, 1);
    expect(calledAt(house, 1)).toBe(number);
  });

  it('kept, it goes on with every further visitor until it is cancelled', async () => {
    const house = new RecordedHall();
    await house.open(1);
    await house.act({ type: 'store-next', counter: 1, keep: true }, staff('a01'));
    const numbers: (string | null)[] = [];
    for (let visitor = 0; visitor < 3; visitor += 1) {
      await house.take('GS01');
      house.at += 3000;
      await due(house, 1);
      numbers.push(calledAt(house, 1));
      await house.act({ type: 'finish', counter: 1, result: null, note: null }, staff('a01'));
    }
    expect(numbers).toEqual(['1001', '1002', '1003']);
    await house.act({ type: 'cancel-next', counter: 1 }, staff('a01'));
    await house.take('GS01');
    expect(house.hall.state.stored.size).toBe(0);
  });

  it('an undone call is not made again by itself', async () => {
    const house = new RecordedHall();
    await house.open(1);
    await house.act({ type: 'store-next', counter: 1, keep: true }, staff('a01'));
    await house.take('GS01');
    house.at += 3000;
    await due(house, 1);
    await house.act({ type: 'undo', counter: 1 }, staff('a01'));
    expect(house.hall.state.stored.size).toBe(0);
    expect(calledAt(house, 1)).toBeNull();
  });
});

describe('the clock of stored calls', () => {
  it('calls when the time has come, and again after a restart in the middle of it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const house = new RecordedHall();
    const stop = startStoredCalls(house.hall, quietLog);
    await house.open(1);
    await house.callNext(1);
    const { number } = await house.take('GS01');
    house.at += 1500;
    await vi.advanceTimersByTimeAsync(1500);
    stop();
    await house.reopen();
    const stopAgain = startStoredCalls(house.hall, quietLog);
    house.at += 1500;
    await vi.advanceTimersByTimeAsync(1500);
    await new Promise((resolve) => setImmediate(resolve));
    expect(calledAt(house, 1)).toBe(number);
    stopAgain();
  });
});

describe('two clerks race for one ticket', () => {
  it('a thousand times: exactly one gets it, the one whose key came first', async () => {
    const model = smallModel();
    const house = new RecordedHall({ ...model, rules: { ...model.rules, numberDigits: 4 } });
    await house.open(1);
    await house.open(2);
    const wins = new Map([
      [1, 0],
      [2, 0],
    ]);
    const answered = async (acted: Promise<{ text: string }>) => JSON.parse((await acted).text) as CounterAnswer;
    const settle = (type: 'finish' | 'cancel-next', counter: number) => {
      const command = type === 'finish' ? { type, counter, result: null, note: null } : { type, counter };
      return house.act(command, staff(`a0${counter}`)).catch((error: unknown) => expect(error).toBeInstanceOf(Refused));
    };
    const race = async (round: number) => {
      const taken = house.take('GS01');
      const calls = (round % 2 === 0 ? [1, 2] : [2, 1]).map((counter) => answered(house.callNext(counter)));
      const rest = [1, 2].flatMap((counter) => [settle('finish', counter), settle('cancel-next', counter)]);
      const { number } = await taken;
      const holders = (await Promise.all(calls)).filter(({ ticket }) => ticket?.number === number);
      await Promise.all(rest);
      expect(holders).toHaveLength(1);
      for (const { counter } of holders) wins.set(counter.no, (wins.get(counter.no) ?? 0) + 1);
    };
    for (let round = 0; round < 999; round += 37)
      await Promise.all(Array.from({ length: 37 }, (_, index) => race(round + index)));
    await race(999);
    expect([...wins.values()]).toEqual([500, 500]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type QueueOutcome, type Reading, SpeechQueue } from '../../../devices/voice/queue.ts';
import type { SpeechJob } from '../../../server/contract/device.ts';

const job = (id: number, at = 0, number = String(1000 + id)): SpeechJob => ({
  kind: 'speech',
  id,
  device: 'speaker',
  number,
  counter: 3,
  zone: 1,
  calledAt: at,
  expiresAt: at + 30_000,
});
const rules = { repeat: 2, repeatGapSeconds: 8 };

interface Course {
  seconds?: number;
  untilMs?: number;
  withdrawals?: Map<number, number>;
  repeat?: number;
  repeatGapSeconds?: number;
}

/** Plays the queue against calls at given times; each reading of n calls lasts n times the given seconds. */
function play(calls: SpeechJob[], course: Course = {}) {
  const { seconds = 6, untilMs = 300_000, withdrawals = new Map<number, number>(), ...own } = course;
  const queue = new SpeechQueue({ ...rules, ...own });
  const heard: { at: number; ids: number[]; no: number }[] = [];
  const outcomes: (QueueOutcome & { at: number })[] = [];
  let reading: Reading | null = null;
  let endsAt = 0;
  for (let now = 0; now <= untilMs; now += 100) {
    for (const call of calls) if (call.calledAt === now) queue.offer(call);
    for (const [id, at] of withdrawals) {
      if (at === now && queue.withdraw(id)) {
        queue.ended('withdrawn', now);
        reading = null;
      }
    }
    if (reading && now >= endsAt) {
      queue.ended('completed', now);
      reading = null;
    }
    const step = queue.next(now);
    if ('reading' in step) {
      reading = step.reading;
      endsAt = now + reading.calls.length * seconds * 1000;
      heard.push({ at: now, ids: reading.calls.map(({ id }) => id), no: reading.no });
    }
    outcomes.push(...queue.takeOutcomes().map((outcome) => ({ ...outcome, at: now })));
  }
  return { heard, outcomes };
}

describe('one call', () => {
  test('is read at once and again 8 s after its first reading ended', () => {
    const { heard, outcomes } = play([job(1)]);
    expect(heard).toEqual([
      { at: 0, ids: [1], no: 1 },
      { at: 14_000, ids: [1], no: 2 },
    ]);
    expect(outcomes).toEqual([{ id: 1, outcome: 'spoken', at: 6000 }]);
  });

  test('is read once where the hall wants it once, and three times where three', () => {
    expect(play([job(1)], { repeat: 1 }).heard).toHaveLength(1);
    expect(play([job(1)], { repeat: 3, repeatGapSeconds: 2 }).heard.map(({ at }) => at)).toEqual([0, 8000, 16_000]);
  });

  test('that is offered twice is read as one', () => {
    const queue = new SpeechQueue(rules);
    queue.offer(job(1));
    queue.offer(job(1));
    queue.next(0);
    queue.offer(job(1));
    expect(queue.waiting).toBe(0);
  });
});

describe('several calls', () => {
  test('are read in the order of their sequence numbers, whatever order they came in', () => {
    const queue = new SpeechQueue(rules);
    for (const id of [3, 1, 2]) queue.offer(job(id));
    expect(queue.next(0)).toMatchObject({ reading: { calls: [{ id: 1 }] } });
  });

  test('a first reading goes before a repeat', () => {
    const { heard } = play([job(1), job(2, 5000)]);
    expect(heard.map(({ ids, no }) => [...ids, no])).toEqual([
      [1, 1],
      [2, 1],
      [1, 2],
      [2, 2],
    ]);
  });

  test('a recall sounds again and ends what was left of the earlier call', () => {
    const { heard, outcomes } = play([job(1, 0, '1047'), job(9, 10_000, '1047')]);
    expect(heard.map(({ at, ids, no }) => [at, ...ids, no])).toEqual([
      [0, 1, 1],
      [10_000, 9, 1],
      [24_000, 9, 2],
    ]);
    expect(outcomes.map(({ id, outcome }) => [id, outcome])).toEqual([
      [1, 'spoken'],
      [9, 'spoken'],
    ]);
  });

  test('a call that was not read before its recall gives way to it', () => {
    const { outcomes } = play([job(1), job(2, 100, '1047'), job(3, 200, '1047')]);
    expect(outcomes.find(({ id }) => id === 2)).toMatchObject({ outcome: 'dropped', detail: 'recalled' });
    expect(outcomes.find(({ id }) => id === 3)).toMatchObject({ outcome: 'spoken' });
  });
});

describe('a withdrawn call', () => {
  test('that waits is dropped unread', () => {
    const { heard, outcomes } = play([job(1), job(2, 100)], { withdrawals: new Map([[2, 3000]]) });
    expect(heard.some(({ ids }) => ids.includes(2))).toBe(false);
    expect(outcomes).toContainEqual({ id: 2, outcome: 'dropped', detail: 'withdrawn', at: 3000 });
  });

  test('that is being read falls silent and the next one follows', () => {
    const { heard, outcomes } = play([job(1), job(2, 100)], { withdrawals: new Map([[1, 3000]]) });
    expect(heard[1]).toEqual({ at: 3000, ids: [2], no: 1 });
    expect(outcomes[0]).toMatchObject({ id: 1, outcome: 'dropped', detail: 'withdrawn' });
  });

  test('that was spoken is not repeated and stays spoken', () => {
    const { heard, outcomes } = play([job(1)], { withdrawals: new Map([[1, 8000]]) });
    expect(heard).toHaveLength(1);
    expect(outcomes).toEqual([{ id: 1, outcome: 'spoken', at: 6000 }]);
  });
});

describe('trouble', () => {
  test('a call older than 30 s is dropped unread', () => {
    const queue = new SpeechQueue(rules);
    queue.offer(job(1, 0));
    expect(queue.next(30_001)).toEqual({ waitMs: null });
    expect(queue.takeOutcomes()).toEqual([{ id: 1, outcome: 'dropped', detail: 'expired' }]);
  });

  test('a reading that never sounded is dropped with its reason and not repeated', () => {
    const queue = new SpeechQueue(rules);
    queue.offer(job(1));
    queue.next(0);
    queue.ended('time-limit', 9000);
    expect(queue.takeOutcomes()).toEqual([{ id: 1, outcome: 'dropped', detail: 'time-limit' }]);
    expect(queue.next(9000)).toEqual({ waitMs: null });
  });

  test('more than 100 waiting calls push out the oldest', () => {
    const queue = new SpeechQueue(rules);
    for (let id = 1; id <= 103; id += 1) queue.offer(job(id));
    expect(queue.waiting).toBe(100);
    expect(queue.takeOutcomes().map(({ id, detail }) => [id, detail])).toEqual([
      [1, 'overflow'],
      [2, 'overflow'],
      [3, 'overflow'],
    ]);
  });
});

describe('the load rule', () => {
  const every = (milliseconds: number, count: number) =>
    Array.from({ length: count }, (_, index) => job(index + 1, index * milliseconds));

  test('at two calls a minute every call is repeated', () => {
    expect(play(every(30_000, 8)).heard.filter(({ no }) => no === 2)).toHaveLength(8);
  });

  test('at six calls a minute repeats are left out, and every call is read alone', () => {
    const { heard, outcomes } = play(every(10_000, 24));
    const late = heard.filter(({ at }) => at > 60_000 && at < 240_000);
    expect(late.filter(({ no }) => no === 2).length).toBeLessThan(late.length / 4);
    expect(heard.every(({ ids }) => ids.length === 1)).toBe(true);
    expect(outcomes.every(({ outcome }) => outcome === 'spoken')).toBe(true);
  });

  test('a burst is merged under one chime, four at most', () => {
    const burst = Array.from({ length: 12 }, (_, index) => job(index + 1, 0));
    const { heard } = play(burst, { seconds: 3 });
    expect(heard[0]?.ids).toEqual([1, 2, 3, 4]);
    expect(Math.max(...heard.map(({ ids }) => ids.length))).toBe(4);
  });

  test('merged calls are not repeated', () => {
    const burst = Array.from({ length: 12 }, (_, index) => job(index + 1, 0));
    const { heard } = play(burst, { seconds: 1 });
    const merged = new Set(heard.filter(({ ids }) => ids.length > 1).flatMap(({ ids }) => ids));
    expect(heard.some(({ ids, no }) => no > 1 && ids.some((id) => merged.has(id)))).toBe(false);
  });
});

test('whatever happens, one voice speaks at a time and every call comes out exactly once', () => {
  const calls = fc.array(fc.record({ at: fc.integer({ min: 0, max: 600 }), number: fc.integer({ min: 1, max: 12 }) }), {
    maxLength: 60,
  });
  const withdrawn = fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 900 })), {
    maxLength: 10,
  });
  fc.assert(
    fc.property(calls, withdrawn, fc.integer({ min: 1, max: 9 }), (drawn, taken, seconds) => {
      const inOrder = drawn.sort((a, b) => a.at - b.at);
      const jobs = inOrder.map(({ at, number }, index) => job(index + 1, at * 100, String(1000 + number)));
      const withdrawals = new Map(taken.map(([id, at]) => [id, at * 100] as const));
      const { heard, outcomes } = play(jobs, { seconds, withdrawals });
      expect(outcomes.map(({ id }) => id).sort((a, b) => a - b)).toEqual(jobs.map(({ id }) => id));
      const firsts = heard.filter(({ no }) => no === 1).flatMap(({ ids }) => ids);
      expect(new Set(firsts).size).toBe(firsts.length);
      for (const { at, ids, no } of heard) {
        if (no === 1) for (const id of ids) expect(at - (jobs[id - 1]?.calledAt ?? 0)).toBeLessThanOrEqual(30_000);
      }
    }),
    { numRuns: 40 },
  );
});

describe('a notice that counters changed', () => {
  const notice = (id: number, expiresAt = 60_000) => ({
    ...job(id),
    number: '',
    counter: 0,
    expiresAt,
    moved: [{ numbers: ['1007'], counters: [5] }],
  });

  test('waits for the calls, is read once, and never takes the place of another', () => {
    const queue = new SpeechQueue({ repeat: 2, repeatGapSeconds: 8 });
    for (const each of [notice(1), notice(2), job(3)]) queue.offer(each);
    const order: number[] = [];
    for (let now = 0; now < 20_000; now += 4000) {
      const step = queue.next(now);
      if (!('reading' in step)) continue;
      order.push(...step.reading.calls.map(({ id }) => id));
      queue.ended('completed', now + 3000);
    }
    expect(order.slice(0, 3)).toEqual([3, 1, 2]);
    expect(order.slice(3)).toEqual([3]);
    expect(queue.takeOutcomes().map(({ id, outcome }) => [id, outcome])).toEqual([
      [3, 'spoken'],
      [1, 'spoken'],
      [2, 'spoken'],
    ]);
  });

  test('is left out when calls need the time, and when it is old', () => {
    const queue = new SpeechQueue({ repeat: 1, repeatGapSeconds: 8 });
    for (let id = 1; id <= 8; id += 1) queue.offer(job(id));
    queue.offer(notice(20));
    queue.next(0);
    expect(queue.takeOutcomes()).toEqual([{ id: 20, outcome: 'dropped', detail: 'load' }]);
    const quiet = new SpeechQueue({ repeat: 1, repeatGapSeconds: 8 });
    quiet.offer(notice(1, 5000));
    quiet.next(5001);
    expect(quiet.takeOutcomes()).toEqual([{ id: 1, outcome: 'dropped', detail: 'expired' }]);
  });
});

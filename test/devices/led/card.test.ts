import { describe, expect, test } from 'vitest';
import {
  type Card,
  isBehind,
  ledTiming,
  newCard,
  nextCard,
  nextDueAt,
  settle,
  want,
} from '../../../devices/led/card.ts';
import { signAreas } from '../../../devices/led/sign.ts';
import type { CounterSign } from '../../../server/contract/device.ts';
import { calling, idle } from './rig.ts';

const silence = { kind: 'silence', problem: 'no-answer' } as const;
const ack = { kind: 'ack' } as const;

function wanting(sign: CounterSign, since: number): Card {
  const card = newCard(sign.counter, sign.counter);
  want(card, signAreas(sign, { widthPx: 128, heightPx: 32 }), sign.state, since);
  return card;
}
const settled = (card: Card, outcome: Parameters<typeof settle>[2], now: number) =>
  settle(card, card.wantedKey ?? '', outcome, now, ledTiming);

describe('whose turn it is', () => {
  test('calls, then other changes by age, then a card that failed, then refreshes', () => {
    const shown = wanting(idle(1), 0);
    settled(shown, ack, 0);
    const failed = wanting(calling(2, '1002'), 1);
    settled(failed, silence, 2);
    const [older, newer, call] = [wanting(idle(3), 10), wanting(idle(4), 20), wanting(calling(5, '1005'), 30)];
    const cards = [shown, failed, newer, older, call];
    const order: number[] = [];
    const now = 100_000;
    for (let turn = nextCard(cards, now); turn; turn = nextCard(cards, now)) {
      order.push(turn.counter);
      settled(turn, ack, now);
    }
    expect(order).toEqual([5, 3, 4, 2, 1]);
  });

  test('nobody has a turn before the first signs came', () => {
    expect(nextCard([newCard(1, 1)], 0)).toBeNull();
    expect(nextDueAt([newCard(1, 1)])).toBeNull();
  });
});

describe('a card that does not answer', () => {
  test('is tried twice at once, then after 2, 4, 8, 16 and at most 20 s', () => {
    const card = wanting(idle(1), 0);
    const pauses = Array.from({ length: 7 }, () => {
      settled(card, silence, 0);
      return card.notBefore / 1000;
    });
    expect(pauses).toEqual([0, 2, 4, 8, 16, 20, 20]);
  });

  test('and comes back is sent the present once more soon, because its answer may be of the frame before', () => {
    const card = wanting(idle(1), 0);
    settled(card, silence, 0);
    settled(card, ack, 1000);
    expect([isBehind(card), nextDueAt([card])]).toEqual([false, 1000 + ledTiming.doubtMs]);
    settled(card, ack, 3000);
    expect(nextDueAt([card])).toBe(3000 + ledTiming.refreshMs);
  });
});

test('an answer to an older sign does not pass for the present one', () => {
  const card = wanting(idle(1), 0);
  const sent = card.wantedKey ?? '';
  want(card, signAreas(calling(1, '1001'), { widthPx: 128, heightPx: 32 }), 'calling', 5);
  settle(card, sent, ack, 6, ledTiming);
  expect(isBehind(card)).toBe(true);
});

test('a busy card is asked again after a moment, and only a card that is busy for long counts as failed', () => {
  const card = wanting(idle(1), 0);
  for (let answer = 0; answer < 20; answer += 1) settled(card, { kind: 'nack', error: 'busy' }, 0);
  expect([card.failures, card.notBefore]).toEqual([0, ledTiming.busyMs]);
  settled(card, { kind: 'nack', error: 'busy' }, 0);
  expect(card.failures).toBe(1);
});

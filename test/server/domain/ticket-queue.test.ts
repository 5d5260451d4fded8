import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareOrder, type Ordered, TicketQueue } from '../../../server/domain/routing/ticket-queue.ts';

type Step =
  | { kind: 'add'; key: number }
  | { kind: 'take' }
  | { kind: 'leave'; which: number }
  | { kind: 'count'; key: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('add' as const), key: fc.integer({ min: 0, max: 40 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('take' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('leave' as const), which: fc.nat(1000) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('count' as const), key: fc.integer({ min: -1, max: 41 }) }) },
);

function content(queue: TicketQueue<Ordered>): (Ordered | undefined)[] {
  return Array.from({ length: queue.size }, (_, index) => queue.at(index));
}

describe('the queue of waiting tickets', () => {
  it('is always what a sorted list would be', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const queue = new TicketQueue<Ordered>();
        const model: Ordered[] = [];
        let order = 0;
        for (const each of steps) {
          if (each.kind === 'add') {
            order += 1;
            const ticket = { key: each.key, order };
            queue.add(ticket);
            model.push(ticket);
            model.sort(compareOrder);
          } else if (each.kind === 'count') {
            const mark = { key: each.key, order: Number.MAX_SAFE_INTEGER };
            expect(queue.countBefore(mark)).toBe(model.filter((other) => compareOrder(other, mark) < 0).length);
          } else if (model.length > 0) {
            const index = each.kind === 'take' ? 0 : each.which % model.length;
            const [ticket] = model.splice(index, 1);
            if (ticket !== undefined) queue.remove(ticket);
          }
          expect(queue.size).toBe(model.length);
          expect(queue.head).toBe(model[0]);
        }
        expect(content(queue)).toEqual(model);
        expect(queue.at(model.length)).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  it('keeps its order when thousands have come and gone', () => {
    const queue = new TicketQueue<Ordered>();
    const tickets = Array.from({ length: 5000 }, (_, order) => ({ key: order, order }));
    for (const ticket of tickets) queue.add(ticket);
    for (const ticket of tickets.slice(0, 4000)) {
      expect(queue.head).toBe(ticket);
      queue.remove(ticket);
    }
    const late = { key: 4500, order: 9999 };
    queue.add(late);
    expect(queue.countBefore(late)).toBe(501);
    queue.remove(late);
    expect(content(queue)).toEqual(tickets.slice(4000));
  });

  it('notices a ticket that is not in it', () => {
    const queue = new TicketQueue<Ordered>();
    queue.add({ key: 1, order: 1 });
    expect(() => queue.remove({ key: 1, order: 1 })).toThrow('missing from its queue');
    expect(() => queue.remove({ key: 9, order: 9 })).toThrow('missing from its queue');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refused } from '../../../server/contract/refusal.ts';
import { decide } from '../../../server/domain/decide.ts';
import type { HallModel } from '../../../server/domain/hall-model.ts';
import type { HallState } from '../../../server/domain/hall-state.ts';
import { serviceOf } from '../../../server/domain/ticket/ticket.ts';
import { brokenRules, dumpHall, hallText } from '../../fixtures/hall-dump.ts';
import { clock, HallDay } from '../../fixtures/hall-script.ts';
import { smallModel } from '../../fixtures/halls.ts';
import { type Attempt, attempts, commandOf } from '../../fixtures/random-day.ts';

const model = smallModel();

/** Who must be called next, found the plain way: by looking at everybody. */
function firstInLine(state: HallState, hall: HallModel, counter: number): string | undefined {
  const person = state.counters.get(counter)?.staff ?? '';
  // A holder serves the post's services wherever the counter stands, B helps while A is there (R13).
  const services = [...hall.posts.values()]
    .filter((post) => post.a === person || post.b.includes(person))
    .flatMap((post) => hall.counters.get(post.counter)?.services ?? []);
  return [...state.tickets.values()]
    .filter(({ standing }) => standing.status === 'waiting')
    .filter((ticket) => {
      const { standing } = ticket;
      if (standing.status !== 'waiting') return false;
      return standing.boundTo === null ? services.includes(serviceOf(ticket)) : standing.boundTo === counter;
    })
    .sort((left, right) => left.key - right.key || left.order - right.order)[0]?.id;
}

/**
 * Tries one thing in a hall that was `before`; whatever comes of it, deciding changed nothing and all that must hold
 * holds. Returns the hall's text after it.
 */
function attempt(day: HallDay, each: Attempt, before: string): string {
  day.at += each.waitMs;
  const { command, actor } = commandOf(day.state, model, each);
  const first = command.type === 'call-next' ? firstInLine(day.state, model, command.counter) : undefined;
  const context = { at: day.at, actor, model, newId: () => `id-${day.recorded.length}` };
  try {
    const events = decide(day.state, command, context);
    expect(hallText(day.state)).toBe(before);
    day.given(events, actor);
    const called = events.find((event) => event.type === 'TicketCalled');
    if (called !== undefined && called.chosen === 'next') expect(called.ticketId).toBe(first);
    expect(brokenRules(day.state, model)).toEqual([]);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    expect(hallText(day.state)).toBe(before);
  }
  return hallText(day.state);
}

describe('random days', () => {
  it('nobody vanishes, nobody is at two counters, order is by key, and the record tells the same state', () => {
    fc.assert(
      fc.property(attempts(160), (list) => {
        const day = new HallDay(model);
        let text = hallText(day.state);
        for (const each of list) text = attempt(day, each, text);
        expect(dumpHall(day.folded())).toEqual(dumpHall(day.state));
        day.act({ type: 'close-day' }, clock);
        expect(brokenRules(day.state, model)).toEqual([]);
        const open = [...day.state.tickets.values()].filter((ticket) =>
          ['waiting', 'called', 'serving', 'held', 'missed'].includes(ticket.standing.status),
        );
        expect(open).toEqual([]);
        expect(dumpHall(day.folded())).toEqual(dumpHall(day.state));
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('reach every kind of step, so that the rules above were really put to the test', () => {
    const seen = new Map<string, number>();
    for (const list of fc.sample(attempts(400), { numRuns: 60, seed: 20261123 })) {
      const day = new HallDay(model);
      for (const each of list) {
        day.at += each.waitMs;
        const { command, actor } = commandOf(day.state, model, each);
        try {
          day.act(command, actor);
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
        }
      }
      for (const { event } of day.recorded) seen.set(event.type, (seen.get(event.type) ?? 0) + 1);
    }
    const kinds = ['TicketCalled', 'TicketRecalled', 'ServiceStarted', 'ServiceFinished', 'ServiceAdded', 'TicketHeld'];
    kinds.push('TicketMissed', 'TicketTransferred', 'ActionUndone', 'CounterClosed', 'CounterPaused', 'TicketRequeued');
    kinds.push('TicketCancelled', 'SlipPrintStarted', 'SlipPrinted', 'SlipPrintUncertain', 'SlipReprintOrdered');
    expect(kinds.filter((kind) => (seen.get(kind) ?? 0) < 3)).toEqual([]);
  }, 60_000);
});

import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../server/contract/actor.ts';
import type { JobOutcome } from '../../../server/contract/device.ts';
import { newSlip, slipContent } from '../../../server/domain/view/slip-content.ts';
import { staff } from '../../fixtures/hall-script.ts';
import { PeopleDay } from '../../fixtures/people-hall.ts';

const printer: Actor = { kind: 'device', device: 'printer-kiosk' };
const kiosk: Actor = { kind: 'terminal', terminal: 'kiosk-1' };
const replace = (ticketId: string, code = true) =>
  ({ type: 'replace-slip', ticketId, terminal: 'kiosk-1', code }) as const;

/** Somebody with a printed slip waits for 1; 2 can stand in. */
function movedDay() {
  const day = new PeopleDay();
  day.arrive('a01', 'a02');
  const wang = day.take('GS01');
  const prints = (outcome: 'printed' | 'failed') => {
    const id = wang.ticket.slips.at(-1)?.id ?? 0;
    day.act({ type: 'begin-slip', slip: id, device: 'printer-kiosk' }, printer);
    const came = { kind: 'slip', id, outcome } as JobOutcome;
    day.act({ type: 'report-job', outcome: came, device: 'printer-kiosk' }, printer);
  };
  prints('printed');
  return { day, wang, prints };
}

describe('a slip after the counters changed (R11)', () => {
  it('is refused while the old one is right', () => {
    const { day, wang } = movedDay();
    expect(day.refused(replace(wang.id), kiosk)).toEqual({ code: 'not-moved', facts: { number: wang.number } });
  });

  it('is printed once for each move, and again only when it did not come out', () => {
    const { day, wang, prints } = movedDay();
    day.leaves('a01', 'short');
    expect(day.act(replace(wang.id), kiosk)).toMatchObject([
      { type: 'SlipReprintOrdered', printer: 'printer-kiosk', replaces: { since: day.at, code: true } },
    ]);
    expect(day.refused(replace(wang.id), kiosk).code).toBe('new-slip-printed');
    prints('failed');
    expect(day.act(replace(wang.id), kiosk)).toHaveLength(1);
    prints('printed');
    expect(day.refused(replace(wang.id), kiosk).code).toBe('new-slip-printed');
    day.wait(60);
    day.does('a01', { type: 'come-back' });
    day.leaves('a02', 'short');
    expect(day.act(replace(wang.id), kiosk)).toHaveLength(1);
  });

  it('is not needed by whoever comes back to the counter that the paper names', () => {
    const { day, wang } = movedDay();
    day.leaves('a01', 'short');
    expect(wang.ticket.moved).toMatchObject({ paper: [1], counters: [2] });
    day.wait(60);
    day.does('a01', { type: 'come-back' });
    day.leaves('a02', 'short');
    expect(wang.ticket.moved).toBeNull();
    expect(day.refused(replace(wang.id), kiosk).code).toBe('not-moved');
  });

  it('is offered to whoever the supervisor sends elsewhere, and to nobody who was called', () => {
    const { day, wang } = movedDay();
    const order = { type: 'move-tickets', ticketIds: [wang.id], toCounter: 2, reason: '分流' } as const;
    day.act(order, staff('sup1', 'supervisor'));
    expect(wang.ticket.moved).toMatchObject({ counters: [2] });
    day.counter(2, 'a02', false).callNext();
    expect(day.refused(replace(wang.id), kiosk).code).toBe('not-moved');
  });

  it('names the new counter and tells which one counts; without the code it gives no hold on the number', () => {
    const { day, wang } = movedDay();
    day.leaves('a01', 'short');
    const again = slipContent(day.state, day.model, wang.ticket, 1, day.at);
    const slip = newSlip(day.state, day.model, wang.ticket, again, { since: day.at, code: false });
    expect(slip).toMatchObject({ number: wang.number, counters: [2], ahead: 0, wait: null, replaces: true });
    expect(slip.statusUrl).toBe('');
  });
});

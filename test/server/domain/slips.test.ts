import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../server/contract/actor.ts';
import type { JobOutcome } from '../../../server/contract/device.ts';
import { clock, HallDay, staff } from '../../fixtures/hall-script.ts';

const printer: Actor = { kind: 'device', device: 'printer-kiosk' };
const desk = staff('desk1', 'desk');

function slipDay() {
  const day = new HallDay();
  const wang = day.take('GS01');
  const slip = wang.ticket.slips[0]?.id ?? 0;
  const begin = (id = slip) => ({ type: 'begin-slip', slip: id, device: 'printer-kiosk' }) as const;
  const report = (outcome: 'printed' | 'uncertain' | 'failed', id = slip, detail?: string) =>
    ({
      type: 'report-job',
      outcome: { kind: 'slip', id, outcome, detail } as JobOutcome,
      device: 'printer-kiosk',
    }) as const;
  const status = () => wang.ticket.slips.map((each) => each.status);
  return { day, wang, slip, begin, report, status };
}

describe('the print ledger', () => {
  it('a slip is queued with the number, then printing, then printed', () => {
    const { day, wang, slip, begin, report, status } = slipDay();
    expect(status()).toEqual(['queued']);
    expect(day.act(begin(), printer)).toEqual([
      { type: 'SlipPrintStarted', ticketId: wang.id, slip, device: 'printer-kiosk' },
    ]);
    expect(status()).toEqual(['printing']);
    day.act(report('printed'), printer);
    expect(status()).toEqual(['printed']);
  });

  it('a slip leaves once: a second beginning is refused whatever became of the first', () => {
    const { day, slip, begin, report } = slipDay();
    day.act(begin(), printer);
    expect(day.refused(begin(), printer)).toEqual({ code: 'slip-not-printing', facts: { slip, status: 'printing' } });
    day.act(report('uncertain', slip, 'no answer'), printer);
    expect(day.refused(begin(), printer).facts).toEqual({ slip, status: 'uncertain' });
  });

  it('a report that comes twice is recorded once', () => {
    const { day, begin, report } = slipDay();
    day.act(begin(), printer);
    expect(day.act(report('printed'), printer)).toHaveLength(1);
    expect(day.act(report('printed'), printer)).toEqual([]);
  });

  it('what is printed stays printed', () => {
    const { day, slip, begin, report } = slipDay();
    day.act(begin(), printer);
    day.act(report('printed'), printer);
    expect(day.refused(report('failed'), printer)).toEqual({
      code: 'slip-not-printing',
      facts: { slip, status: 'printed' },
    });
  });

  it('a slip that never began may fail, but cannot be printed', () => {
    const { day, report, status } = slipDay();
    expect(day.refused(report('printed'), printer).code).toBe('slip-not-printing');
    expect(day.act(report('failed', undefined, 'paper-out'), printer)).toEqual([
      expect.objectContaining({ type: 'SlipPrintFailed', detail: 'paper-out' }),
    ]);
    expect(status()).toEqual(['failed']);
  });

  it('a slip nobody ordered is unknown', () => {
    const { day, begin } = slipDay();
    expect(day.refused(begin(777), printer)).toEqual({ code: 'slip-not-printing', facts: { slip: 777 } });
  });

  it('after a power cut what was printing is in doubt, what was queued is not', () => {
    const { day, wang, slip, begin, report } = slipDay();
    const li = day.take('GS01');
    day.act(begin(), printer);
    expect(day.act({ type: 'doubt-slips' }, clock)).toEqual([
      { type: 'SlipPrintUncertain', ticketId: wang.id, slip, device: 'printer-kiosk', detail: 'restarted' },
    ]);
    expect([wang.ticket.slips[0]?.status, li.ticket.slips[0]?.status]).toEqual(['uncertain', 'queued']);
    expect(day.refused(report('printed'), printer).facts).toEqual({ slip, status: 'uncertain' });
    expect(day.act({ type: 'doubt-slips' }, clock)).toEqual([]);
  });
});

describe('a person’s word about a slip', () => {
  const settle = (slip: number, came: boolean) => ({ type: 'settle-slip', slip, came }) as const;

  it('that was in doubt ends the doubt, and is the last word', () => {
    const { day, wang, slip, begin, report, status } = slipDay();
    day.act(begin(), printer);
    day.act(report('uncertain', slip, 'no-answer'), printer);
    expect(day.act(settle(slip, true), desk)).toEqual([{ type: 'SlipSettled', ticketId: wang.id, slip, came: true }]);
    expect(status()).toEqual(['printed']);
    expect(day.act(settle(slip, true), desk)).toEqual([]);
    expect(day.refused(settle(slip, false), desk)).toEqual({
      code: 'slip-not-printing',
      facts: { slip, status: 'printed' },
    });
  });

  it('that did not come out makes room for a reprint', () => {
    const { day, wang, slip, begin } = slipDay();
    day.act(begin(), printer);
    day.act(settle(slip, false), desk);
    expect(day.act({ type: 'reprint-slip', ticketId: wang.id, terminal: null, reason: '没打出来' }, desk)).toHaveLength(
      1,
    );
  });

  it('that was never begun gives it up: its printer is refused the leave', () => {
    const { day, slip, begin, status } = slipDay();
    expect(day.refused(settle(slip, true), desk).facts).toEqual({ slip, status: 'queued' });
    day.act(settle(slip, false), desk);
    expect(status()).toEqual(['failed']);
    expect(day.refused(begin(), printer).facts).toEqual({ slip, status: 'failed' });
  });

  it('counts for a slip that its printer called failed', () => {
    const { day, slip, begin, report, status } = slipDay();
    day.act(begin(), printer);
    day.act(report('failed', slip, 'not-printable'), printer);
    expect(day.act(settle(slip, false), desk)).toEqual([]);
    day.act(settle(slip, true), desk);
    expect(status()).toEqual(['printed']);
  });

  it('stands against what the printer says later', () => {
    const { day, slip, begin, report, status } = slipDay();
    day.act(begin(), printer);
    day.act(settle(slip, false), desk);
    expect(day.refused(report('printed'), printer).code).toBe('slip-not-printing');
    expect(status()).toEqual(['failed']);
  });
});

describe('slips put in doubt', () => {
  it('are those of the printers that went down, but for what is still in hand', () => {
    const { day, wang, slip, begin } = slipDay();
    const li = day.take('GS01');
    const liSlip = li.ticket.slips[0]?.id ?? 0;
    day.act(begin(), printer);
    day.act(begin(liSlip), printer);
    expect(day.act({ type: 'doubt-slips', printers: ['printer-desk'] }, clock)).toEqual([]);
    const printers = ['printer-kiosk'];
    const detail = 'agent-restarted';
    expect(day.act({ type: 'doubt-slips', printers, except: [liSlip], detail }, clock)).toEqual([
      { type: 'SlipPrintUncertain', ticketId: wang.id, slip, device: 'printer-kiosk', detail },
    ]);
    expect(li.ticket.slips[0]?.status).toBe('printing');
  });
});

describe('a reprint', () => {
  const reprint = (ticketId: string, terminal: string | null = null) =>
    ({ type: 'reprint-slip', ticketId, terminal, reason: '看不清' }) as const;

  it('is counted, and goes to the printer where the number was taken unless another is named', () => {
    const { day, wang, begin, report } = slipDay();
    day.act(begin(), printer);
    day.act(report('printed'), printer);
    const [first] = day.act(reprint(wang.id), desk);
    expect(first).toMatchObject({ type: 'SlipReprintOrdered', printer: 'printer-kiosk', reprint: 1, reason: '看不清' });
    const id = wang.ticket.slips[1]?.id ?? 0;
    day.act(begin(id), printer);
    day.act(report('printed', id), printer);
    expect(day.act(reprint(wang.id, 'desk-1'), desk)[0]).toMatchObject({ printer: 'printer-desk', reprint: 2 });
  });

  it('waits until the slip before it has come to its end', () => {
    const { day, wang, begin, report } = slipDay();
    expect(day.refused(reprint(wang.id), desk)).toEqual({ code: 'slip-still-printing', facts: { number: '1001' } });
    day.act(begin(), printer);
    expect(day.refused(reprint(wang.id), desk).code).toBe('slip-still-printing');
    day.act(report('uncertain'), printer);
    expect(day.act(reprint(wang.id), desk)).toHaveLength(1);
  });

  it('needs a printer, and a ticket that still wants something', () => {
    const day = new HallDay();
    const wang = day.take('GS01', { terminal: null });
    expect(day.refused(reprint(wang.id), desk)).toEqual({ code: 'no-printer', facts: { terminal: null } });
    expect(day.refused(reprint(wang.id, 'kiosk-9'), desk)).toEqual({
      code: 'no-printer',
      facts: { terminal: 'kiosk-9' },
    });
    expect(day.act(reprint(wang.id, 'desk-1'), desk)).toHaveLength(1);
    wang.cancel();
    expect(day.refused(reprint(wang.id, 'desk-1'), desk).facts).toMatchObject({
      status: 'cancelled',
      allowed: ['restore'],
    });
  });
});

describe('what loudspeakers report', () => {
  function calledDay() {
    const day = new HallDay();
    const wang = day.take('GS01');
    day.counter(1).callNext();
    const call = day.recorded.at(-1)?.seq ?? 0;
    const speech = (id: number, outcome: 'spoken' | 'dropped', detail?: string) =>
      ({
        type: 'report-job',
        outcome: { kind: 'speech', id, outcome, detail } as JobOutcome,
        device: 'speaker-east',
      }) as const;
    return { day, wang, call, speech };
  }

  it('each loudspeaker says once what became of a call', () => {
    const { day, wang, call, speech } = calledDay();
    expect(day.act(speech(call, 'spoken'), clock)).toEqual([
      { type: 'CallSpoken', ticketId: wang.id, call, device: 'speaker-east' },
    ]);
    expect(day.act(speech(call, 'dropped', 'expired'), clock)).toEqual([]);
  });

  it('a dropped call says why', () => {
    const { day, call, speech } = calledDay();
    expect(day.act(speech(call, 'dropped', 'expired'), clock)[0]).toMatchObject({
      type: 'CallDropped',
      detail: 'expired',
    });
  });

  it('a call that nobody remembers is passed over', () => {
    const { day, speech } = calledDay();
    expect(day.act(speech(9999, 'spoken'), clock)).toEqual([]);
  });
});

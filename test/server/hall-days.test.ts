import { describe, expect, it } from 'vitest';
import { clock, clockAt } from '../fixtures/hall-script.ts';
import { RecordedHall } from '../fixtures/recorded-hall.ts';

describe('the turn of the day', () => {
  it('happens with the first command after local midnight: yesterday closes in its own stream', async () => {
    const house = new RecordedHall();
    house.at = clockAt('23:59:59');
    const wang = await house.take('GS01');
    await house.open(1);
    house.at += 1000;
    const li = await house.take('GS01');
    expect(li.number).toBe('1001');
    expect(house.hall.state.date).toBe('2026-11-24');
    const yesterday = [...house.journal.read('hall:2026-11-23')].map((each) => each.event.type);
    expect(yesterday.slice(-4)).toEqual(['SlipPrintFailed', 'TicketExpired', 'CounterClosed', 'DayClosed']);
    const row = house.journal.database.prepare('SELECT status, date FROM ticket WHERE id = ?').get(wang.id);
    expect(row).toEqual({ status: 'expired', date: '2026-11-23' });
    expect([...house.journal.read('hall:2026-11-24')].map((each) => [each.version, each.event.type])).toEqual([
      [1, 'DayOpened'],
      [2, 'TicketTaken'],
    ]);
  });

  it('is not made by midnight in Greenwich', async () => {
    const house = new RecordedHall();
    house.at = Date.parse('2026-11-23T00:00:01Z');
    await house.take('GS01');
    expect(house.hall.state.date).toBe('2026-11-23');
    house.at = Date.parse('2026-11-23T15:59:59Z');
    expect((await house.take('GS01')).number).toBe('1002');
  });

  it('is asked for by the clock as well, and asked twice turns once', async () => {
    const house = new RecordedHall();
    await house.take('GS01');
    house.at = clockAt('23:59') + 60_000;
    await house.act({ type: 'turn-day' }, clock);
    const seq = house.hall.lastSeq;
    await house.act({ type: 'turn-day' }, clock);
    expect(house.hall.lastSeq).toBe(seq);
    await house.reopen();
    expect((await house.take('GS01')).number).toBe('1001');
    expect(house.hall.state.date).toBe('2026-11-24');
  });

  it('after a week without power closes the day that was open', async () => {
    const house = new RecordedHall();
    await house.take('GS01');
    await house.reopen();
    house.at += 7 * 86_400_000;
    await house.take('GS01');
    expect([...house.journal.read('hall:2026-11-23')].at(-1)?.event).toEqual({ type: 'DayClosed', date: '2026-11-23' });
    expect(house.hall.state.date).toBe('2026-11-30');
  });

  it('stays made although the command that met it was refused', async () => {
    const house = new RecordedHall();
    const wang = await house.take('GS01');
    house.at += 86_400_000;
    expect(await house.refused({ type: 'cancel-ticket', ticketId: wang.id, reason: null })).toBe('unknown-ticket');
    expect([...house.journal.read('hall:2026-11-23')].at(-1)?.event.type).toBe('DayClosed');
  });
});

describe('a clock that is set back', () => {
  it("does not turn the record's time back, not even after a restart", async () => {
    const house = new RecordedHall();
    await house.take('GS01');
    house.at -= 3_600_000;
    await house.take('GS01');
    await house.reopen();
    const third = await house.take('GS01');
    const times = [...house.journal.read('hall:2026-11-23')].map((each) => each.at);
    expect(times).toEqual([clockAt('09:00'), clockAt('09:00'), clockAt('09:00')]);
    expect(third.takenAt).toBe('2026-11-23T01:00:00.000Z');
  });

  it('over midnight stays in the day that has begun', async () => {
    const house = new RecordedHall();
    house.at = clockAt('23:59:59') + 1000;
    await house.take('GS01');
    house.at -= 10_000;
    expect((await house.take('GS01')).number).toBe('1002');
    expect(house.hall.state.date).toBe('2026-11-24');
  });
});

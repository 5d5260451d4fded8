import { describe, expect, it } from 'vitest';
import type { RateCommand, RatingLevel } from '../../../../server/contract/rating.ts';
import { hallText } from '../../../fixtures/hall-dump.ts';
import { citizen, HallDay, staff } from '../../../fixtures/hall-script.ts';
import { smallModel } from '../../../fixtures/halls.ts';

const tablet = { kind: 'terminal', terminal: 'rating-1' } as const;

function rate(through: RateCommand['through'], level: RatingLevel, more: Partial<RateCommand> = {}): RateCommand {
  return { type: 'rate', through, level, reasons: [], channel: 'counter' in through ? 'tablet' : 'phone', ...more };
}

/** Counter 1 has served one visitor to the end. */
function finishedVisit() {
  const day = new HallDay(smallModel());
  const wang = day.take('GS01');
  const counter = day.counter(1);
  counter.callNext();
  day.wait(20);
  counter.simply('start');
  day.wait(300);
  counter.finish();
  return { day, wang, counter };
}
const windowAt = (day: HallDay, no = 1) => {
  const window = day.state.ratings.windows.get(no);
  if (window === undefined) throw new Error('no window is open');
  return { counter: no, window: window.opened };
};

describe('a finished visit', () => {
  it('may be rated once, and the rating names ticket, service and the person who acted', () => {
    const { day, wang } = finishedVisit();
    const [event] = day.act(rate(windowAt(day), 'very-satisfied'), tablet);
    expect(event).toMatchObject({
      type: 'TicketRated',
      ticketId: wang.id,
      number: wang.number,
      counter: 1,
      period: 1,
      service: 'GS01',
      staff: 'a01',
      actingFor: null,
      level: 'very-satisfied',
    });
    expect(day.refused(rate({ ticketId: wang.id }, 'satisfied'), citizen).code).toBe('rated-already');
    expect(day.state.ratings.windows.size).toBe(0);
  });

  it('is never rated by itself: without a press the day ends with no rating', () => {
    const { day } = finishedVisit();
    day.wait(3600);
    expect(day.state.ratings.given.size).toBe(0);
  });

  it('B is named with the A holder in whose place B acted', () => {
    const day = new HallDay(smallModel());
    day.take('GS01');
    const counter = day.counter(1, 'b01');
    counter.callNext();
    counter.finish();
    const [event] = day.act(rate(windowAt(day), 'satisfied'), tablet);
    expect(event).toMatchObject({ staff: 'b01', actingFor: 'a01' });
  });

  it('can be rated until the minute is over and not a moment longer', () => {
    const { day } = finishedVisit();
    const open = windowAt(day);
    day.wait(60.001);
    expect(day.refused(rate(open, 'satisfied'), tablet).code).toBe('rating-closed');
    day.at -= 1;
    expect(day.act(rate(open, 'satisfied'), tablet)).toHaveLength(1);
  });

  it('its own page takes the rating for an hour', () => {
    const { day, wang } = finishedVisit();
    day.wait(3601);
    expect(day.refused(rate({ ticketId: wang.id }, 'fair'), citizen).code).toBe('rating-closed');
    day.at -= 2000;
    expect(day.act(rate({ ticketId: wang.id }, 'fair'), citizen)).toHaveLength(1);
  });

  it('an undone finish takes the window back', () => {
    const { day, wang, counter } = finishedVisit();
    const open = windowAt(day);
    counter.simply('undo');
    expect(day.refused(rate(open, 'satisfied'), tablet).code).toBe('rating-closed');
    expect(day.refused(rate({ ticketId: wang.id }, 'satisfied'), citizen).code).toBe('nobody-to-rate');
  });

  it('reasons and a number to call back go with the last two levels only', () => {
    const { day } = finishedVisit();
    const open = windowAt(day);
    expect(day.refused(rate(open, 'fair', { reasons: ['slow'] }), tablet).code).toBe('reasons-not-asked');
    expect(day.refused(rate(open, 'satisfied', { contact: '13800000000' }), tablet).code).toBe('reasons-not-asked');
    expect(day.act(rate(open, 'dissatisfied', { reasons: ['slow', 'attitude'] }), tablet)).toHaveLength(1);
  });

  it('the replayed day knows the same windows and ratings', () => {
    const { day, counter } = finishedVisit();
    day.act(rate(windowAt(day), 'fair'), tablet);
    day.take('GS01');
    counter.callNext();
    counter.finish();
    const folded = day.folded();
    expect(hallText(folded)).toBe(hallText(day.state));
    expect(folded.ratings).toEqual(day.state.ratings);
  });
});

describe("somebody else's visit", () => {
  it('is not rated with the token of an earlier window', () => {
    const { day, counter } = finishedVisit();
    const first = windowAt(day);
    day.take('GS01');
    counter.callNext();
    counter.finish();
    expect(windowAt(day)).not.toEqual(first);
    expect(day.refused(rate(first, 'very-dissatisfied'), tablet).code).toBe('rating-closed');
  });

  it('the next call leaves the visitor 20 s, the next start ends the window', () => {
    const { day, counter } = finishedVisit();
    const open = windowAt(day);
    day.take('GS01');
    day.wait(10);
    counter.callNext();
    day.wait(20.5);
    expect(day.refused(rate(open, 'satisfied'), tablet).code).toBe('rating-closed');
    day.wait(-5);
    counter.simply('start');
    expect(day.refused(rate(open, 'satisfied'), tablet).code).toBe('rating-closed');
  });

  it('a visitor who goes on with another service elsewhere is asked at the end', () => {
    const day = new HallDay(smallModel());
    const li = day.take(['GS02', 'RS01']);
    const first = day.counter(1);
    first.callNext();
    first.finish();
    expect(day.state.ratings.windows.size).toBe(0);
    expect(day.refused(rate({ ticketId: li.id }, 'satisfied'), citizen).code).toBe('nobody-to-rate');
    const second = day.counter(3);
    second.callNext();
    second.finish();
    expect(day.act(rate(windowAt(day, 3), 'satisfied'), tablet)[0]).toMatchObject({ staff: 'a03', service: 'RS01' });
  });
});

describe('the clerk asks for a rating', () => {
  it('of the visitor in hand, and the finish does not ask again once it was given', () => {
    const day = new HallDay(smallModel());
    day.take('GS01');
    const counter = day.counter(1);
    counter.callNext();
    counter.simply('start');
    counter.do({ type: 'evaluate', counter: 1 });
    day.act(rate(windowAt(day), 'very-satisfied'), tablet);
    counter.finish();
    expect(day.state.ratings.windows.size).toBe(0);
    const { code } = counter.refused({ type: 'evaluate', counter: 1 });
    expect(code).toBe('nobody-to-rate');
  });

  it('of the visitor just finished: a new window with a new token', () => {
    const { day, counter } = finishedVisit();
    const first = windowAt(day);
    day.wait(70);
    counter.do({ type: 'evaluate', counter: 1 });
    expect(day.refused(rate(first, 'satisfied'), tablet).code).toBe('rating-closed');
    expect(day.act(rate(windowAt(day), 'satisfied'), tablet)).toHaveLength(1);
  });

  it('nobody was served yet: there is nobody to ask', () => {
    const day = new HallDay(smallModel());
    expect(day.counter(1).refused({ type: 'evaluate', counter: 1 }).code).toBe('nobody-to-rate');
  });

  it('a hall that asks nobody opens no window', () => {
    const model = smallModel();
    const quiet = { ...model, rules: { ...model.rules, ratingSeconds: 0 } };
    const day = new HallDay(quiet);
    day.take('GS01');
    const counter = day.counter(1);
    counter.callNext();
    counter.finish();
    expect(day.state.ratings.windows.size).toBe(0);
    expect(counter.refused({ type: 'evaluate', counter: 1 }).code).toBe('rating-closed');
  });

  it("a person's day counts what was given to the person, wherever it was", () => {
    const { day, counter } = finishedVisit();
    day.act(rate(windowAt(day), 'dissatisfied'), tablet);
    counter.simply('close');
    day.act({ type: 'open', counter: 1 }, staff('b01'));
    expect(day.state.ratings.byStaff.get('a01')).toMatchObject({ dissatisfied: 1, satisfied: 0 });
    expect(day.state.ratings.byStaff.get('b01')).toBeUndefined();
  });
});

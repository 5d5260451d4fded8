import { describe, expect, it } from 'vitest';
import { expectedWait } from '../../../server/domain/forecast/expected-wait.ts';
import { unattended } from '../../../server/domain/post/attendance.ts';
import { slipContent } from '../../../server/domain/view/slip-content.ts';
import { unattendedPosts } from '../../../server/domain/view/unattended-posts.ts';
import { clock, clockAt, HallDay, staff } from '../../fixtures/hall-script.ts';
import { smallModel } from '../../fixtures/halls.ts';

const minuteMs = 60_000;

/** A small hall on its Monday, opened at half past eight. */
function opened(time = '09:00'): HallDay {
  const day = new HallDay(smallModel(), time);
  day.act({ type: 'open-day', opensAt: clockAt('08:30'), posts: [...day.state.duty.posts.values()] }, clock);
  return day;
}

describe('that nobody can serve a service now', () => {
  it('is not said while a counter for it is open, paused or serving', () => {
    const day = opened();
    const counter = day.counter(1);
    expect(unattended(day.state, day.model, 'GS02', day.at)).toBeNull();
    counter.pause('meal');
    expect(unattended(day.state, day.model, 'GS02', day.at)).toBeNull();
  });

  it('names opening time before it', () => {
    const day = opened('08:10');
    expect(unattended(day.state, day.model, 'GS02', day.at)).toEqual({
      reason: 'not-open-yet',
      since: null,
      until: clockAt('08:30'),
    });
  });

  it('says that nobody knows until when, where all is closed and nobody has said', () => {
    const day = opened('09:30');
    expect(unattended(day.state, day.model, 'GS02', day.at)).toMatchObject({ reason: 'nobody', until: null });
  });

  it('names the return of A, or of B where that is sooner', () => {
    const day = opened();
    const counter = day.counter(1);
    const [a, b] = [day.at + 60 * minuteMs, day.at + 25 * minuteMs];
    day.act({ type: 'go-away', reason: 'short', until: b }, staff('b01'));
    day.act({ type: 'go-away', reason: 'meeting', until: a }, counter.actor);
    expect(unattended(day.state, day.model, 'GS02', day.at)).toMatchObject({ reason: 'away', since: day.at, until: b });
    day.act({ type: 'come-back' }, staff('b01'));
    expect(unattended(day.state, day.model, 'GS02', day.at)).toMatchObject({ until: a });
  });

  it('does not name a return that has passed', () => {
    const day = opened();
    day.act({ type: 'go-away', reason: 'meeting', until: day.at + 10 * minuteMs }, day.counter(1).actor);
    day.wait(20 * 60);
    expect(unattended(day.state, day.model, 'GS02', day.at)).toMatchObject({ reason: 'nobody', until: null });
  });

  it('names the moment when B, who sits at another counter and does not help, steps in', () => {
    const day = opened();
    const post = [...day.state.duty.posts.values()].find((each) => each.counter === 1);
    if (post === undefined) throw new Error('no post 1');
    day.act({ type: 'change-posts', posts: [{ ...post, b: ['a02'], help: false }], change: 'x' }, clock);
    const counter = day.counter(1);
    day.counter(2);
    day.act({ type: 'go-away', reason: 'short', until: null }, counter.actor);
    const left = unattended(day.state, day.model, 'GS02', day.at);
    expect(left).toMatchObject({ reason: 'away', until: day.at + 15 * minuteMs });
  });
});

describe('whoever waits for somebody who is away', () => {
  it('is told a range that counts from now, on paper and on the board who it is that nobody serves', () => {
    const day = opened();
    const visitor = day.take('GS02');
    const until = day.at + 40 * minuteMs;
    day.act({ type: 'go-away', reason: 'meeting', until }, day.counter(1).actor);
    const slip = slipContent(day.state, day.model, visitor.ticket, 0, day.at);
    expect(slip).toMatchObject({ wait: null, unattended: { until } });
    expect(unattendedPosts(day.state, day.model, day.at)).toEqual([
      { counter: 1, zone: 1, waiting: 1, reason: 'away', since: day.at, until },
    ]);
    const { ahead, wait } = expectedWait(day.state, day.model, visitor.ticket, day.at, undefined);
    expect(ahead).toBe(0);
    expect(wait.lowMinutes).toBeGreaterThanOrEqual(40);
  });

  it('is not named on the board once somebody serves again', () => {
    const day = opened();
    day.take('GS02');
    expect(unattendedPosts(day.state, day.model, day.at)).toHaveLength(1);
    day.counter(1);
    expect(unattendedPosts(day.state, day.model, day.at)).toEqual([]);
  });
});

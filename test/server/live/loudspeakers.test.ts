import { describe, expect, it } from 'vitest';
import { Loudspeakers } from '../../../server/live/loudspeakers.ts';

function open(waitMs = 40) {
  const world = { at: 0 };
  const speakers = new Loudspeakers(['east', 'west'], () => world.at, { leaseMs: 6000, waitMs });
  const lease = (page: string, audio: 'running' | 'blocked' | 'closed' = 'running', device = 'east') =>
    speakers.lease(device, { page, audio }).announcer;
  return { world, speakers, lease };
}
const reading = { device: 'east', text: '请1047号到3号窗口办理', seconds: 4, wav: new Uint8Array([1, 2]) };
const never = new AbortController().signal;

describe('the announcer of a loudspeaker', () => {
  it('is the first page that can sound, and only one at a time', () => {
    const { speakers, lease } = open();
    expect(lease('page-blocked', 'blocked')).toBe(false);
    expect(speakers.state('east')).toBe('blocked');
    expect([lease('page-one'), lease('page-two'), lease('page-one')]).toEqual([true, false, true]);
    expect(lease('page-two', 'running', 'west')).toBe(true);
    expect(speakers.state('east')).toBe('ready');
  });

  it('gives way when it falls silent, is blocked or leaves', () => {
    const { world, speakers, lease } = open();
    lease('page-one');
    world.at = 5000;
    expect(lease('page-two')).toBe(false);
    world.at = 6000;
    expect(speakers.announcer('east')).toBe('page-two');
    expect(lease('page-one')).toBe(false);
    expect(lease('page-two', 'blocked')).toBe(false);
    expect(speakers.announcer('east')).toBe('page-one');
    lease('page-one', 'closed');
    expect(speakers.state('east')).toBe('blocked');
    world.at = 12_000;
    expect(speakers.state('east')).toBe('none');
  });

  it('cannot be silenced or spoken for by whoever read its name in the public view', () => {
    const { speakers } = open();
    const page = 'page-one';
    const secret = 'a-secret-of-the-page';
    expect(speakers.lease('east', { page, secret, audio: 'running' }).announcer).toBe(true);
    expect(speakers.lease('east', { page, secret: 'a-guess-at-the-secret', audio: 'closed' }).announcer).toBe(false);
    expect(speakers.lease('east', { page, audio: 'closed' }).announcer).toBe(false);
    expect(speakers.announcer('east')).toBe(page);
    void speakers.play(reading, never).catch(() => {});
    expect(speakers.heard('east', { page, no: 1, outcome: 'failed' })).toBe(false);
    expect(speakers.lease('east', { page, secret, audio: 'closed' }).announcer).toBe(false);
    expect(speakers.announcer('east')).toBeNull();
  });

  it('of a page that nobody knows is never noted', () => {
    const { speakers } = open();
    expect(speakers.lease('attic', { page: 'page-one', audio: 'running' }).announcer).toBe(false);
  });
});

describe('a reading', () => {
  it('goes to the announcer and is over when that page says so', async () => {
    const { speakers, lease } = open();
    lease('page-one');
    lease('page-two');
    const played = speakers.play(reading, never);
    await Promise.resolve();
    const announcement = speakers.announcement('east');
    expect(announcement).toEqual({ no: 1, text: reading.text, seconds: 4, wav: '/api/speakers/east/1.wav' });
    expect(speakers.wav('east', 1)).toEqual(reading.wav);
    expect(speakers.heard('east', { page: 'page-two', no: 1, outcome: 'spoken' })).toBe(false);
    expect(speakers.heard('east', { page: 'page-one', no: 2, outcome: 'spoken' })).toBe(false);
    expect(speakers.heard('east', { page: 'page-one', no: 1, outcome: 'spoken' })).toBe(true);
    await played;
    expect([speakers.announcement('east'), speakers.wav('east', 1)]).toEqual([null, null]);
    expect(speakers.heard('east', { page: 'page-one', no: 1, outcome: 'spoken' })).toBe(false);
  });

  it('fails with a reason: no page, a page that could not, a call taken back', async () => {
    const { speakers, lease } = open(1);
    await expect(speakers.play(reading, never)).rejects.toThrow('no-announcer');
    lease('page-one');
    const failed = speakers.play(reading, never);
    await Promise.resolve();
    speakers.heard('east', { page: 'page-one', no: 1, outcome: 'failed' });
    await expect(failed).rejects.toThrow('page-failed');
    const cut = new AbortController();
    const stopped = speakers.play(reading, cut.signal);
    await Promise.resolve();
    cut.abort();
    await expect(stopped).rejects.toThrow('stopped');
    expect(speakers.announcement('east')).toBeNull();
  });

  it('waits a moment for a page that is being loaded anew', async () => {
    const { speakers, lease } = open(5000);
    const played = speakers.play(reading, never);
    lease('page-one');
    await expect.poll(() => speakers.announcement('east')?.no).toBe(1);
    speakers.heard('east', { page: 'page-one', no: 1, outcome: 'spoken' });
    await played;
  });
});

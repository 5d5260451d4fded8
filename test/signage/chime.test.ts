import { expect, it } from 'vitest';
import { Chime, chimeSeconds } from '../../signage/hall/chime.ts';

/** As much of Web Audio as a chime touches; the clock stands still. */
function silentContext(state: AudioContextState) {
  const starts: number[] = [];
  const ramp = { setValueAtTime() {}, exponentialRampToValueAtTime() {} };
  const context = {
    state,
    currentTime: 10,
    destination: {},
    resume: async () => {
      context.state = 'running';
    },
    createGain: () => ({ gain: ramp, connect: () => ({}) }),
    createOscillator: () => ({
      frequency: { value: 0 },
      connect: (next: unknown) => next,
      start: (at: number) => starts.push(at),
      stop() {},
    }),
  };
  return { context: context as unknown as AudioContext, starts };
}

it('chimes follow one another and never sound together', () => {
  const { context, starts } = silentContext('running');
  const chime = new Chime(context);
  expect([chime.ring(), chime.ring(), chime.ring()]).toEqual([true, true, true]);
  const firstNotes = starts.filter((_, index) => index % 2 === 0);
  expect(firstNotes).toEqual([10, 10 + chimeSeconds, 10 + 2 * chimeSeconds]);
});

it('a blocked context is told apart, drops the chime and rings after a touch', async () => {
  const { context, starts } = silentContext('suspended');
  const chime = new Chime(context);
  expect(chime.state).toBe('blocked');
  expect(chime.ring()).toBe(false);
  expect(starts).toEqual([]);
  await chime.resume();
  expect(chime.ring()).toBe(true);
});

it('a flood of calls fills the queue only so far', () => {
  const { context } = silentContext('running');
  const chime = new Chime(context);
  const rung = Array.from({ length: 50 }, () => chime.ring()).filter(Boolean).length;
  expect(rung).toBeGreaterThanOrEqual(8);
  expect(rung).toBeLessThanOrEqual(10);
});

import { describe, expect, it } from 'vitest';
import {
  type JobEffect,
  type JobInput,
  type JobPlan,
  type JobResult,
  type JobStep,
  startJob,
  stepJob,
  usualWaits,
} from '../../../devices/printer/job-machine.ts';
import { StatusReader } from '../../../devices/printer/status.ts';

const plan: JobPlan = {
  waits: usualWaits,
  answersStatus: true,
  questions: [4, 2, 1],
  barrier: 'ordered',
  owed: 0,
  recover: false,
  purpose: 'slip',
};
const says = (byte: number): JobInput => ({ kind: 'sign', sign: { kind: 'real-time', byte } });
const inTurn: JobInput = { kind: 'sign', sign: { kind: 'queued', byte: 0 } };
const timeout: JobInput = { kind: 'timeout' };
const closed: JobInput = { kind: 'closed' };
const wellAsked = [says(0x12), says(0x12), says(0x12)];
const untilWritten = [...wellAsked, inTurn, { kind: 'begun' } as const, { kind: 'written' } as const];

/** Plays inputs, one millisecond apart unless they are time-outs, which take their wait. */
function play(inputs: readonly JobInput[], changes: Partial<JobPlan> = {}) {
  const played = { ...plan, ...changes };
  let now = 0;
  let step: JobStep = startJob(played);
  let wakeMs = step.wakeMs;
  const effects: JobEffect['kind'][] = step.effects.map((effect) => effect.kind);
  for (const input of inputs) {
    now += input.kind === 'timeout' && typeof wakeMs === 'number' ? wakeMs : 1;
    step = stepJob(played, step.state, input, now);
    if (step.wakeMs !== 'keep') wakeMs = step.wakeMs;
    effects.push(...step.effects.map((effect) => effect.kind));
  }
  const outcome: JobResult | null = step.state.phase === 'done' ? step.state.outcome : null;
  return { outcome, effects, phase: step.state.phase };
}

describe('a job for a printer that answers', () => {
  it('asks, waits for its turn, takes leave, sends, and counts as printed when its barrier is answered', () => {
    const { outcome, effects } = play([...untilWritten, inTurn]);
    expect(outcome).toEqual({ result: 'printed' });
    expect(effects).toEqual(['ask', 'ask', 'ask', 'sync', 'begin', 'send-slip', 'ask-barrier']);
  });

  it('is held before it took leave when the paper is out, the cover open, or the printer off line', () => {
    expect(play([says(0x72), says(0x12), says(0x12)]).outcome).toEqual({ result: 'held', reason: 'paper-out' });
    expect(play([says(0x12), says(0x16), says(0x12)]).outcome).toEqual({ result: 'held', reason: 'cover-open' });
    expect(play([says(0x12), says(0x12), says(0x1a)]).outcome).toEqual({ result: 'held', reason: 'offline' });
  });

  it('goes on when the paper is only near its end', () => {
    expect(play([says(0x1e), says(0x12), says(0x12)]).phase).toBe('syncing');
  });

  it('goes on when the printer knows only some of the questions', () => {
    expect(play([says(0x12), timeout, timeout]).phase).toBe('syncing');
  });

  it('is held when no question is answered', () => {
    expect(play([timeout, timeout, timeout]).outcome).toEqual({ result: 'held', reason: 'no-answer' });
  });

  it('is held while the printer is busy with something else', () => {
    const { outcome, effects } = play([...wellAsked, timeout]);
    expect(outcome).toEqual({ result: 'held', reason: 'busy' });
    expect(effects).not.toContain('begin');
  });

  it('is dropped when the record refuses', () => {
    expect(play([...wellAsked, inTurn, { kind: 'begin-refused' }]).outcome).toEqual({ result: 'dropped' });
  });

  it('is held when the connection ends before its first byte', () => {
    expect(play([says(0x12), closed]).outcome).toEqual({ result: 'held', reason: 'cut-off' });
    expect(play([...wellAsked, inTurn, closed]).outcome).toEqual({ result: 'held', reason: 'cut-off' });
    const unsent = { kind: 'write-failed', bytesMayHaveLeft: false } as const;
    expect(play([...untilWritten.slice(0, -1), unsent]).outcome).toEqual({ result: 'held', reason: 'cut-off' });
  });

  it('is uncertain from the first byte until the barrier, whatever happens', () => {
    const started = untilWritten.slice(0, -1);
    expect(play([...started, closed]).outcome).toEqual({ result: 'uncertain', reason: 'cut-off' });
    expect(play([...started, timeout]).outcome).toEqual({ result: 'uncertain', reason: 'no-answer' });
    const failed = { kind: 'write-failed', bytesMayHaveLeft: true } as const;
    expect(play([...started, failed]).outcome).toEqual({ result: 'uncertain', reason: 'cut-off' });
    expect(play([...untilWritten, closed]).outcome).toEqual({ result: 'uncertain', reason: 'cut-off' });
    const silence = Array.from({ length: 30 }, () => timeout);
    expect(play([...untilWritten, ...silence]).outcome).toEqual({ result: 'uncertain', reason: 'no-answer' });
  });

  it('is uncertain when paper or cover stop it in the middle', () => {
    const looked = [...untilWritten, timeout];
    expect(play([...looked, says(0x7e)]).outcome).toEqual({ result: 'uncertain', reason: 'paper-out' });
    expect(play([...looked, says(0x12), timeout, says(0x16)]).outcome).toEqual({
      result: 'uncertain',
      reason: 'cover-open',
    });
  });

  it('is waited for as long as the printer shows that it lives and is well', () => {
    const slow = Array.from({ length: 40 }, () => [timeout, says(0x12)]).flat();
    expect(play([...untilWritten, ...slow, inTurn]).outcome).toEqual({ result: 'printed' });
  });

  it('is not waited for beyond two minutes', () => {
    const stuck = Array.from({ length: 130 }, () => [timeout, says(0x12)]).flat();
    expect(play([...untilWritten, ...stuck]).outcome).toEqual({ result: 'uncertain', reason: 'no-answer' });
  });

  it('does not take an answer owed for an earlier slip for its own', () => {
    expect(play([...wellAsked, inTurn], { owed: 1 }).phase).toBe('syncing');
    expect(play([...wellAsked, inTurn, inTurn], { owed: 1 }).phase).toBe('beginning');
  });

  it('gives owed answers up after a quiet time', () => {
    expect(play([...wellAsked, inTurn, timeout], { owed: 2 }).phase).toBe('beginning');
  });

  it('clears the printer first when the slip before was uncertain', () => {
    expect(play(wellAsked, { recover: true }).effects).toEqual(['ask', 'ask', 'ask', 'recover', 'sync']);
  });
});

describe('a job for a printer of another kind', () => {
  it('without GS r it counts as printed after the printer has looked well for a while', () => {
    const begun = [...wellAsked, timeout, { kind: 'begun' } as const, { kind: 'written' } as const];
    const looks = [timeout, says(0x12), timeout, says(0x12)];
    expect(play([...begun, ...looks], { barrier: 'unknown' }).outcome).toBeNull();
    expect(play([...begun, ...looks, timeout, says(0x12)], { barrier: 'unknown' }).outcome).toEqual({
      result: 'printed',
    });
  });

  it('without any answers it counts as printed after a clean close and as uncertain after any other', () => {
    const sent = [{ kind: 'begun' } as const, { kind: 'written' } as const];
    const silent = { answersStatus: false };
    expect(play(sent, silent).effects).toEqual(['begin', 'send-slip', 'finish']);
    expect(play([...sent, { kind: 'finished' }], silent).outcome).toEqual({ result: 'printed' });
    const broken = play([...sent, { kind: 'finish-failed' }], silent).outcome;
    expect(broken).toEqual({ result: 'uncertain', reason: 'cut-off' });
  });
});

describe('what a printer says', () => {
  it('is told apart by its fixed bits, and unasked automatic status is passed over', () => {
    const signs = new StatusReader().feed(Uint8Array.of(0x12, 0x00, 0x10, 0x00, 0x0f, 0x00, 0x72, 0x03, 0x11, 0x13));
    expect(signs.map((sign) => [sign.kind, sign.byte])).toEqual([
      ['real-time', 0x12],
      ['queued', 0x00],
      ['real-time', 0x72],
      ['queued', 0x03],
    ]);
  });
});

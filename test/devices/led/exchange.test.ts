import { expect, test } from 'vitest';
import type { Clock } from '../../../devices/clock.ts';
import { readAnswer } from '../../../devices/led/encode.ts';
import { Exchange } from '../../../devices/led/exchange.ts';
import { answerFrame } from '../../../devices/led/frame.ts';
import { RecordingWire } from '../../../devices/wire/recording.ts';

/** A clock on which nothing runs off by itself. */
class Timers implements Clock {
  readonly set = new Set<{ milliseconds: number; act: () => void }>();
  now = () => 0;
  after = (milliseconds: number, act: () => void) => {
    const timer = { milliseconds, act };
    this.set.add(timer);
    return () => void this.set.delete(timer);
  };
}

/** A line that says only when it is told that it has taken the bytes. */
class SlowLine extends RecordingWire {
  taken = () => {};

  override async write(bytes: Uint8Array): Promise<void> {
    await super.write(bytes);
    await new Promise<void>((resolve) => {
      this.taken = resolve;
    });
  }
}

const ack = Buffer.from('a000000000', 'hex');
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('an answer that is here before the line has taken the question leaves no timer for the next question', async () => {
  const wire = new SlowLine({ opensPerJob: false });
  const clock = new Timers();
  await wire.open();
  const exchange = new Exchange(wire, clock);
  const first = exchange.ask(1, Buffer.from([0xa2, 0x00, 1, 0, 0]), 600);
  const takenFirst = wire.taken;
  wire.say(answerFrame(1, ack));
  expect(await first).toEqual({ kind: 'ack' });
  takenFirst();
  await settled();
  expect([...clock.set]).toEqual([]);
  wire.say(answerFrame(1, ack));
  const second = exchange.ask(2, Buffer.from([0xa2, 0x00, 1, 0, 0]), 600);
  await settled();
  expect([...clock.set].map(({ milliseconds }) => milliseconds)).toEqual([3000]);
  wire.drop(null);
  expect(await second).toEqual({ kind: 'lost' });
});

test.each([
  ['a000000000', { kind: 'ack' }],
  ['a000040000', { kind: 'nack', code: 4, error: 'memory-overrun' }],
  ['a001000000', { kind: 'nack', code: 0, error: 'unknown-error' }],
  ['a002000000', null],
  ['a000', null],
])('the answer %s is read as what it says', (hex, answer) => {
  expect(readAnswer(Buffer.from(hex, 'hex'))).toEqual(answer);
});

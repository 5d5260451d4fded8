import { afterEach, describe, expect, test, vi } from 'vitest';
import { readerTiming } from '../../../devices/reader/conversation.ts';
import { startFakeReader } from '../../../devices/reader/fake.ts';
import { cardText } from '../../../devices/reader/fake-card.ts';
import { answerFrame, readerCommands } from '../../../devices/reader/frame.ts';
import { RecordingWire } from '../../../devices/wire/recording.ts';
import { WireError } from '../../../devices/wire/wire.ts';
import { cableKinds, newCable } from '../cable.ts';
import { until } from '../until.ts';
import { aliyaOld, chenKaYan, hubertNew, laiXiuying } from './cards.ts';
import { drive, quick } from './rig.ts';

vi.setConfig({ testTimeout: 40_000 });

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function desk(kind: 'tcp' | 'serial' = 'tcp', timing = quick) {
  const reader = await startFakeReader({ port: 0 });
  ends.push(() => reader.stop());
  const cable = newCable(kind, reader);
  ends.push(() => cable.end());
  const driven = drive(cable.wire, cable.config, timing);
  ends.push(() => driven.driver.stop());
  return { reader, cable, ...driven };
}

type Desk = Awaited<ReturnType<typeof desk>>;
const namesOf = ({ signals }: Desk) =>
  signals.map((signal) => (signal.kind === 'card' ? signal.card.name : signal.kind === 'key' ? '' : signal.reason));
const ready = ({ driver }: Desk) => until(() => driver.health().state === 'ready', 'the reader is ready');
/** Nothing of the person on the card may stand in a log line or in the health. */
function expectNothingPersonal({ lines, healths, driver }: Desk): void {
  const told = [...lines, ...healths, JSON.stringify(driver.health())].join('\n');
  for (const secret of [
    laiXiuying.name,
    laiXiuying.number,
    laiXiuying.address ?? '',
    '1949-12-31',
    '19491231',
    'PHOTO',
  ]) {
    expect(told).not.toContain(secret);
  }
}
/** Resolves once the driver has looked for a card several times from now on, so that it knows what lies there. */
async function looked({ reader }: Desk): Promise<void> {
  const before = reader.heard('find');
  await until(() => reader.heard('find') >= before + 3, 'three looks');
}

describe.each(cableKinds)('a reader behind %s', (kind) => {
  test('each card laid down is told once, whole, and to the reader’s place', async () => {
    const it = await desk(kind);
    await it.cable.lay();
    it.driver.start();
    await ready(it);
    const cards = [laiXiuying, chenKaYan, aliyaOld, hubertNew];
    for (const [index, card] of cards.entries()) {
      it.reader.presentCard(card);
      await until(() => it.signals.length > index, 'the card');
      it.reader.removeCard();
      await looked(it);
    }
    expect(it.signals).toEqual(cards.map((card) => ({ kind: 'card', device: 'reader-desk', place: 'desk', card })));
    expect(it.driver.health()).toMatchObject({ kind: 'reader', state: 'ready', reason: null, waitingJobs: 0 });
    expect(it.driver.health().lastSuccessAt).not.toBeNull();
    expectNothingPersonal(it);
  });

  test('after the cable was pulled and laid again the next card is read', async () => {
    const it = await desk(kind);
    await it.cable.lay();
    it.driver.start();
    await ready(it);
    await it.cable.pull();
    await until(() => it.driver.health().state === 'offline', 'offline');
    await it.cable.lay();
    await ready(it);
    it.reader.presentCard(laiXiuying);
    await until(() => it.signals.length === 1, 'the card');
    expect(namesOf(it)).toEqual(['赖秀英']);
    expectNothingPersonal(it);
  });

  test.each(['garbage', 'half-frames', 'slow'])('with fault %s a card is read all the same', async (fault) => {
    const it = await desk(kind, { ...quick, answerMs: 3000, readMs: 8000 });
    await it.cable.lay();
    await it.reader.setFault(fault, fault === 'slow' ? 60 : true);
    it.driver.start();
    it.reader.presentCard(laiXiuying);
    await until(() => it.signals.length > 0, 'a card');
    expect(it.signals).toEqual([{ kind: 'card', device: 'reader-desk', place: 'desk', card: laiXiuying }]);
  });

  test.each([
    ['deaf', 'no-answer'],
    ['wrong-checksum', 'damaged-answer'],
    ['truncated', 'no-answer'],
    ['no-authorisation', 'not-authorised'],
  ])('with fault %s the health says %s, and when it has passed the card is read', async (fault, reason) => {
    const it = await desk(kind);
    await it.cable.lay();
    await it.reader.setFault(fault, true);
    it.driver.start();
    await until(() => it.driver.health().reason === reason, reason);
    await it.reader.setFault(fault, false);
    it.reader.presentCard(laiXiuying);
    await until(() => it.signals.length > 0, 'a card');
    expect(namesOf(it)).toEqual(['赖秀英']);
    await ready(it);
    expectNothingPersonal(it);
  });
});

describe('a card that cannot be read, or lies on,', () => {
  test.each([
    ['select-fails', 'select-failed'],
    ['read-fails', 'read-failed'],
    ['unknown-card', 'unknown-card'],
  ])('with %s is told once, and the next card is read', async (fault, reason) => {
    const it = await desk();
    await it.reader.setFault(fault, true);
    it.driver.start();
    it.reader.presentCard(laiXiuying);
    await until(() => it.signals.length > 0, 'a failure');
    await it.reader.setFault(fault, false);
    // The same card stays where it is: it was given up and is not tried again by itself.
    await looked(it);
    expect(it.signals).toEqual([{ kind: 'card-failed', device: 'reader-desk', place: 'desk', reason }]);
    it.reader.removeCard();
    await looked(it);
    it.reader.presentCard(laiXiuying);
    await until(() => it.signals.length === 2, 'the card');
    expect(namesOf(it)).toEqual([reason, '赖秀英']);
    expectNothingPersonal(it);
  });

  test('that is taken away between attempts is told as failed', async () => {
    const it = await desk('tcp', { ...quick, retryMs: 200 });
    await it.reader.setFault('read-fails', true);
    it.driver.start();
    await ready(it);
    it.reader.presentCard(laiXiuying);
    await until(() => it.reader.heard('read') > 0, 'a first attempt');
    it.reader.removeCard();
    await until(() => it.signals.length > 0, 'a failure');
    expect(namesOf(it)).toEqual(['read-failed']);
  });

  test('with an impossible date on it is refused with the reason alone', async () => {
    const it = await desk();
    const text = cardText(laiXiuying);
    text.write('19490230', 36, 'utf16le');
    it.driver.start();
    it.reader.presentText(text);
    await until(() => it.signals.length > 0, 'a failure');
    expect(it.signals).toEqual([{ kind: 'card-failed', device: 'reader-desk', place: 'desk', reason: 'bad-date' }]);
    expectNothingPersonal(it);
  });

  test('that was read and stays where it is is told once', async () => {
    const it = await desk();
    it.reader.presentCard(laiXiuying);
    it.driver.start();
    await until(() => it.signals.length === 1, 'the card');
    await looked(it);
    expect(it.signals).toHaveLength(1);
  });
});

describe('a connection that fails', () => {
  test('in the middle of an answer is made again and the card is read', async () => {
    const it = await desk();
    await it.reader.setFault('cut', true);
    it.driver.start();
    await until(() => it.driver.health().state === 'offline', 'offline');
    it.reader.presentCard(laiXiuying);
    await it.reader.setFault('cut', false);
    await until(() => it.signals.length > 0, 'a card');
    expect(namesOf(it)).toEqual(['赖秀英']);
  });

  test('does not make a card that was read already be read again, but has it taken away', async () => {
    const it = await desk();
    it.driver.start();
    it.reader.presentCard(laiXiuying);
    await until(() => it.signals.length === 1, 'the card');
    // Long enough for the reader to say that it finds no card that it has not read.
    await looked(it);
    await it.reader.setFault('refuse', true);
    await until(() => it.driver.health().state === 'offline', 'offline');
    // A reader that lost its power finds the card on it as if it were new.
    it.reader.presentCard(laiXiuying);
    await it.reader.setFault('refuse', false);
    await ready(it);
    await looked(it);
    expect(namesOf(it)).toEqual(['赖秀英', 'card-left']);
    it.reader.removeCard();
    await looked(it);
    it.reader.presentCard(chenKaYan);
    await until(() => it.signals.length === 3, 'the next visitor’s card');
    expect(namesOf(it).at(-1)).toBe(chenKaYan.name);
  });

  test('is tried anew when the reader has long been silent', async () => {
    const it = await desk('tcp', { ...quick, answerMs: 30 });
    it.driver.start();
    await ready(it);
    await it.reader.setFault('deaf', true);
    await until(() => it.driver.health().state === 'offline', 'the connection is given up');
    expect(it.driver.health().reason).toBe('no-answer');
    await it.reader.setFault('deaf', false);
    await ready(it);
  });

  test('that was never there is offline and says why', async () => {
    const wire = new RecordingWire({ opensPerJob: false });
    wire.refuseOpen = new WireError('unreachable', 'no such file');
    const { driver } = drive(wire, { kind: 'serial', path: '/dev/none', baudRate: 115_200 });
    expect(driver.health()).toMatchObject({ state: 'starting', reason: null });
    driver.start();
    await until(() => driver.health().reason === 'unreachable', 'unreachable');
    await expect(driver.test()).rejects.toThrow('unreachable');
    await driver.stop();
  });
});

describe('the test of a reader', () => {
  test('passes when it answers and says why not when it does not', async () => {
    const it = await desk('tcp', { ...quick, answerMs: 100 });
    it.driver.start();
    await ready(it);
    await it.driver.test();
    await it.reader.setFault('deaf', true);
    // A question may still be under way that was heard.
    await vi.waitFor(() => expect(it.driver.test()).rejects.toThrow('no-answer'), { timeout: 20_000 });
  });
});

test('an answer that came too late is not taken for the answer to the next question', async () => {
  const wire = new RecordingWire({ opensPerJob: false });
  const { driver, signals } = drive(wire, { kind: 'tcp', host: '127.0.0.1', port: 1 }, { ...quick, answerMs: 40 });
  const [ok, noCard] = [answerFrame(0x90), answerFrame(0x80)];
  let looks = 0;
  wire.answer = (bytes) => {
    const [command, parameter] = readerCommands.find;
    if (bytes[7] !== command || bytes[8] !== parameter) return ok;
    looks += 1;
    // To a question for a card: an answer to another question, then an answer of its own.
    return Buffer.concat([ok, answerFrame(0x90, Buffer.alloc(8)), answerFrame(0x81), noCard]);
  };
  driver.start();
  await until(() => looks > 3, 'some looks');
  expect(driver.health().state).toBe('ready');
  expect(signals).toEqual([]);
  await driver.stop();
});

test('a look comes every 300 to 500 milliseconds', () => {
  expect(readerTiming.findMs).toBeGreaterThanOrEqual(300);
  expect(readerTiming.findMs).toBeLessThanOrEqual(500);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AnswerEvent,
  AnswerParser,
  answerFrame,
  commandFrame,
  preamble,
  type ReaderCommand,
} from '../../../devices/reader/frame.ts';
import { problemOfStatus, readerStatus } from '../../../devices/reader/status.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase();
const frame = (text: string) => Buffer.from(`AAAAAA9669${text}`.replaceAll(' ', ''), 'hex');
const answersOf = (events: AnswerEvent[]) => events.flatMap((event) => (event.kind === 'answer' ? [event.answer] : []));

/** An answer with text and pictures, as a reader gives it to `read`. */
function pictureAnswer(text: Uint8Array, ...pictures: Buffer[]): Buffer {
  const head = Buffer.alloc(2 + 2 * pictures.length);
  for (const [index, part] of [text, ...pictures].entries()) head.writeUInt16BE(part.length, 2 * index);
  return answerFrame(readerStatus.ok, Buffer.concat([head, text, ...pictures]));
}

describe('frames of the SDT protocol', () => {
  test.each<[ReaderCommand, string]>([
    ['status', '0003 11FF ED'],
    ['sam-id', '0003 12FF EE'],
    ['reset', '0003 10FF EC'],
    ['find', '0003 2001 22'],
    ['select', '0003 2002 21'],
    ['read', '0003 3001 32'],
    ['read-with-fingerprint', '0003 3010 23'],
    ['new-address', '0003 3003 30'],
  ])('the command %s is AAAAAA9669 %s', (command, expected) => {
    expect(hex(commandFrame(command))).toBe(hex(frame(expected)));
  });

  test.each([
    ['well', '0004 000090 94', readerStatus.ok, 0],
    ['a card was found', '0008 00009F 00000000 97', readerStatus.found, 4],
    ['no card', '0004 000080 84', readerStatus.noCard, 0],
    ['selected', '000C 000090 0000000000000000 9C', readerStatus.ok, 8],
    ['not selected', '0004 000081 85', readerStatus.selectFailed, 0],
    ['not read', '0004 000041 45', readerStatus.readFailed, 0],
  ])('the answer "%s" is written and read as AAAAAA9669 %s', (_meaning, text, status, dataBytes) => {
    expect(hex(answerFrame(status, Buffer.alloc(dataBytes)))).toBe(hex(frame(text)));
    const [answer] = answersOf(new AnswerParser().push(frame(text)));
    expect(answer).toEqual({ status, data: Buffer.alloc(dataBytes), dataBytes });
  });

  test.each([
    [1295, 0x0508, [1024]],
    [2321, 0x090a, [1024, 1024]],
    [1809, 0x070a, [1024, 512]],
    [1297, 0x050a, [1024, 0]],
  ])('an answer of %i bytes is understood and its pictures are dropped', (bytes, length, pictures) => {
    const text = Buffer.alloc(256, 'T');
    const answer = pictureAnswer(text, ...pictures.map((count) => Buffer.alloc(count, 'P')));
    expect(answer).toHaveLength(bytes);
    expect(answer.readUInt16BE(5)).toBe(length);
    const [read] = answersOf(new AnswerParser().push(answer));
    expect(read?.data.subarray(-256)).toEqual(text);
    expect(read?.data.includes('P')).toBe(false);
    expect(read?.dataBytes).toBe(bytes - 5 - 2 - 3 - 1);
  });

  test('statuses have plain reasons', () => {
    expect([0x41, 0x40, 0x66, 0x31, 0x80, 0x123456].map(problemOfStatus)).toEqual([
      'read-failed',
      'unknown-card',
      'not-authorised',
      'card-check-failed',
      'no-card',
      'unknown-error',
    ]);
  });
});

describe('the parser of answers', () => {
  const noCard = frame('0004 000080 84');

  test('reads answers however they are cut into pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 250 }), { maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        (datas, cuts) => {
          const stream = Buffer.concat(datas.map((data) => answerFrame(readerStatus.ok, data)));
          const parser = new AnswerParser();
          const read: Buffer[] = [];
          for (let at = 0, turn = 0; at < stream.length; turn += 1) {
            const next = at + (cuts[turn % cuts.length] ?? 1);
            for (const { data } of answersOf(parser.push(stream.subarray(at, next)))) read.push(data);
            at = next;
          }
          expect(read.map(hex)).toEqual(datas.map(hex));
        },
      ),
    );
  });

  test('finds the answer behind any noise', () => {
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.array(fc.constantFrom(0xaa, 0x96, 0x69, 0x00, 0x05), { maxLength: 60 }).map((bytes) => Uint8Array.from(bytes)),
      fc.uint8Array({ maxLength: 9 }).map((bytes) => Buffer.concat([preamble, bytes])),
    );
    fc.assert(
      fc.property(noise, (bytes) => {
        const statuses = answersOf(new AnswerParser().push(Buffer.concat([bytes, noCard]))).map(({ status }) => status);
        // Noise may by chance be an answer itself; the true one comes last.
        expect(statuses.at(-1)).toBe(readerStatus.noCard);
      }),
      { examples: [[Buffer.concat([preamble, Buffer.from([0x05, 0x08, 0xaa])])]] },
    );
  });

  test('does not let an answer that was cut off swallow the next', () => {
    const long = pictureAnswer(Buffer.alloc(256, 'T'), Buffer.alloc(1024, 'P'));
    for (let kept = 1; kept < long.length; kept += 61) {
      const events = new AnswerParser().push(Buffer.concat([long.subarray(0, kept), noCard]));
      expect(answersOf(events).map(({ status }) => status)).toEqual([readerStatus.noCard]);
    }
  });

  test('takes no answer with any one byte changed for a right one', () => {
    const found = frame('0008 00009F 00000000 97');
    fc.assert(
      fc.property(fc.integer({ min: 5, max: found.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const wrong = Buffer.from(found);
        wrong[at] = (wrong[at] ?? 0) ^ change;
        expect(answersOf(new AnswerParser().push(wrong))).toEqual([]);
      }),
    );
  });

  test('refuses lengths that no answer has', () => {
    for (const length of ['0000', '0003', '090B', 'FFFF']) {
      expect(new AnswerParser().push(frame(length))).toEqual([{ kind: 'damaged', problem: 'length' }]);
    }
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  areasData,
  clearData,
  clockData,
  deleteAllAreasData,
  pingData,
  readAnswer,
  statusData,
} from '../../../devices/led/encode.ts';
import {
  answerFrame,
  crc16Arc,
  escapeBytes,
  type FrameEvent,
  FrameParser,
  frameBytes,
  requestFrame,
  unescapeBytes,
} from '../../../devices/led/frame.ts';

const hex = (text: string) => Buffer.from(text.replace(/\s/g, ''), 'hex');
const preamble = 'A5'.repeat(8);
const head = `${preamble} 01 00 00 80 00 00 00 00 00 00 FE 02`;

/** Frames published by the maker and by independent users of the cards. */
const known: [string, Buffer, Buffer][] = [
  ['ping', hex(`${head} 05 00 A2 00 01 00 00 68 F8 5A`), pingData()],
  ['status', hex(`${head} 05 00 A1 02 01 00 00 2D 40 5A`), statusData()],
  ['clear', hex(`${head} 05 00 A3 10 01 00 00 51 F8 5A`), clearData()],
  ['delete all areas', hex(`${head} 07 00 A3 06 01 02 00 FF 00 67 CC 5A`), deleteAllAreasData()],
  [
    'clock, Friday 25 January 2013, 11:17:26',
    hex(`${head} 0D 00 A2 03 01 08 00 13 20 01 25 11 17 26 05 B0 3F 5A`),
    clockData({ year: 2013, month: 1, day: 25, hour: 11, minute: 17, second: 26, weekday: 5 }),
  ],
];

const frames = (events: FrameEvent[]) => events.flatMap((event) => (event.kind === 'frame' ? [event.frame] : []));

describe('known-good frames', () => {
  test.each(known)('%s is made byte by byte', (_name, bytes, data) => {
    expect(requestFrame(1, data).toString('hex')).toBe(bytes.toString('hex'));
  });

  test.each(known)('%s is read back', (_name, bytes, data) => {
    const [frame] = frames(new FrameParser().push(bytes));
    expect(frame).toMatchObject({ destination: 1, source: 0x8000, deviceType: 0xfe, version: 2 });
    expect(frame?.data).toEqual(data);
  });

  test('the published answer is an ACK from card 1', () => {
    const bytes = hex(`${preamble} 00 80 01 00 00 00 00 00 00 00 FE 02 05 00 A0 00 00 00 00 64 DC 5A`);
    const [frame] = frames(new FrameParser().push(bytes));
    expect(frame).toMatchObject({ destination: 0x8000, source: 1 });
    expect(readAnswer(frame?.data ?? Buffer.alloc(0))).toEqual({ kind: 'ack' });
    expect(answerFrame(1, hex('A0 00 00 00 00'))).toEqual(bytes);
  });

  test("a dealer's published live text for a 5K card reads as its area of 24 × 8 dots, and our area has the same bytes", () => {
    // The page prints width 80, edited by hand for another sign; with 18 the published checksum A8 7D is right.
    const bytes = hex(`${head} 32 00 A3 06 01 2D 00 00 01 29 00 00 00 00 00 00 18 00 20 00 00 00 00 02 00 00 00 00 02 02
      03 00 04 05 0E 00 00 00 30 31 32 33 34 35 51 52 53 54 54 56 27 42 A8 7D 5A`);
    const [frame] = frames(new FrameParser().push(bytes));
    const block = frame?.data.subarray(9);
    const ours = areasData(
      [
        {
          x: 0,
          y: 0,
          width: 192,
          height: 32,
          pages: ["012345QRSTTV'B"],
          colour: 'red',
          align: 'left',
          motion: 'left',
          holdHalfSeconds: 5,
        },
      ],
      { generation: '5K', fonts: false, deleteIds: [] },
    ).subarray(9);
    expect(ours.subarray(0, 16)).toEqual(block?.subarray(0, 16));
    expect(ours.subarray(-14)).toEqual(block?.subarray(-14));
  });
});

describe('the frame', () => {
  test('the checksum of 123456789 is BB3D', () => {
    expect(crc16Arc(Buffer.from('123456789'))).toBe(0xbb3d);
  });

  test('escapes are the four of the protocol page', () => {
    expect(escapeBytes(hex('A5 A6 5A 5B 00'))).toEqual(hex('A6 02 A6 01 5B 02 5B 01 00'));
    expect(unescapeBytes(hex('A6 03'))).toBeNull();
    expect(unescapeBytes(hex('5B'))).toBeNull();
  });

  test('宝 and the ticket letter Z, whose codes are control bytes, survive', () => {
    const data = hex('B1 A6 5A 5B A5');
    const [frame] = frames(new FrameParser().push(requestFrame(7, data)));
    expect(frame?.data).toEqual(data);
  });

  test("a frame longer than a card's 1,024 bytes is refused", () => {
    const frame = { destination: 1, source: 0x8000, deviceType: 0xfe, version: 2, data: Buffer.alloc(600, 0xa5) };
    expect(() => frameBytes(frame)).toThrow(RangeError);
  });
});

const payloads = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes));
const addresses = fc.integer({ min: 0, max: 0xffff });

describe('the parser', () => {
  test('any payload survives to any address, cut anywhere', () => {
    fc.assert(
      fc.property(payloads, addresses, fc.array(fc.nat(60), { maxLength: 20 }), (data, address, cuts) => {
        const bytes = requestFrame(address, data);
        const parser = new FrameParser();
        const events: FrameEvent[] = [];
        let from = 0;
        for (const length of [...cuts, bytes.length]) {
          events.push(...parser.push(bytes.subarray(from, from + length)));
          from += length;
        }
        expect(events).toHaveLength(1);
        expect(frames(events)[0]).toMatchObject({ destination: address, data });
      }),
    );
  });

  test('a frame after any noise arrives, also after a frame that was cut off', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), payloads, fc.nat(40), (noise, data, keep) => {
        const parser = new FrameParser();
        parser.push(noise);
        parser.push(requestFrame(3, data).subarray(0, keep));
        expect(frames(parser.push(requestFrame(9, data))).at(-1)).toMatchObject({ destination: 9, data });
      }),
    );
  });

  test('a run of A5 of any length begins a frame', () => {
    const body = requestFrame(1, pingData()).subarray(8);
    for (const count of [1, 2, 7, 8, 20]) {
      expect(frames(new FrameParser().push(Buffer.concat([Buffer.alloc(count, 0xa5), body])))).toHaveLength(1);
    }
  });

  test('one changed bit is never taken for the frame that was sent', () => {
    fc.assert(
      fc.property(payloads, fc.nat(), fc.nat(7), (data, place, bit) => {
        const bytes = requestFrame(1, data);
        const changed = Buffer.from(bytes);
        const index = 8 + (place % (bytes.length - 8));
        changed[index] = (changed[index] ?? 0) ^ (1 << bit);
        expect(frames(new FrameParser().push(changed))).toEqual([]);
      }),
    );
  });

  test('length, checksum, escape and size are each told apart', () => {
    const problem = (bytes: Buffer) =>
      new FrameParser().push(bytes).map((event) => event.kind === 'damaged' && event.problem);
    const ping = requestFrame(1, pingData());
    const withByte = (index: number, value: number) => {
      const changed = Buffer.from(ping);
      changed[index] = value;
      return changed;
    };
    expect(problem(withByte(20, 6))).toEqual(['length']);
    expect(problem(withByte(23, 1))).toEqual(['checksum']);
    expect(problem(withByte(24, 0xa6))).toEqual(['escape']);
    expect(problem(hex('A5 01 00 5A'))).toEqual(['short']);
    expect(problem(Buffer.concat([hex('A5'), Buffer.alloc(2000, 1)]))).toEqual(['too-long']);
  });
});

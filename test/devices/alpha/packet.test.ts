import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  configureMemory,
  enableAnswers,
  pictureText,
  setTime,
  softReset,
  writeDots,
  writeString,
  writeText,
} from '../../../devices/alpha/encode.ts';
import { type AlphaCommand, checksum, PacketParser, packetPieces } from '../../../devices/alpha/packet.ts';

const plain = (command: AlphaCommand) =>
  Buffer.concat(packetPieces([command], { address: '00', checksums: false })).toString('latin1');
const head = '\0\0\0\0\0\x01Z00\x02';

/** Packets that independent users of these signs publish with their tests. */
const known: [string, AlphaCommand, string][] = [
  ['memory for a text', configureMemory([{ label: 'A', type: 'text', bytes: 256 }]), 'E$AAU0100FF00'],
  [
    'memory for a string and a text',
    configureMemory([
      { label: '0', type: 'string', bytes: 32 },
      { label: 'A', type: 'text', bytes: 256 },
    ]),
    'E$0BL00200000AAU0100FF00',
  ],
  ['no memory at all', configureMemory([]), 'E$$$$'],
  ['the time', setTime(9, 5), 'E 0905'],
  ['a reset', softReset(), 'E,'],
  ['answers on', enableAnswers(true), 'Es1'],
  ['a string', writeString('B', '1047'), 'GB1047'],
  ['an empty priority text', writeText('0', []), 'A0'],
  ['a text', writeText('A', [{ mode: 'hold', text: '1047' }]), 'AA\x1b b\x18\x1c31047'],
  [
    'a text of two pages, one that moves and one with pictures',
    writeText('A', [
      { mode: 'rotate', text: '1' },
      { mode: 'hold', text: pictureText(['b', 'c']) },
    ]),
    'AA\x1b a\x18\x1c31\x1b b\x18\x1c3\x14b\x14c',
  ],
];

describe('packets', () => {
  test.each(known)('%s is made byte by byte', (_name, command, data) => {
    expect(plain(command)).toBe(`${head}${data}\x04`);
  });

  test('a picture has its height and width in two hexadecimal digits each, and a return after each row', () => {
    const command = writeDots('P', ['000', '130']);
    expect(plain(command)).toBe(`${head}IP0203000\r130\r\x04`);
    expect(plain(configureMemory([{ label: 'P', type: 'dots', widthDots: 255, heightDots: 31 }]))).toBe(
      `${head}E$PDU1FFF2000\x04`,
    );
  });

  test('the checksum is the sum from STX to ETX, both included', () => {
    expect(checksum(Buffer.from('\x02Atest\x03', 'latin1'))).toBe('0206');
    const command = { code: 'A', pieces: [Buffer.from('test')] };
    expect(Buffer.concat(packetPieces([command], { address: '0A', type: 'f' })).toString('latin1')).toBe(
      '\0\0\0\0\0\x01f0A\x02Atest\x030206\x04',
    );
    expect(checksum(Buffer.alloc(600, 0x7f))).toBe((600 * 0x7f - 65536).toString(16).toUpperCase().padStart(4, '0'));
  });

  test('a packet with one command has no pause, but a picture has one after its width', () => {
    expect(packetPieces([enableAnswers(true)], { address: '01' })).toHaveLength(1);
    const pieces = packetPieces([writeDots('P', ['1', '1'])], { address: '01' });
    expect(pieces.map((piece) => piece.toString('latin1').slice(0, 40))).toEqual([
      '\0\0\0\0\0\x01Z01\x02IP0201',
      `1\r1\r\x03${checksum(Buffer.from('\x02IP02011\r1\r\x03', 'latin1'))}\x04`,
    ]);
  });

  test('a packet with several commands has a pause after each STX, and the pauses are no bytes', () => {
    const commands = [enableAnswers(true), writeDots('P', ['1']), softReset()];
    const pieces = packetPieces(commands, { address: '01', checksums: false });
    expect(pieces.map((piece) => piece.toString('latin1'))).toEqual([
      '\0\0\0\0\0\x01Z01\x02',
      'Es1\x03\x02',
      'IP0101',
      '1\r\x03\x02',
      'E,\x03\x04',
    ]);
    expect(Buffer.concat(pieces).includes(0xff)).toBe(false);
  });

  test('what a sign could misread is not sent', () => {
    const options = { address: '01' };
    for (const byte of [0x00, 0x02, 0x03, 0x04, 0x80, 0xff]) {
      expect(() => packetPieces([{ code: 'A', pieces: [Buffer.from([byte])] }], options)).toThrow(RangeError);
    }
    expect(() => packetPieces([softReset()], { address: '1' })).toThrow(RangeError);
    expect(() => writeText('A', [{ mode: 'hold', text: '号' }])).toThrow(RangeError);
    expect(() => writeText('?', [])).toThrow(RangeError);
    expect(() => writeString('B', '\x14a')).toThrow(RangeError);
    expect(() => writeDots('P', ['00', '0'])).toThrow(RangeError);
    expect(() => writeDots('P', ['9'])).toThrow(RangeError);
    expect(() => writeDots('P', Array(32).fill('0'))).toThrow(RangeError);
    expect(() => writeDots('P', ['0'.repeat(256)])).toThrow(RangeError);
  });
});

const commandOf = fc.record({
  code: fc.constantFrom('A', 'E', 'G', 'I'),
  data: fc.array(fc.integer({ min: 5, max: 0x7f }), { maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
});
const packetOf = fc.record({
  commands: fc.array(commandOf, { minLength: 1, maxLength: 3 }),
  address: fc.constantFrom('00', '01', 'A7', '??'),
  checksums: fc.boolean(),
});
const bytesOf = ({ commands, address, checksums }: typeof packetOf extends fc.Arbitrary<infer T> ? T : never) =>
  Buffer.concat(
    packetPieces(
      commands.map(({ code, data }) => ({ code, pieces: [data] })),
      { address, checksums },
    ),
  );

describe('the sign’s ear', () => {
  test('takes back what was sent, however the line split it, with noise before', () => {
    fc.assert(
      fc.property(
        fc.array(packetOf, { maxLength: 4 }),
        fc.uint8Array({ maxLength: 20 }),
        fc.array(fc.nat(15), { maxLength: 40 }),
        (packets, noise, lengths) => {
          const quiet = noise.map((byte) => (byte <= 0x04 ? 0x20 : byte));
          const bytes = Buffer.concat([quiet, ...packets.map(bytesOf)]);
          const parser = new PacketParser();
          let at = 0;
          const events = [...lengths, bytes.length].flatMap((length) => {
            const piece = bytes.subarray(at, at + length);
            at += length;
            return parser.push(piece);
          });
          expect(events).toEqual(
            packets.map(({ commands, address, checksums }) => ({
              kind: 'packet',
              packet: {
                type: 'Z',
                address,
                commands: commands.map((command) => ({ ...command, checksumFits: checksums || null })),
              },
            })),
          );
        },
      ),
    );
  });

  test('hears every byte that was changed on the way by its checksum or by the frame', () => {
    const bytes = bytesOf({ commands: [{ code: 'A', data: Buffer.from('A1047') }], address: '01', checksums: true });
    const [good] = new PacketParser().push(bytes);
    fc.assert(
      fc.property(fc.integer({ min: 9, max: bytes.length - 1 }), fc.integer({ min: 1, max: 0x7f }), (at, change) => {
        const wrong = Buffer.from(bytes);
        wrong[at] = (wrong[at] ?? 0) ^ change;
        const [event] = new PacketParser().push(wrong);
        if (event?.kind !== 'packet') return;
        expect(event.packet.commands.map(({ checksumFits }) => checksumFits)).not.toEqual([true]);
        expect(event).not.toEqual(good);
      }),
    );
  });

  test('wants five zeros, and begins anew with them', () => {
    const bytes = bytesOf({ commands: [{ code: 'E', data: Buffer.from(',') }], address: '01', checksums: false });
    expect(new PacketParser().push(bytes.subarray(1))).toEqual([
      { kind: 'damaged', problem: 'no-sync', address: null },
    ]);
    expect(new PacketParser().push(Buffer.concat([bytes.subarray(0, 12), bytes]))).toHaveLength(1);
  });

  test('never holds more than a sign could', () => {
    const parser = new PacketParser();
    parser.push(Buffer.from('\0\0\0\0\0\x01Z01\x02A', 'latin1'));
    const events = parser.push(Buffer.alloc(20_000, 0x41));
    expect(events).toEqual([{ kind: 'damaged', problem: 'too-long', address: null }]);
    expect(parser.held).toBeNull();
  });

  test('whatever bytes come, it does not break', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(0, 1, 2, 3, 4), fc.nat(255)), { maxLength: 200 }), (bytes) => {
        new PacketParser().push(Buffer.from([0, 0, 0, 0, 0, ...bytes]));
      }),
    );
  });
});

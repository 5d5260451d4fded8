import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Debounce } from '../../../devices/keypad/debounce.ts';
import { createDecoder } from '../../../devices/keypad/decoders.ts';
import { eventOf, keyBytes } from '../../../devices/keypad/fake.ts';
import type { FrameProfile, PadDecoder } from '../../../devices/keypad/frame-decoder.ts';
import { InputEdges, inputRanges } from '../../../devices/keypad/inputs.ts';
import type { PadProfile } from '../../../server/contract/device.ts';
import { evaluator, profiles } from './rig.ts';

const bytes = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const hex = (data: Uint8Array) => Buffer.from(data).toString('hex').toUpperCase();

function decoderOf(profile: PadProfile): PadDecoder {
  const decoder = profile.kind === 'modbus' ? null : createDecoder(profile);
  if (!decoder) throw new Error('no decoder');
  return decoder;
}
const codes = (profile: PadProfile, ...chunks: Uint8Array[]) => {
  const decoder = decoderOf(profile);
  return chunks.flatMap((chunk) => decoder.push(chunk)).flatMap((event) => (event.kind === 'code' ? [event.code] : []));
};
const frame = (change: Partial<FrameProfile>): FrameProfile => ({ ...(evaluator as FrameProfile), ...change });

describe('frames of pads', () => {
  test.each<[string, Partial<FrameProfile>, string]>([
    ['a fixed length and a sum', {}, 'AA 55 00 02 01'],
    ['an exclusive or', { checksum: 'xor8' }, 'AA 55 00 02 FD'],
    ['an end', { start: '02', length: undefined, end: '03', keyAt: 1, checksum: 'none' }, '02 02 03'],
    ['an end after a sum', { start: '02', length: undefined, end: '0D0A', keyAt: 1 }, '02 02 04 0D 0A'],
    ['neither length nor end', { start: 'FE', length: undefined, keyAt: 1, checksum: 'none' }, 'FE 02'],
  ])('with %s are read', (_what, change, text) => {
    const profile = frame(change);
    expect(hex(keyBytes(profile, 'satisfied'))).toBe(text.replaceAll(' ', ''));
    expect(codes(profile, bytes(text), bytes(text))).toEqual(['02', '02']);
  });

  test('without a start byte are told apart by their length and by silence', () => {
    const bare = frame({ start: undefined, length: 3, keyAt: 1, checksum: 'sum8' });
    expect(hex(keyBytes(bare, 'satisfied'))).toBe('000202');
    expect(codes(bare, bytes('00 02'), bytes('02 00 02 02'))).toEqual(['02', '02']);
    const decoder = decoderOf(bare);
    expect(decoder.push(bytes('02 02 00 02 02'))).toEqual([{ kind: 'damaged' }]);
    expect(decoder.push(bytes('00 02 02'))).toEqual([]);
    decoder.reset();
    expect(decoder.push(bytes('00 02 02'))).toEqual([{ kind: 'code', code: '02' }]);
    expect(createDecoder(frame({ start: undefined, length: undefined }))).toBeNull();
  });

  test('the example of the Modbus specification passes as a frame with its CRC', () => {
    const profile = frame({ start: '1105', length: 8, keyAt: 3, checksum: 'crc16-modbus', keys: { AC: 'recall' } });
    expect(codes(profile, bytes('11 05 00 AC FF 00 4E 8B'))).toEqual(['AC']);
    expect(codes(profile, bytes('11 05 00 AC FF 00 8B 4E'))).toEqual([]);
  });

  const anyProfile = fc
    .record({
      start: fc.constantFrom('AA', 'AA55', '02'),
      spare: fc.integer({ min: 0, max: 6 }),
      checksum: fc.constantFrom('sum8' as const, 'xor8' as const, 'crc16-modbus' as const),
      ended: fc.boolean(),
    })
    .map(({ start, spare, checksum, ended }) => {
      const keyAt = start.length / 2 + spare;
      return ended
        ? frame({ start, keyAt, checksum, length: undefined, end: '03' })
        : frame({ start, keyAt, checksum, length: keyAt + 4 });
    });

  test('are read however they are cut', () => {
    const keys = fc.array(fc.constantFrom(...Object.values(evaluator.keys)), { maxLength: 6 });
    fc.assert(
      fc.property(anyProfile, keys, fc.integer({ min: 1, max: 9 }), (profile, pressed, piece) => {
        const stream = Buffer.concat(pressed.map((key) => keyBytes(profile, key)));
        const chunks = Array.from({ length: Math.ceil(stream.length / piece) }, (_, index) =>
          stream.subarray(index * piece, (index + 1) * piece),
        );
        expect(codes(profile, ...chunks).map((code) => profile.keys[code])).toEqual(pressed);
      }),
    );
  });

  test('are found behind noise and behind a frame that was cut off', () => {
    for (const noise of ['00 FF', 'AA', 'AA 55', 'AA AA 55', 'AA 55 00 02', 'AA 55 00 02 02']) {
      expect(codes(evaluator, bytes(noise), keyBytes(frame({}), 'fair'))).toEqual(['03']);
    }
  });

  test('with a wrong checksum are no key', () => {
    const wrong = bytes('AA 55 00 02 02');
    expect(decoderOf(evaluator).push(wrong)).toEqual([{ kind: 'damaged' }]);
  });

  test('of any bytes at all leave the decoder in order', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 5 }), anyProfile, (chunks, profile) => {
        const decoder = decoderOf(profile);
        for (const chunk of chunks) decoder.push(chunk);
        decoder.reset();
        expect(decoder.push(keyBytes(profile, 'fair'))).toEqual([{ kind: 'code', code: '03' }]);
      }),
    );
  });

  test('that cannot be are refused', () => {
    for (const change of [{ keyAt: 1 }, { length: 4 }, { keyAt: 63 }, { length: undefined, end: '0D'.repeat(62) }]) {
      expect(createDecoder(frame(change))).toBe(null);
    }
  });
});

describe('lines of pads', () => {
  test('end with CR, LF or both, and empty ones are nothing', () => {
    expect(codes(profiles.line, Buffer.from('N\rR\n\r\n 完 \r\nN'), Buffer.from('N\n'))).toEqual([
      'N',
      'R',
      '完',
      'NN',
    ]);
  });

  test('that are too long are dropped whole', () => {
    expect(codes(profiles.line, Buffer.from(`${'x'.repeat(1000)}N\nR\n`))).toEqual(['R']);
  });
});

describe('events of a Linux input device', () => {
  // `struct input_event` as the kernel hands it out: EV_MSC scan code, EV_KEY 2 (the key 1) down, EV_SYN.
  const recorded = bytes(
    'b7c5d76500000000 a1b2080000000000 0400 0400 1e000700' +
      'b7c5d76500000000 a1b2080000000000 0100 0200 01000000' +
      'b7c5d76500000000 a1b2080000000000 0000 0000 00000000',
  );

  test('tell the key that goes down', () => {
    expect(codes(profiles.input, recorded)).toEqual(['2']);
  });

  test('tell neither repeats nor the key coming up', () => {
    const held = [1, 2, 2, 2, 0].map((value) => eventOf(1, 28, value));
    expect(codes(profiles.input, ...held)).toEqual(['28']);
  });

  test('are read however they are cut', () => {
    for (let piece = 1; piece < recorded.length; piece += 1) {
      expect(codes(profiles.input, recorded.subarray(0, piece), recorded.subarray(piece))).toEqual(['2']);
    }
  });

  test('are found again after bytes were lost', () => {
    const [lost, whole] = [recorded.subarray(5), Buffer.concat([eventOf(1, 3, 1), eventOf(0, 0, 0), recorded])];
    expect(codes(profiles.input, lost, whole)).toContain('2');
  });
});

describe('inputs of a Modbus slave', () => {
  test('near each other are read together, far ones apart', () => {
    expect(inputRanges([3, 0, 1])).toEqual([{ first: 0, count: 4 }]);
    expect(inputRanges([0, 40])).toEqual([
      { first: 0, count: 1 },
      { first: 40, count: 1 },
    ]);
    expect(inputRanges([0, 65_536])).toBe(null);
    expect(inputRanges([])).toBe(null);
  });

  test('tell that they rose, and not that they are up', () => {
    const edges = new InputEdges();
    const range = { first: 8, count: 3 };
    expect(edges.look(range, [true, false, false])).toEqual([]);
    expect(edges.look(range, [true, true, false])).toEqual([9]);
    expect(edges.look(range, [false, true, true])).toEqual([10]);
    expect(edges.look(range, [true, false, true])).toEqual([8]);
    edges.reset();
    expect(edges.look(range, [true, true, true])).toEqual([]);
  });
});

test('a key counts again only after it was still for 300 milliseconds', () => {
  const debounce = new Debounce(300);
  const let_ = (key: 'recall' | 'finish', now: number) => debounce.lets(key, now);
  expect([let_('recall', 0), let_('recall', 299), let_('recall', 500)]).toEqual([true, false, false]);
  expect([let_('finish', 500), let_('recall', 800)]).toEqual([true, true]);
});

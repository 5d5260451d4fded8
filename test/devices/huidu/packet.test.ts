import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addProgram, askInterfaceVersion, type BoardText } from '../../../devices/huidu/messages.ts';
import {
  errorPacket,
  huiduCommands,
  huiduErrors,
  PacketParser,
  packetBytes,
  packetBytesMost,
  partBytesMost,
  readError,
  serviceAnswer,
  serviceAsk,
  XmlAssembler,
  xmlBytesMost,
  xmlPackets,
} from '../../../devices/huidu/packet.ts';

const hex = (text: string) => Buffer.from(text.replace(/\s/g, ''), 'hex');

/** Feeds the bytes in pieces of these lengths, the rest at the end. */
function parsePieces(bytes: Buffer, lengths: readonly number[]) {
  const parser = new PacketParser();
  let at = 0;
  const events = lengths.flatMap((length) => {
    const piece = bytes.subarray(at, at + length);
    at += length;
    return parser.push(piece);
  });
  return [...events, ...parser.push(bytes.subarray(at))];
}

const packetOf = fc.record({
  command: fc.integer({ min: 0, max: 0xffff }),
  body: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
});

describe('packets', () => {
  test('the greeting has the bytes that the maker documents', () => {
    expect(serviceAsk()).toEqual(hex('08 00 01 20 05 00 00 01'));
    expect(serviceAnswer(0x01000005, 0)).toEqual(hex('0a 00 02 20 05 00 00 01 00 00'));
  });

  test('a heartbeat has four bytes and so has its answer', () => {
    expect(packetBytes(huiduCommands.heartbeatAsk)).toEqual(hex('04 00 5f 00'));
    expect(packetBytes(huiduCommands.heartbeatAnswer)).toEqual(hex('04 00 60 00'));
  });

  test('an error packet carries a number whose name is known', () => {
    expect(errorPacket('kParseXmlFailed')).toEqual(hex('06 00 00 20 16 00'));
    for (const name of huiduErrors) expect(readError(errorPacket(name).subarray(4))).toBe(name);
    expect(readError(hex('ff 7f'))).toBe('code-32767');
    expect(readError(hex('01'))).toBe('damaged-answer');
  });

  test('the same packets come out however the stream was split', () => {
    fc.assert(
      fc.property(fc.array(packetOf, { maxLength: 8 }), fc.array(fc.nat(40), { maxLength: 30 }), (packets, lengths) => {
        const bytes = Buffer.concat(packets.map(({ command, body }) => packetBytes(command, body)));
        const events = parsePieces(bytes, lengths);
        expect(events).toEqual(packets.map((packet) => ({ kind: 'packet', packet })));
      }),
    );
  });

  test('two packets in one chunk and one packet byte by byte are both read', () => {
    const two = Buffer.concat([serviceAsk(), packetBytes(huiduCommands.heartbeatAsk)]);
    expect(new PacketParser().push(two)).toHaveLength(2);
    const parser = new PacketParser();
    const events = [...serviceAsk()].flatMap((byte) => parser.push(Buffer.from([byte])));
    expect(events).toEqual([{ kind: 'packet', packet: { command: 0x2001, body: hex('05000001') } }]);
  });

  test.each(['00 00 01 20', '03 00 5f 00', '01 24 5f 00', 'ff ff 5f 00'])(
    'after the impossible length of %s nothing more is read until the stream begins anew',
    (bytes) => {
      const parser = new PacketParser();
      expect(parser.push(hex(bytes))).toEqual([{ kind: 'damaged', problem: 'length' }]);
      expect(parser.push(serviceAsk())).toEqual([]);
      parser.reset();
      expect(parser.push(serviceAsk())).toHaveLength(1);
    },
  );

  test('whatever bytes come, the parser neither throws nor ends up with a packet of impossible length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        for (const event of new PacketParser().push(bytes)) {
          if (event.kind === 'packet') expect(event.packet.body.length).toBeLessThanOrEqual(packetBytesMost - 4);
        }
      }),
    );
  });

  test('a packet that no box could hold is not made', () => {
    expect(() => packetBytes(1, Buffer.alloc(packetBytesMost - 4))).not.toThrow();
    expect(() => packetBytes(1, Buffer.alloc(packetBytesMost - 3))).toThrow(RangeError);
  });
});

/** The bodies of the packets of one XML message. */
function bodies(xml: string): Buffer[] {
  return new PacketParser()
    .push(Buffer.concat(xmlPackets(huiduCommands.xmlAsk, xml)))
    .flatMap((event) => (event.kind === 'packet' ? [event.packet.body] : []));
}

function assembled(parts: readonly Buffer[]) {
  const assembler = new XmlAssembler();
  return parts.map((part) => assembler.take(part)).at(-1);
}

describe('XML in packets', () => {
  test('the question for the interface has the length of its bytes', () => {
    const xml = askInterfaceVersion();
    const [packet] = xmlPackets(huiduCommands.xmlAsk, xml);
    const bytes = Buffer.byteLength(xml);
    expect(packet?.readUInt16LE(0)).toBe(bytes + 12);
    expect(packet?.subarray(2, 4)).toEqual(hex('03 20'));
    expect([packet?.readUInt32LE(4), packet?.readUInt32LE(8)]).toEqual([bytes, 0]);
    expect(packet?.subarray(12).toString()).toBe(xml);
    expect(xml).toContain('<sdk guid="##GUID"><in method="GetIFVersion"><version value="1000000"/></in></sdk>');
  });

  test('each hanzi counts three bytes, so no Chinese text loses its end', () => {
    const place = { x: 0, y: 0, width: 128, height: 32, fontPx: 16, align: 'left' } as const;
    const text: BoardText = { ...place, id: 'a', text: '请A001到3号窗口' };
    const plain: BoardText = { ...text, text: 'qA001d3hck' };
    const total = (board: BoardText) => bodies(addProgram('g', [board], 1))[0]?.readUInt32LE(0) ?? 0;
    expect(total(text) - total(plain)).toBe(5 * 2);
    const [body] = bodies(addProgram('g', [text], 1));
    expect(body?.length).toBe(8 + total(text));
    expect(body?.subarray(-11).toString()).toBe('</in></sdk>'.slice(-11));
  });

  test.each([1, 2, 3])('a character on the border of two packets is not cut, %i bytes before it', (before) => {
    const xml = 'x'.repeat(partBytesMost - before) + '号'.repeat(10);
    const parts = bodies(xml);
    expect(parts.map((part) => part.length - 8)).toEqual(
      before === 3 ? [partBytesMost, 27] : [partBytesMost - before, 30],
    );
    for (const part of parts) expect(part.subarray(8).toString()).not.toContain('\ufffd');
  });

  test('any text comes out as it went in, and no part is longer than a box takes', () => {
    const long = fc.tuple(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 1500 }),
    );
    fc.assert(
      fc.property(long, ([text, times]) => {
        const xml = text.repeat(times);
        const parts = bodies(xml);
        for (const part of parts) expect(part.length - 8).toBeLessThanOrEqual(partBytesMost);
        expect(parts.reduce((sum, part) => sum + part.length - 8, 0)).toBe(Buffer.byteLength(xml));
        const whole = assembled(parts);
        expect(whole?.kind === 'xml' && whole.bytes.equals(Buffer.from(xml))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('parts out of order, missing or of another total are refused', () => {
    const parts = bodies('号'.repeat(8000));
    expect(parts).toHaveLength(3);
    const [first, second, third] = parts as [Buffer, Buffer, Buffer];
    expect(assembled([second])).toEqual({ kind: 'refused', error: 'kInvalidXmlIndex' });
    expect(assembled([first, third])).toEqual({ kind: 'refused', error: 'kInvalidXmlIndex' });
    expect(assembled([first, second, second])).toEqual({ kind: 'refused', error: 'kInvalidXmlIndex' });
    const other = Buffer.from(second);
    other.writeUInt32LE(1000 * 24, 0);
    other.writeUInt32LE(first.length, 0);
    expect(assembled([first, other])).toEqual({ kind: 'refused', error: 'kInvalidXmlIndex' });
    expect(assembled([first, second, third])?.kind).toBe('xml');
  });

  test('a part beyond the total, an empty one and a total without bounds are refused', () => {
    const part = (total: number, offset: number, text: string) => {
      const head = Buffer.alloc(8);
      head.writeUInt32LE(total, 0);
      head.writeUInt32LE(offset, 4);
      return Buffer.concat([head, Buffer.from(text)]);
    };
    expect(assembled([part(3, 0, 'abcd')])).toEqual({ kind: 'refused', error: 'kInvalidPacketLen' });
    expect(assembled([part(3, 0, '')])).toEqual({ kind: 'refused', error: 'kInvalidPacketLen' });
    expect(assembled([part(0xffffffff, 0, 'a')])).toEqual({ kind: 'refused', error: 'kXmlCmdTooLong' });
    expect(() => xmlPackets(huiduCommands.xmlAsk, 'x'.repeat(xmlBytesMost + 1))).toThrow(RangeError);
  });

  test('a message begun anew replaces the one that was not finished', () => {
    const [first] = bodies('号'.repeat(8000)) as [Buffer];
    expect(assembled([first, ...bodies('<a/>')])).toEqual({ kind: 'xml', bytes: Buffer.from('<a/>') });
  });
});

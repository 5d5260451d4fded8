import { afterEach, describe, expect, test } from 'vitest';
import { LedBox } from '../../../devices/led/box.ts';
import { areasData, clearData, clockData, pingData, readAnswer, type SignArea } from '../../../devices/led/encode.ts';
import { type FakeLedBus, startFakeLedBus } from '../../../devices/led/fake.ts';
import { broadcastAddress, FrameParser, requestFrame } from '../../../devices/led/frame.ts';
import { TcpWire } from '../../../devices/wire/tcp.ts';

const screens = [
  { address: 1, counter: 1 },
  { address: 7, counter: 7 },
];
const size = { widthPx: 128, heightPx: 32 };
const area = (change: Partial<SignArea> = {}): SignArea => ({
  x: 0,
  y: 0,
  width: 128,
  height: 32,
  pages: ['3号窗口'],
  colour: 'yellow',
  align: 'centre',
  motion: 'static',
  holdHalfSeconds: 2,
  ...change,
});
const options = { generation: '6K', fonts: true, deleteIds: [] } as const;

/** The error the card at this address answers, `ok`, or `silent`. */
function ask(box: LedBox, data: Buffer, address = 1): string {
  const [event] = new FrameParser().push(requestFrame(address, data));
  const answer = event && box.take(event, 5)[0];
  const read = answer && readAnswer(answer.data);
  return !read ? 'silent' : read.kind === 'ack' ? 'ok' : read.error;
}

describe('the box', () => {
  test('shows what it was sent and nothing on the other card', () => {
    const box = new LedBox({ ...size, screens });
    expect(ask(box, areasData([area()], options))).toBe('ok');
    expect(box.screens()).toEqual([
      {
        address: 1,
        counter: 1,
        ...size,
        at: 5,
        areas: [
          { x: 0, y: 0, width: 128, height: 32, text: '3号窗口', colour: 'yellow', align: 'centre', motion: 'static' },
        ],
      },
      { address: 7, counter: 7, ...size, at: 0, areas: [] },
    ]);
  });

  test('a 5K card counts in 8 dots, or in dots when bit 15 is set', () => {
    const box = new LedBox({ ...size, screens, generation: '5K' });
    ask(box, areasData([area({ x: 16, width: 64 })], { ...options, generation: '5K' }));
    expect(box.screens()[0]?.areas[0]).toMatchObject({ x: 16, width: 64 });
    const data = areasData([area({ x: 16, width: 64 })], options);
    data.writeUInt16LE(0x8000 | 16, 10);
    data.writeUInt16LE(0x8000 | 64, 14);
    expect(ask(box, data)).toBe('ok');
    expect(box.screens()[0]?.areas[0]).toMatchObject({ x: 16, width: 64 });
  });

  test.each([
    ['an unknown group', Buffer.from('b000010000', 'hex'), 'unknown-group'],
    ['an unknown command', Buffer.from('a377010000', 'hex'), 'unknown-command'],
    ['an area beyond the edge', areasData([area({ x: 8 })], options), 'memory-overrun'],
    ['areas over one another', areasData([area(), area({ y: 16, height: 16 })], options), 'memory-overrun'],
    ['bytes too many', Buffer.concat([areasData([area()], options), Buffer.from([0])]), 'file-type'],
    ['bytes too few', areasData([area()], options).subarray(0, -1), 'file-type'],
    ['a clock with hexadecimal digits', Buffer.from('a20301080013200125111a2605', 'hex'), 'file-type'],
  ])('%s is refused with its error', (_name, data, error) => {
    const box = new LedBox({ ...size, screens });
    expect(ask(box, data)).toBe(error);
    expect(box.screens()[0]?.areas).toEqual([]);
    expect(box.complaints).toHaveLength(1);
  });

  test.each([
    ['an unknown escape', '5c58'],
    ['half a character', 'c7'],
    ['a code that GB 2312 does not assign', 'aaa1'],
    ['a control byte', '07'],
  ])('%s in a text is refused', (_name, wrong) => {
    const bytes = Buffer.from(wrong, 'hex');
    const data = areasData([area({ pages: ['x'.repeat(bytes.length)] })], options);
    bytes.copy(data, data.length - bytes.length);
    expect(ask(new LedBox({ ...size, screens }), data)).toBe('file-type');
  });

  test('a frame with a wrong checksum is answered with error 5', () => {
    const box = new LedBox({ ...size, screens });
    const frame = requestFrame(1, pingData());
    frame[24] = (frame[24] ?? 0) ^ 1;
    const answers = new FrameParser().push(frame).flatMap((event) => box.take(event, 0));
    expect(answers.map(({ data }) => readAnswer(data))).toMatchObject([{ kind: 'nack', error: 'checksum' }]);
  });

  test('a broadcast is carried out by all and answered by none', () => {
    const box = new LedBox({ ...size, screens });
    ask(box, areasData([area()], options), broadcastAddress);
    expect(box.screens().map(({ areas }) => areas.length)).toEqual([1, 1]);
    expect(ask(box, clearData(), broadcastAddress)).toBe('silent');
    expect(box.screens().map(({ areas }) => areas.length)).toEqual([0, 0]);
  });

  test('nobody answers for an address that no card has', () => {
    expect(ask(new LedBox({ ...size, screens }), pingData(), 5)).toBe('silent');
  });

  test('the clock is taken', () => {
    const data = clockData({ year: 2026, month: 11, day: 23, hour: 8, minute: 30, second: 0, weekday: 1 });
    expect(ask(new LedBox({ ...size, screens }), data)).toBe('ok');
  });
});

describe('the fake bus on its TCP port', () => {
  const open: { bus: FakeLedBus; wire: TcpWire }[] = [];
  afterEach(async () => {
    for (const { bus, wire } of open.splice(0)) {
      await wire.close();
      await bus.stop();
    }
  });

  async function connected() {
    const bus = await startFakeLedBus({ port: 0, ...size, screens });
    const wire = new TcpWire({ host: '127.0.0.1', port: bus.port });
    open.push({ bus, wire });
    await wire.open();
    return { bus, wire };
  }

  /** All bytes until the parser has a whole event or the connection ends. */
  function answer(wire: TcpWire): Promise<{ bytes: Buffer; chunks: number; kinds: string[] }> {
    const parser = new FrameParser();
    const chunks: Uint8Array[] = [];
    const kinds: string[] = [];
    return new Promise((resolve) => {
      const finish = () => resolve({ bytes: Buffer.concat(chunks), chunks: chunks.length, kinds });
      wire.onClose(finish);
      wire.onBytes((bytes) => {
        chunks.push(bytes);
        const events = parser.push(bytes);
        kinds.push(...events.map((event) => (event.kind === 'frame' ? 'frame' : event.problem)));
        if (events.some(({ kind }) => kind === 'frame') || kinds.includes('checksum')) finish();
      });
    });
  }

  test('answers a ping with the published ACK', async () => {
    const { wire } = await connected();
    const answered = answer(wire);
    await wire.write(requestFrame(1, pingData()));
    const ack = `${'a5'.repeat(8)}0080010000000000 0000fe020500a00000000064dc5a`.replace(' ', '');
    expect((await answered).bytes.toString('hex')).toBe(ack);
  });

  test.each([
    ['wrong-checksum', ['checksum']],
    ['cut', []],
    ['half-frames', ['frame']],
  ] as const)('under %s the far side sees %j', async (fault, kinds) => {
    const { bus, wire } = await connected();
    await bus.setFault(fault, true);
    const answered = answer(wire);
    await wire.write(requestFrame(1, pingData()));
    const seen = await answered;
    expect(seen.kinds).toEqual(kinds);
    if (fault === 'half-frames') expect(seen.chunks).toBeGreaterThan(3);
  });

  test('under garbage the answer comes after noise', async () => {
    const { bus, wire } = await connected();
    await bus.setFault('garbage', [1]);
    const answered = answer(wire);
    await wire.write(requestFrame(1, pingData()));
    expect((await answered).kinds).toEqual(['escape', 'frame']);
  });

  test('a listener hears of changes only', async () => {
    const { bus, wire } = await connected();
    let changes = 0;
    const stop = bus.onChange(() => {
      changes += 1;
    });
    const answered = answer(wire);
    await wire.write(requestFrame(7, areasData([area()], options)));
    await answered;
    const pinged = answer(wire);
    await wire.write(requestFrame(7, pingData()));
    await pinged;
    expect(changes).toBe(1);
    stop();
    bus.powerCut();
    expect(changes).toBe(1);
    expect(bus.screens()[1]?.areas).toEqual([]);
  });
});

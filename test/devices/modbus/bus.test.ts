import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../../devices/clock.ts';
import { ModbusBox, RequestParser } from '../../../devices/modbus/box.ts';
import { ModbusBus, type Question } from '../../../devices/modbus/bus.ts';
import { crc16Modbus, crcFits, withCrc } from '../../../devices/modbus/crc.ts';
import { type FakeModbus, startFakeModbus } from '../../../devices/modbus/fake.ts';
import { RecordingWire } from '../../../devices/wire/recording.ts';
import { TcpWire } from '../../../devices/wire/tcp.ts';

const bytes = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const hex = (data: Uint8Array) => Buffer.from(data).toString('hex').toUpperCase();
const config = { kind: 'tcp', host: '127.0.0.1', port: 1 } as const;

describe('frames of Modbus-RTU', () => {
  test('the check value of the CRC is 4B37', () => {
    expect(crc16Modbus(Buffer.from('123456789'))).toBe(0x4b37);
  });

  test.each(['11 05 00 AC FF 00 4E 8B', '01 03 00 00 00 01 84 0A'])('%s is a right frame', (text) => {
    expect(crcFits(bytes(text))).toBe(true);
    expect(hex(withCrc(bytes(text).subarray(0, -2)))).toBe(text.replaceAll(' ', ''));
  });

  test('switching coil 172 of slave 17 on is the example of the specification, byte by byte', async () => {
    const wire = new RecordingWire({ opensPerJob: false });
    await wire.open();
    wire.answer = (request) => request;
    const bus = new ModbusBus(wire, config, systemClock);
    const reply = await bus.ask(0x11, { kind: 'write-coil', coil: 172, state: true }, 1000);
    expect(reply).toEqual({ kind: 'done', bits: [] });
    expect(hex(wire.allWritten)).toBe('110500ACFF004E8B');
  });

  test('ten coils from 19 are written as in the specification', async () => {
    const wire = new RecordingWire({ opensPerJob: false });
    await wire.open();
    wire.answer = () => withCrc(bytes('11 0F 00 13 00 0A'));
    const bus = new ModbusBus(wire, config, systemClock);
    const states = [...'1011001110'].map((state) => state === '1');
    await bus.ask(0x11, { kind: 'write-coils', first: 19, states }, 1000);
    expect(hex(wire.allWritten.subarray(0, -2))).toBe('110F0013000A02CD01');
  });

  test('22 inputs from 196 are read as in the specification', async () => {
    const wire = new RecordingWire({ opensPerJob: false });
    await wire.open();
    wire.answer = () => withCrc(bytes('11 02 03 AC DB 35'));
    const bus = new ModbusBus(wire, config, systemClock);
    const reply = await bus.ask(0x11, { kind: 'read-inputs', first: 196, count: 22 }, 1000);
    expect(hex(wire.allWritten.subarray(0, -2))).toBe('110200C40016');
    const bits = [...'0011010111011011101011'].map((bit) => bit === '1');
    expect(reply).toEqual({ kind: 'done', bits });
  });
});

describe('slaves', () => {
  const take = (box: ModbusBox, text: string) => {
    const answer = box.take(withCrc(bytes(text)));
    return answer === null ? null : hex(answer.subarray(0, -2));
  };

  test('switch, tell, and refuse as the specification says', () => {
    const box = new ModbusBox([{ slave: 1, coils: 16, inputs: 8 }]);
    box.setInput(1, 2, true);
    expect(take(box, '01 05 0003 FF00')).toBe('01050003FF00');
    expect(take(box, '01 0F 0008 0003 01 05')).toBe('010F00080003');
    expect(take(box, '01 01 0000 0010')).toBe('0101020805');
    expect(take(box, '01 02 0000 0008')).toBe('01020104');
    expect(take(box, '01 02 0001 0008')).toBe('018202');
    expect(take(box, '01 05 0010 FF00')).toBe('018502');
    expect(take(box, '01 05 0000 0001')).toBe('018503');
    expect(take(box, '01 0F 0000 0009 01 FF')).toBe('018F03');
    expect(take(box, '01 03 0000 0001')).toBe('018301');
    expect(take(box, '02 05 0000 FF00')).toBe(null);
    expect(take(box, '00 05 0000 FF00')).toBe(null);
    expect(box.coils(1)[0]).toBe(true);
    box.powerCut();
    expect(box.coils(1)).toEqual(Array(16).fill(false));
  });

  test('answer a function that they do not have with exception 1, however long it is', () => {
    const box = new ModbusBox([{ slave: 1, coils: 8, inputs: 0 }]);
    const [request] = new RequestParser().push(withCrc(bytes('01 2B 0E 01 00')));
    expect(request && hex(box.take(request) ?? Buffer.alloc(0)).slice(0, 6)).toBe('01AB01');
  });

  test('find every request in a stream, however it is cut', () => {
    const request = fc
      .tuple(
        fc.integer({ min: 1, max: 247 }),
        fc.constantFrom(1, 2, 3, 5, 6),
        fc.uint8Array({ minLength: 4, maxLength: 4 }),
      )
      .map(([slave, command, data]) => withCrc(Buffer.from([slave, command, ...data])));
    fc.assert(
      fc.property(fc.array(request, { maxLength: 6 }), fc.integer({ min: 1, max: 20 }), (requests, piece) => {
        const stream = Buffer.concat(requests);
        const parser = new RequestParser();
        const found: string[] = [];
        for (let at = 0; at < stream.length; at += piece) {
          for (const each of parser.push(stream.subarray(at, at + piece))) found.push(hex(each));
        }
        expect(found).toEqual(requests.map(hex));
      }),
    );
  });
});

describe('on a hostile line', () => {
  const switchOne: Question = { kind: 'write-coil', coil: 3, state: true };
  const switchTwo: Question = { kind: 'write-coils', first: 3, states: [true, false] };
  const silence = { kind: 'silence', problem: 'no-answer' };
  const open = async () => {
    const wire = new RecordingWire({ opensPerJob: false });
    await wire.open();
    const bus = new ModbusBus(wire, config, systemClock);
    return async (question: Question, answer: (request: Buffer) => Buffer) => {
      wire.answer = (request) => answer(Buffer.from(request));
      return bus.ask(0x11, question, 20);
    };
  };
  const repeated = (request: Buffer) => withCrc(request.subarray(0, 6));

  test.each([
    ['other coils', switchTwo, '11 0F 00 09 00 02'],
    ['another count', switchTwo, '11 0F 00 03 00 09'],
    ['another coil', switchOne, '11 05 00 09 FF 00'],
    ['the other state', switchOne, '11 05 00 03 00 00'],
    ['another slave', switchTwo, '12 0F 00 03 00 02'],
  ] as const)('a right frame about %s is no answer', async (_what, question, frame) => {
    const ask = await open();
    expect(await ask(question, () => withCrc(bytes(frame)))).toEqual(silence);
  });

  const readEight: Question = { kind: 'read-inputs', first: 0, count: 8 };

  test.each([
    ['another slave', '12 02 01 FF', silence],
    ['another function', '11 01 01 FF', silence],
    ['a byte too few', '11 02 01', silence],
    ['another count of bytes', '11 02 02 FF FF', silence],
    ['an exception without a name', '11 82 0B', { kind: 'exception', problem: 'refused' }],
    ['an exception to another function', '11 85 02', silence],
  ])('a question for inputs that is answered with %s tells of no input', async (_what, frame, reply) => {
    const ask = await open();
    expect(await ask(readEight, () => withCrc(bytes(frame)))).toEqual(reply);
  });

  test('the late answer about some inputs is not taken for the answer about others', async () => {
    const wire = new RecordingWire({ opensPerJob: false });
    await wire.open();
    const bus = new ModbusBus(wire, config, systemClock);
    expect(await bus.ask(0x11, readEight, 60)).toEqual(silence);
    const others = bus.ask(0x11, { ...readEight, first: 40 }, 20_000);
    await new Promise((resolve) => setImmediate(resolve));
    wire.answer = () => withCrc(bytes('11 02 01 00'));
    wire.say(withCrc(bytes('11 02 01 01')));
    expect(await others).toEqual({ kind: 'done', bits: Array(8).fill(false) });
  });

  test('an echo passes for no answer, and the answer behind it is heard', async () => {
    const ask = await open();
    const echo = (request: Buffer) => request;
    const both = (request: Buffer) => Buffer.concat([request, repeated(request)]);
    expect(await ask(switchTwo, both)).toEqual({ kind: 'done', bits: [] });
    expect((await ask(switchTwo, echo)).kind).toBe('silence');
    expect(await ask(switchOne, echo)).toEqual(silence);
    expect(await ask(switchOne, both)).toEqual({ kind: 'done', bits: [] });
    const refusal = (request: Buffer) => Buffer.concat([request, withCrc(bytes('11 85 02'))]);
    expect(await ask(switchOne, refusal)).toEqual({ kind: 'exception', problem: 'illegal-address' });
  });
});

describe('a bus', () => {
  let fake: FakeModbus | null = null;
  let wire: TcpWire | null = null;
  afterEach(async () => {
    await wire?.close();
    await fake?.stop();
  });
  async function bus() {
    fake = await startFakeModbus({ port: 0, slaves: [{ slave: 1, coils: 8, inputs: 20 }] });
    wire = new TcpWire({ host: '127.0.0.1', port: fake.port, opensPerJob: false });
    await wire.open();
    return { fake, wire, bus: new ModbusBus(wire, config, systemClock) };
  }
  const lightAll: Question = { kind: 'write-coils', first: 0, states: Array(8).fill(true) };

  test('tells what became of each question', async () => {
    const it = await bus();
    expect(await it.bus.ask(1, lightAll, 20_000)).toEqual({ kind: 'done', bits: [] });
    it.fake.setInput(1, 17, true);
    const inputs = await it.bus.ask(1, { kind: 'read-inputs', first: 10, count: 10 }, 20_000);
    expect(inputs).toEqual({ kind: 'done', bits: Array.from({ length: 10 }, (_, index) => index === 7) });
    const outside: Question = { kind: 'write-coil', coil: 8, state: true };
    expect(await it.bus.ask(1, outside, 20_000)).toEqual({ kind: 'exception', problem: 'illegal-address' });
    expect(await it.bus.ask(9, lightAll, 60)).toEqual({ kind: 'silence', problem: 'no-answer' });
  });

  test('hears an answer through noise and in pieces, and knows damage from silence', async () => {
    const it = await bus();
    await it.fake.setFault('garbage', true);
    await it.fake.setFault('half-frames', true);
    expect(await it.bus.ask(1, lightAll, 20_000)).toMatchObject({ kind: 'done' });
    await it.fake.setFault('wrong-checksum', true);
    expect(await it.bus.ask(1, lightAll, 300)).toEqual({ kind: 'silence', problem: 'damaged-answer' });
  });

  test('does not take the late answer of one slave for that of another', async () => {
    const it = await bus();
    await it.fake.setFault('slow', 80);
    expect(await it.bus.ask(1, lightAll, 20)).toMatchObject({ kind: 'silence' });
    expect(await it.bus.ask(9, lightAll, 300)).toEqual({ kind: 'silence', problem: 'no-answer' });
  });

  test('is lost when the connection is', async () => {
    const it = await bus();
    await it.fake.setFault('cut', true);
    expect(await it.bus.ask(1, lightAll, 20_000)).toEqual({ kind: 'lost' });
    expect(await it.bus.ask(1, lightAll, 20_000)).toEqual({ kind: 'lost' });
  });
});

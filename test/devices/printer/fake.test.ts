import { connect, type Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { type FakePrinter, startFakePrinter } from '../../../devices/printer/fake.ts';
import { EscPosParser } from '../../../devices/printer/fake-parser.ts';
import { gb } from '../../../devices/printer/gb.ts';
import { until } from '../until.ts';

let fake: FakePrinter;
const sockets: Socket[] = [];

async function dial(): Promise<{ socket: Socket; said: number[]; state: { ended: string } }> {
  const socket = connect(fake.port ?? 0, '127.0.0.1');
  const said: number[] = [];
  const state = { ended: '' };
  sockets.push(socket);
  socket.on('data', (bytes) => said.push(...bytes));
  socket.on('error', (error: NodeJS.ErrnoException) => {
    state.ended = error.code ?? 'error';
  });
  socket.on('close', () => {
    state.ended ||= 'closed';
  });
  await new Promise((resolve) => socket.once('connect', resolve));
  return { socket, said, state };
}

const bytes = (...parts: (string | Uint8Array)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part.replaceAll(' ', ''), 'hex') : part)));

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await fake?.stop();
});

describe('a fake printer on paper', () => {
  it('draws Chinese text with its size, weight and place', async () => {
    fake = await startFakePrinter({ port: 0 });
    const { socket } = await dial();
    socket.write(bytes('1b40 1c26 1b6101 1b4501 1d2111', gb('㛃号ñ1'), '0a 1d5601'));
    await until(() => fake.slips().length === 1, 'a slip');
    expect(fake.slips()[0]?.blocks).toEqual([
      { kind: 'text', text: '㛃号ñ1', widthFactor: 2, heightFactor: 2, bold: true, reverse: false, align: 'centre' },
    ]);
  });

  it('prints hanzi without FS & at power-up and after ESC @, and none after FS . until one of both', async () => {
    fake = await startFakePrinter({ port: 0 });
    const { socket } = await dial();
    const hanzi = gb('号');
    socket.write(bytes(hanzi, '0a 1c2e', hanzi, '0a 1b40', hanzi, '0a 1c2e 1c26', hanzi, '0a 1d5601'));
    await until(() => fake.slips().length === 1, 'a slip');
    expect(fake.slips()[0]?.text).toBe('号\n║┼\n号\n号');
  });

  it('breaks a line that is wider than the paper', async () => {
    fake = await startFakePrinter({ port: 0, paperMm: 58 });
    const { socket } = await dial();
    socket.write(bytes(Buffer.from('a'.repeat(40)), '0a 1d5601'));
    await until(() => fake.slips().length === 1, 'a slip');
    expect(fake.slips()[0]?.text).toBe(`${'a'.repeat(32)}\n${'a'.repeat(8)}`);
  });

  it('draws a raster as a picture and a QR code from its stored data', async () => {
    fake = await startFakePrinter({ port: 0 });
    const { socket } = await dial();
    const qr = bytes('1d286b0300314306 1d286b0a00315030', Buffer.from('http://'), '1d286b0300315130');
    socket.write(bytes('1d7630000100 0200 80 01', qr, '1d5600'));
    await until(() => fake.slips().length === 1, 'a slip');
    const [image, code] = fake.slips()[0]?.blocks ?? [];
    expect(image).toMatchObject({ kind: 'image', widthDots: 8, heightDots: 2 });
    expect(image?.kind === 'image' && image.png.startsWith('data:image/png;base64,')).toBe(true);
    expect(code).toMatchObject({ kind: 'qr', data: 'http://', cellDots: 6 });
  });

  it('keeps what it did not understand', async () => {
    fake = await startFakePrinter({ port: 0 });
    const { socket } = await dial();
    socket.write(bytes('1b99 07', Buffer.from('ok'), '0a 1d5601'));
    await until(() => fake.slips().length === 1, 'a slip');
    expect(fake.garbage()).toEqual(['1b99', '07']);
    expect(fake.slips()[0]?.text).toBe('ok');
  });

  it('takes the missing rest of a picture from the next client', async () => {
    fake = await startFakePrinter({ port: 0 });
    const first = await dial();
    first.socket.end(bytes('1d763000 0200 0400 ff'));
    await until(() => first.state.ended !== '', 'the first has gone');
    const second = await dial();
    second.socket.write(bytes(Buffer.from('1234567OK'), '0a 1d5601'));
    await until(() => fake.slips().length === 1, 'a slip');
    expect(fake.slips()[0]?.text).toBe('OK');
  });

  it('keeps the last 200 slips', async () => {
    fake = await startFakePrinter({ port: 0 });
    const { socket } = await dial();
    for (let slip = 1; slip <= 205; slip += 1) socket.write(bytes(Buffer.from(String(slip)), '0a 1d5601'));
    await until(() => fake.slips().at(-1)?.no === 205, 'the last slip');
    expect([fake.slips().length, fake.slips()[0]?.no]).toEqual([200, 6]);
  });

  it('understands the same whether bytes come one by one or together', () => {
    const stream = bytes(
      '1b40 1c26',
      gb('号㛃'),
      '0a 1d7630000100 0100 0a 1b6403 1d6b02',
      Buffer.from('12\0'),
      '1d5601',
    );
    const together = new EscPosParser().feed(stream);
    const parser = new EscPosParser();
    expect([...stream].flatMap((byte) => parser.feed(Uint8Array.of(byte)))).toEqual(together);
    expect(together.map((operation) => operation.kind)).not.toContain('garbage');
  });

  it('does not reserve memory for a picture larger than any printer has room for', () => {
    const parser = new EscPosParser();
    const operations = parser.feed(bytes('1d763000 ffff ffff', Buffer.alloc(1000)));
    expect(operations.map((operation) => operation.kind)).toEqual(['garbage']);
  });
});

describe('a fake printer in conversation', () => {
  it('answers real-time questions with the right fixed bits, also while busy', async () => {
    fake = await startFakePrinter({ port: 0 });
    await fake.setFault('busy', true);
    const { socket, said } = await dial();
    socket.write(bytes('1d7201 100401 100402 100403 100404'));
    await until(() => said.length === 4, 'four answers');
    expect(said).toEqual([0x12, 0x12, 0x12, 0x12]);
    await fake.setFault('busy', false);
    await until(() => said.length === 5, 'the queued answer');
    expect(said[4]).toBe(0x00);
  });

  it.each([
    ['paper-out', [0x1a, 0x32, 0x7e]],
    ['paper-near-end', [0x12, 0x12, 0x1e]],
    ['cover-open', [0x1a, 0x16, 0x12]],
    ['offline', [0x1a, 0x12, 0x12]],
  ])('says that it has %s', async (fault, answers) => {
    fake = await startFakePrinter({ port: 0 });
    await fake.setFault(fault, true);
    const { socket, said } = await dial();
    socket.write(bytes('100401 100402 100404'));
    await until(() => said.length === 3, 'three answers');
    expect(said).toEqual(answers);
    expect(said.every((byte) => (byte & 0x93) === 0x12)).toBe(true);
  });

  it('answers a queued question only when it is on line again', async () => {
    fake = await startFakePrinter({ port: 0 });
    await fake.setFault('cover-open', true);
    const { socket, said } = await dial();
    socket.write(bytes('1d7201 100404'));
    await until(() => said.length === 1, 'the real-time answer');
    await fake.setFault('cover-open', false);
    await until(() => said.length === 2, 'the queued answer');
    expect(said).toEqual([0x12, 0x00]);
  });

  it('sends four bytes of automatic status when it was asked to', async () => {
    fake = await startFakePrinter({ port: 0 });
    const { socket, said } = await dial();
    socket.write(bytes('1d61ff'));
    await until(() => said.length === 4, 'status');
    await fake.setFault('paper-out', true);
    await until(() => said.length === 8, 'changed status');
    expect(said).toEqual([0x10, 0, 0, 0, 0x18, 0, 0x0c, 0]);
  });

  it('serves one client at a time, the next when the first has gone', async () => {
    fake = await startFakePrinter({ port: 0 });
    const first = await dial();
    const second = await dial();
    second.socket.write(bytes('100404'));
    first.socket.write(bytes('100404'));
    await until(() => first.said.length === 1, 'the first answered');
    expect(second.said).toEqual([]);
    first.socket.end();
    await until(() => second.said.length === 1, 'the second answered');
  });

  it('resets the connection after the given number of bytes, and works on afterwards', async () => {
    fake = await startFakePrinter({ port: 0 });
    await fake.setFault('cut-after', 10);
    const first = await dial();
    first.socket.write(Buffer.alloc(100, 0x41));
    await until(() => first.state.ended !== '', 'the end');
    expect(first.state.ended).toBe('ECONNRESET');
    const second = await dial();
    second.socket.write(bytes('0a 1d5601'));
    await until(() => fake.slips().length === 1, 'a slip');
    expect(fake.slips()[0]?.text).toBe('A'.repeat(10));
  });

  it('refuses connections while told to, on the same port as before afterwards', async () => {
    fake = await startFakePrinter({ port: 0 });
    await fake.setFault('refuse', true);
    const refused = connect(fake.port ?? 0, '127.0.0.1');
    const code = await new Promise((resolve) =>
      refused.once('error', (error: NodeJS.ErrnoException) => resolve(error.code)),
    );
    expect(code).toBe('ECONNREFUSED');
    await fake.setFault('refuse', false);
    const { socket, said } = await dial();
    socket.write(bytes('100401'));
    await until(() => said.length === 1, 'an answer');
  });

  it('talks over any stream', async () => {
    fake = await startFakePrinter({ port: null });
    const stream = new PassThrough();
    fake.attach(stream);
    stream.write(bytes(Buffer.from('over a pipe'), '0a 1d5601'));
    await until(() => fake.slips().length === 1, 'a slip');
    expect([fake.port, fake.slips()[0]?.text]).toEqual([null, 'over a pipe']);
  });

  it.each([
    ['no-such-fault', true],
    ['paper-out', 5],
    ['slow', true],
    ['slow', -1],
  ])('refuses the fault %s=%s', async (name, value) => {
    fake = await startFakePrinter({ port: null });
    await expect(fake.setFault(name, value)).rejects.toThrow(Error);
  });
});

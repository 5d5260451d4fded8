import { describe, expect, test } from 'vitest';
import { AlphaBox } from '../../../devices/alpha/box.ts';
import { PauseMeter } from '../../../devices/alpha/box-pauses.ts';
import { configureMemory, enableAnswers, writeDots, writeString, writeText } from '../../../devices/alpha/encode.ts';
import { type AlphaCommand, PacketParser, packetPieces } from '../../../devices/alpha/packet.ts';

function newBox() {
  const box = new AlphaBox({ address: '0A', counter: null, widthPx: 40, heightPx: 8 });
  const take = (bytes: Uint8Array) => new PacketParser().push(bytes).map((event) => box.take(event, 1))[0];
  const send = (command: AlphaCommand, address = '0A') => take(Buffer.concat(packetPieces([command], { address })));
  const raw = (text: string) => take(Buffer.from(`\0\0\0\0\0\x01${text}\x04`, 'latin1'));
  const lit = () => box.screens()[0]?.areas.map(({ text }) => text);
  return { box, send, raw, lit };
}

const files = configureMemory([
  { label: 'A', type: 'text', bytes: 20 },
  { label: 'S', type: 'string', bytes: 4 },
  { label: 'P', type: 'dots', widthDots: 3, heightDots: 2 },
]);

describe('a fake sign', () => {
  test('answers nothing until it was told to, then each packet for it alone', () => {
    const { send } = newBox();
    expect(send(writeText('A', []))?.answer).toBeNull();
    expect(send(enableAnswers(true))?.answer).toEqual(Buffer.from([0x06, 0x40]));
    expect(send(writeText('A', []))?.answer).toEqual(Buffer.from([0x06, 0x40]));
    for (const address of ['00', '??', '0?']) expect(send(writeText('A', []), address)?.answer).toBeNull();
    expect(send(writeText('A', []), '0B')).toEqual({ answer: null, changed: false });
  });

  test('names in its register what was wrong', () => {
    const { send, raw } = newBox();
    send(enableAnswers(true));
    send(files);
    const nak = (bits: number) => Buffer.from([0x15, 0x40 | bits]);
    expect(raw('Z0A\x02AAtext\x030000')?.answer).toEqual(nak(0x10));
    expect(raw('Z0A\x02XA')?.answer).toEqual(nak(0x20));
    expect(send(writeText('B', []))?.answer).toEqual(nak(0x20));
    expect(send(writeText('P', []))?.answer).toEqual(nak(0x20));
    expect(send(writeString('S', '12345'))?.answer).toEqual(nak(0x08));
    expect(raw('Z0A\x02AA\x1bxb1')?.answer).toEqual(nak(0x20));
    expect(raw('Z0A\x02AA\x14Q')?.answer).toEqual(nak(0x20));
    expect(raw('Z0A\x02AA1\xe5')?.answer).toEqual(nak(0x01));
    expect(raw('Z0A')?.answer).toBeNull();
    expect(raw('Z0A\x02E$AAU0100')?.answer).toEqual(nak(0x20));
    expect(raw('Z0A\x02E 2460')?.answer).toEqual(nak(0x20));
  });

  test('takes a picture only in the size that was laid out, row by row', () => {
    const { send, raw, lit } = newBox();
    send(enableAnswers(true));
    send(files);
    expect(send(writeDots('P', ['123', '000']))?.answer?.[0]).toBe(0x06);
    expect(send(writeDots('P', ['12', '00']))?.answer?.[0]).toBe(0x15);
    expect(raw('Z0A\x02IP0203123\r000')?.answer?.[0]).toBe(0x15);
    expect(raw('Z0A\x02IP0203123\r00\r')?.answer?.[0]).toBe(0x15);
    expect(raw('Z0A\x02IP0203129\r000\r')?.answer?.[0]).toBe(0x15);
    send(writeText('A', [{ mode: 'hold', text: '\x14P' }]));
    expect(lit()).toEqual(['▦']);
  });

  test('lights texts with strings in them, and the priority text before all others', () => {
    const { send, raw, lit } = newBox();
    send(files);
    send(writeString('S', '1047'));
    raw('Z0A\x02AA\x1b b\x1c1No \x10S!');
    expect(lit()).toEqual(['No 1047!']);
    send(writeText('0', [{ mode: 'flash', text: 'FIRE' }]));
    expect(lit()).toEqual(['FIRE']);
    send(writeText('0', []));
    expect(lit()).toEqual(['No 1047!']);
    send(configureMemory([]));
    expect(lit()).toEqual([]);
  });

  test('takes several commands in one packet', () => {
    const { box, lit } = newBox();
    const commands = [files, writeText('A', [{ mode: 'hold', text: '8' }])];
    const bytes = Buffer.concat(packetPieces(commands, { address: '0A' }));
    for (const event of new PacketParser().push(bytes)) box.take(event, 1);
    expect([box.carriedOut, lit()]).toEqual([['E$', 'AA'], ['8']]);
  });
});

test('the silences within packets are measured where signs need them', () => {
  const meter = new PauseMeter();
  const pieces = packetPieces([enableAnswers(true), writeDots('P', ['12', '34'])], { address: '0A' });
  pieces.forEach((piece, index) => {
    meter.push(piece, index * 100);
  });
  expect(meter.packets).toEqual([{ afterStx: [100, 100], afterWidth: [100] }]);
  meter.push(Buffer.concat(packetPieces([writeDots('P', ['12'])], { address: '0A' })), 1000);
  expect(meter.packets[1]).toEqual({ afterStx: [0], afterWidth: [0] });
});

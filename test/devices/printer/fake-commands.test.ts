import { Duplex } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { startFakePrinter } from '../../../devices/printer/fake.ts';
import { EscPosParser } from '../../../devices/printer/fake-parser.ts';
import { until } from '../until.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const filled = (head: string, count: number, byte: number) => Buffer.concat([hex(head), Buffer.alloc(count, byte)]);
const named = (head: string, text: string, tail = '') => Buffer.concat([hex(head), Buffer.from(text), hex(tail)]);

/** As the libraries and drivers in use send them; payloads are made of bytes that begin commands elsewhere. */
const streams: Record<string, Buffer> = {
  'set-up': hex('1b40 1b3d01 1b3f0a00 1b630500 1b4110 1b2b10 1d6201 1b7b01 1b7410 1b520f 1b3901 1b5500 1d4102 00'),
  drawer: hex('1b700032ff 1014010005 1014020108 10140801031401060208'),
  type: hex('1b4d01 1b2100 1b4501 1b4701 1b2d01 1d4201 1d2111 1b6101 1b2000 1b3340 1b32 1b5601 1b7200 1b284102000102'),
  'old barcode': named('1d4802 1d6602 1d6840 1d7703 1d6b02', '123456789012', '00'),
  'new barcode': named('1d6b490a', '{BABC12345'),
  'QR code': named(
    '1d286b040031413200 1d286b0300314303 1d286b0300314530 1d286b0800315030',
    'HELLO',
    '1d286b0300315130',
  ),
  PDF417: named('1d286b0500305030', 'ab', '1d286b0300305130'),
  raster: hex('1d763000 0200 0300 100401100404'),
  'bit image of 24 dots': filled('1b2a21 0400', 12, 0x1d),
  'bit image of 8 dots': filled('1b2a00 0400', 4, 0x1b),
  'GS ( L': filled('1d284c 1200 3070300101311000 0400', 8, 0x1b),
  'GS 8 L': filled('1d384c 12000000 3070300101311000 0400', 8, 0x10),
  'pictures in memory': filled('1c700100 1c7101 0100 0100', 8, 0x1d),
  'picture to download': Buffer.concat([filled('1d2a0102', 16, 0x1b), hex('1d2f00')]),
  'own letters': hex('1b26 03 41 42 02 ffffffffffff 01 aabbcc'),
  'own hanzi': filled('1c32fea1', 72, 0x1b),
  hanzi: hex('1c26 1c2e 1c2100 1c2d00 1c530000 1c5700 1c4300'),
  cuts: hex('1d5600 1d5601 1d5630 1d5631 1d564103 1d564200 1d566103 1b69 1b6d'),
  questions: hex(
    '100401 100404 10040701 10040803 1d7201 1d7202 1d4901 1d4941 1d61ff 1b76 1b7500 1d284806003030 41424344',
  ),
  'page mode': hex('1b4c 1b5400 1b57 0000000000020001 1d240000 1d5c0000 1b0c 1b53 18 0c'),
  counters: hex('1d43300001 1d4331010005000101 1d43320000 1d63 1d67000000 00 1d7a300505 1d3a 1d3a 1d5e010000'),
};

describe('a fake printer and its command set', () => {
  it.each(Object.entries(streams))('knows where %s ends, wherever the bytes are split', (_name, command) => {
    const stream = Buffer.concat([command, Buffer.from('OK\n')]);
    const whole = new EscPosParser().feed(stream);
    const text = whole.map((operation) => (operation.kind === 'character' ? operation.text : '')).join('');
    const told = JSON.stringify(whole);
    expect([text, whole.filter(({ kind }) => kind === 'garbage')]).toEqual(['OK', []]);
    for (let at = 1; at < stream.length; at += 1) {
      const parser = new EscPosParser();
      const parts = [...parser.feed(stream.subarray(0, at)), ...parser.feed(stream.subarray(at))];
      if (JSON.stringify(parts) !== told) expect(parts).toEqual(whole);
    }
  });

  it('loses a command that was cut off, and not the one after it', () => {
    const kinds = new EscPosParser().feed(hex('1b 1d5600')).map(({ kind }) => kind);
    expect(kinds).toEqual(['garbage', 'command']);
  });

  it('prints stored graphics, and gives back the letters by which a client knows that all was printed', async () => {
    const fake = await startFakePrinter({ port: null });
    const said: Buffer[] = [];
    const line = new Duplex({ read: () => {}, write: (bytes, _encoding, done) => done(void said.push(bytes)) });
    fake.attach(line);
    const graphics = streams['GS 8 L'] ?? Buffer.alloc(0);
    line.push(
      Buffer.concat([
        graphics,
        hex('1d284c02003032 09'),
        Buffer.from('x'),
        hex('0a 1d5600 1d2848060030 30 41424344 1b76'),
      ]),
    );
    await until(() => said.length === 2, 'both answers');
    const [image, text] = fake.slips()[0]?.blocks ?? [];
    expect(image).toMatchObject({ kind: 'image', widthDots: 16, heightDots: 4 });
    expect(text).toMatchObject({ kind: 'text', text: '        x' });
    expect(Buffer.concat(said).toString('hex')).toBe('3722414243440000');
    await fake.stop();
  });
});

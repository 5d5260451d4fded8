import { brotliDecompressSync } from 'node:zlib';
import { rebuildGlyphs } from './woff2-glyphs.ts';

export interface Table {
  tag: string;
  data: Buffer;
}

const knownTags = (
  'cmap head hhea hmtx maxp name OS/2 post cvt  fpgm glyf loca prep CFF  VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX ' +
  'vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG  sbix acnt avar bdat bloc bsln cvar fdsc feat ' +
  'fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill'
).match(/.{4}(?= |$)/g) as readonly string[];
const headerBytes = 48;
const ownTag = 63;

/**
 * A plain TrueType file made of a WOFF2 one (W3C WOFF File Format 2.0), because variations can only be applied to that.
 * Throws when the bytes are no WOFF2 font with TrueType outlines.
 */
export function trueTypeOfWoff2(file: Buffer): Buffer {
  if (file.toString('latin1', 0, 4) !== 'wOF2') throw new Error('this is no WOFF2 font');
  const { entries, end } = directory(file);
  const whole = brotliDecompressSync(file.subarray(end, end + file.readUInt32BE(20)));
  const tables: Table[] = [];
  let offset = 0;
  for (const entry of entries) {
    const data = whole.subarray(offset, offset + entry.bytes);
    offset += entry.bytes;
    if (entry.tag === 'loca' && entry.transformed) continue;
    if (entry.tag === 'hmtx' && entry.transformed) throw new Error('transformed side bearings are not supported');
    if (entry.tag === 'glyf' && entry.transformed) {
      const { glyphs, locations } = rebuildGlyphs(data);
      tables.push({ tag: 'glyf', data: glyphs }, { tag: 'loca', data: locations });
    } else tables.push({ tag: entry.tag, data: Buffer.from(data) });
  }
  // The rebuilt locations are long ones.
  tables.find((table) => table.tag === 'head')?.data.writeInt16BE(1, 50);
  return trueTypeFile(tables);
}

interface Entry {
  tag: string;
  transformed: boolean;
  bytes: number;
}

function directory(file: Buffer): { entries: Entry[]; end: number } {
  let at = headerBytes;
  const number = () => {
    let value = 0;
    for (let digit = 0; digit < 5; digit += 1) {
      const byte = file.readUInt8(at);
      at += 1;
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
    throw new Error('a table of this WOFF2 font has no length');
  };
  const entries: Entry[] = [];
  for (let index = 0; index < file.readUInt16BE(12); index += 1) {
    const flags = file.readUInt8(at);
    at += 1;
    const known = knownTags[flags & 63];
    const tag = (flags & 63) === ownTag || known === undefined ? file.toString('latin1', at, at + 4) : known;
    if ((flags & 63) === ownTag) at += 4;
    const version = flags >> 6;
    const transformed = tag === 'glyf' || tag === 'loca' ? version === 0 : version !== 0;
    const plain = number();
    entries.push({ tag, transformed, bytes: transformed ? number() : plain });
  }
  return { entries, end: at };
}

/** A TrueType file of these tables. Checksums are left at 0: nobody who reads it here asks for them. */
export function trueTypeFile(tables: readonly Table[]): Buffer {
  const sorted = [...tables].sort((left, right) => (left.tag < right.tag ? -1 : 1));
  const header = Buffer.alloc(12 + 16 * sorted.length);
  header.writeUInt32BE(0x00010000, 0);
  header.writeUInt16BE(sorted.length, 4);
  const parts = [header];
  let offset = header.length;
  for (const [index, { tag, data }] of sorted.entries()) {
    const at = 12 + 16 * index;
    header.write(tag, at, 'latin1');
    header.writeUInt32BE(offset, at + 8);
    header.writeUInt32BE(data.length, at + 12);
    const padding = Buffer.alloc((4 - (data.length % 4)) % 4);
    parts.push(Buffer.from(data), padding);
    offset += data.length + padding.length;
  }
  return Buffer.concat(parts);
}

import { crc32 } from 'node:zlib';

/**
 * The part of the ZIP format (PKWARE APPNOTE 6.3.3) that a bundle needs: entries stored as they are, with UTF-8 names, no
 * ZIP64. PDF and scans are compressed already. All times are 1980-01-01, so that the same content gives the same bytes.
 */
export interface ZipEntry {
  name: string;
  bytes: Buffer;
}

/** Reading stopped at `offset`; `what` says what should stand there. */
export class ZipError extends Error {
  constructor(
    readonly offset: number,
    readonly what: string,
  ) {
    super(`byte ${offset}: ${what}`);
  }
}

const signatures = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 };
const localSize = 30;
const centralSize = 46;
const endSize = 22;
const version = 20;
const utf8Names = 0x0800;
const firstDay = 0x0021;
/** Offsets and sizes have four bytes. */
const bytesMost = 0xffff_ffff;

interface Placed {
  name: Buffer;
  crc: number;
  size: number;
  offset: number;
}

/** Writes entry after entry; what each call returns is to be written in that order. */
export class ZipWriter {
  readonly #placed: Placed[] = [];
  #offset = 0;

  /** `crc` is reckoned from the bytes where it is left out. */
  entry({ name: text, bytes }: ZipEntry, crc = crc32(bytes)): Buffer[] {
    const name = Buffer.from(text, 'utf8');
    const placed = { name, crc, size: bytes.length, offset: this.#offset };
    this.#placed.push(placed);
    const header = Buffer.alloc(localSize);
    header.writeUInt32LE(signatures.local, 0);
    writeCommon(header, 4, placed);
    this.#offset += localSize + name.length + bytes.length;
    if (this.#offset > bytesMost) throw new Error('a ZIP file holds 4 GB at most');
    return [header, name, bytes];
  }

  end(): Buffer[] {
    const start = this.#offset;
    const parts = this.#placed.flatMap((placed) => {
      const header = Buffer.alloc(centralSize);
      header.writeUInt32LE(signatures.central, 0);
      header.writeUInt16LE(version, 4);
      writeCommon(header, 6, placed);
      header.writeUInt32LE(placed.offset, 42);
      return [header, placed.name];
    });
    const end = Buffer.alloc(endSize);
    end.writeUInt32LE(signatures.end, 0);
    end.writeUInt16LE(this.#placed.length, 8);
    end.writeUInt16LE(this.#placed.length, 10);
    end.writeUInt32LE(Buffer.concat(parts).length, 12);
    end.writeUInt32LE(start, 16);
    return [...parts, end];
  }
}

function writeCommon(header: Buffer, at: number, { name, crc, size }: Placed): void {
  header.writeUInt16LE(version, at);
  header.writeUInt16LE(utf8Names, at + 2);
  header.writeUInt16LE(firstDay, at + 8);
  header.writeUInt32LE(crc, at + 10);
  header.writeUInt32LE(size, at + 14);
  header.writeUInt32LE(size, at + 18);
  header.writeUInt16LE(name.length, at + 22);
}

/** An entry as it was read; `sound` says whether its own checksum fits. Four bytes prove nothing against intent. */
export type ReadEntry = ZipEntry & { sound: boolean };

/**
 * The entries of a file that `ZipWriter` has made, as far as they can be read, and everything about the container that is
 * not byte for byte as it was written. Contents are given as they stand, right or not.
 */
export function unzipped(file: Buffer): { entries: ReadEntry[]; errors: ZipError[] } {
  const entries: ReadEntry[] = [];
  const errors: ZipError[] = [];
  const writer = new ZipWriter();
  try {
    let offset = 0;
    while (signatureAt(file, offset) === signatures.local) {
      const { name, bytes, crc, start } = entryAt(file, offset);
      const sound = crc32(bytes) === crc;
      entries.push({ name, bytes, sound });
      const header = Buffer.concat(writer.entry({ name, bytes }, crc).slice(0, 2));
      const error = difference(file.subarray(offset, start), header, offset, `the header of ${name}`);
      if (error !== null) errors.push(error);
      offset = start + bytes.length;
    }
    const error = difference(file.subarray(offset), Buffer.concat(writer.end()), offset, 'the table of contents');
    if (error !== null) errors.push(error);
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    errors.push(error);
  }
  return { entries, errors };
}

function signatureAt(file: Buffer, offset: number): number {
  if (offset + 4 > file.length) throw new ZipError(file.length, 'the file is cut off');
  return file.readUInt32LE(offset);
}

function entryAt(file: Buffer, offset: number) {
  if (offset + localSize > file.length) throw new ZipError(file.length, 'the file is cut off in a header');
  const size = file.readUInt32LE(offset + 18);
  const start = offset + localSize + file.readUInt16LE(offset + 26);
  const name = file.toString('utf8', offset + localSize, start);
  const plain = file.readUInt16LE(offset + 8) === 0 && file.readUInt16LE(offset + 28) === 0;
  if (!plain) throw new ZipError(offset, `the part ${name} is packed otherwise than a bundle is`);
  if (start + size > file.length) throw new ZipError(file.length, `the file is cut off within ${name}`);
  return { name, bytes: file.subarray(start, start + size), crc: file.readUInt32LE(offset + 14), start };
}

function difference(found: Buffer, wanted: Buffer, from: number, what: string): ZipError | null {
  if (found.equals(wanted)) return null;
  const most = Math.min(found.length, wanted.length);
  let at = 0;
  while (at < most && found[at] === wanted[at]) at += 1;
  if (at < most) return new ZipError(from + at, `${what} is not as it was written`);
  return new ZipError(from + at, found.length > most ? `something was added after ${what}` : `${what} is cut off`);
}

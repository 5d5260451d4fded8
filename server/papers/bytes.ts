/** Reads big-endian numbers one after another; throws `RangeError` past the end. */
export class Bytes {
  at = 0;
  constructor(readonly data: Buffer) {}

  skip(bytes: number): void {
    this.at += bytes;
  }
  uint8(): number {
    this.at += 1;
    return this.data.readUInt8(this.at - 1);
  }
  uint16(): number {
    this.at += 2;
    return this.data.readUInt16BE(this.at - 2);
  }
  int16(): number {
    this.at += 2;
    return this.data.readInt16BE(this.at - 2);
  }
  uint32(): number {
    this.at += 4;
    return this.data.readUInt32BE(this.at - 4);
  }
  /** 255UInt16 of WOFF2: one to three bytes. */
  short255(): number {
    const code = this.uint8();
    if (code === 253) return this.uint16();
    if (code === 255) return this.uint8() + 253;
    if (code === 254) return this.uint8() + 506;
    return code;
  }
  take(bytes: number): Buffer {
    if (this.at + bytes > this.data.length) throw new RangeError('the font ends too soon');
    this.at += bytes;
    return this.data.subarray(this.at - bytes, this.at);
  }
}

/** CRC-16/MODBUS: polynomial 0x8005 reflected, start 0xFFFF, no final xor, sent low byte first. */
export function crc16Modbus(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1;
  }
  return crc;
}

/** The bytes with their CRC behind them. */
export function withCrc(bytes: Uint8Array): Buffer {
  const frame = Buffer.alloc(bytes.length + 2);
  frame.set(bytes);
  frame.writeUInt16LE(crc16Modbus(bytes), bytes.length);
  return frame;
}

/** Whether the last two bytes are the CRC of those before them. */
export function crcFits(frame: Buffer): boolean {
  return frame.length > 2 && frame.readUInt16LE(frame.length - 2) === crc16Modbus(frame.subarray(0, -2));
}

/** One step of a walk over slip bytes. */
export interface WalkStep {
  name: string;
  args: Buffer;
}

const fixedLengths: Record<string, number> = {
  '1b40': 0,
  '1c26': 0,
  '1b61': 1,
  '1b45': 1,
  '1b20': 1,
  '1b4a': 1,
  '1b64': 1,
  '1d21': 1,
  '1d56': 1,
};

/**
 * Walks over the bytes of a slip with nothing but the layouts that a slip may use, written down apart from the fake's
 * parser. Throws at the first byte that it cannot place.
 */
export function walk(bytes: Buffer): WalkStep[] {
  const steps: WalkStep[] = [];
  let at = 0;
  while (at < bytes.length) {
    const { name, start, length } = stepAt(bytes, at);
    if (start + length > bytes.length) throw new Error(`${name} at ${at} runs over the end`);
    steps.push({ name, args: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return steps;
}

function stepAt(bytes: Buffer, at: number): { name: string; start: number; length: number } {
  const first = bytes.readUInt8(at);
  if (first === 0x0a) return { name: 'lf', start: at + 1, length: 0 };
  if (first === 0x1b || first === 0x1c || first === 0x1d) return commandAt(bytes, at);
  let end = at;
  while (end < bytes.length && isText(bytes.readUInt8(end))) end += bytes.readUInt8(end) >= 0x81 ? 2 : 1;
  if (end === at) throw new Error(`byte ${first.toString(16)} at ${at} is neither text nor command`);
  return { name: 'text', start: at, length: end - at };
}

function isText(byte: number): boolean {
  return (byte >= 0x20 && byte <= 0x7e) || (byte >= 0x81 && byte <= 0xfe);
}

function commandAt(bytes: Buffer, at: number): { name: string; start: number; length: number } {
  const name = bytes.subarray(at, at + 2).toString('hex');
  const start = at + 2;
  const known = fixedLengths[name];
  if (known !== undefined) return { name, start, length: known };
  if (name === '1d28' && bytes[start] === 0x6b) return { name, start, length: 3 + bytes.readUInt16LE(start + 1) };
  if (name === '1d76' && bytes[start] === 0x30) {
    return { name, start, length: 6 + bytes.readUInt16LE(start + 2) * bytes.readUInt16LE(start + 4) };
  }
  throw new Error(`command ${name} at ${at} is not one of a slip`);
}

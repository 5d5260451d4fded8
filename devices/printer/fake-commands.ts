/** One thing a printer was told, in the order of the byte stream. */
export type Operation =
  | { kind: 'character'; text: string; columns: 1 | 2 }
  | { kind: 'line-feed' }
  | { kind: 'return' }
  | { kind: 'tab' }
  | { kind: 'command'; name: string; args: Buffer }
  | { kind: 'garbage'; bytes: Buffer };

/**
 * Bytes after the command's name, from the bytes that follow it. Null: more are needed to tell. Names are in hex: `1d76`
 * is GS v. Lengths after the ESC/POS command references of Epson and of the makers that follow it.
 */
export type ArgumentLength = (rest: Buffer) => number | null;

const fixed =
  (length: number): ArgumentLength =>
  () =>
    length;

/** A header of `headerLength` bytes and then as many as `count` reads from it. */
const counted =
  (headerLength: number, count: (header: Buffer) => number): ArgumentLength =>
  (rest) =>
    rest.length < headerLength ? null : headerLength + count(rest);

/** Up to and including the first NUL, and no more than 256 bytes. */
const untilNul =
  (from: number): ArgumentLength =>
  (rest) => {
    const end = rest.indexOf(0, from);
    if (end >= 0) return end + 1;
    return rest.length > 256 ? 256 : null;
  };

const cutLength: ArgumentLength = (rest) => {
  if (rest.length < 1) return null;
  return (rest[0] ?? 0) >= 65 && rest[0] !== 48 && rest[0] !== 49 ? 2 : 1;
};

const barcodeLength: ArgumentLength = (rest) => {
  if (rest.length < 2) return null;
  return (rest[0] ?? 0) <= 6 ? untilNul(1)(rest) : 2 + (rest[1] ?? 0);
};

const pulseLength: ArgumentLength = (rest) => {
  if (rest.length < 1) return null;
  return rest[0] === 1 ? 3 : rest[0] === 2 ? 3 : rest[0] === 8 ? 8 : 1;
};

const word = (bytes: Buffer, at: number) => (bytes.length >= at + 2 ? bytes.readUInt16LE(at) : 0);

function table(lead: number, entries: Record<string, ArgumentLength | number>): [string, ArgumentLength][] {
  return Object.entries(entries).map(([name, length]) => {
    const code = Buffer.concat([Buffer.from([lead]), Buffer.from(name, 'latin1')]).toString('hex');
    return [code, typeof length === 'number' ? fixed(length) : length];
  });
}

const escapeCommands = table(0x1b, {
  ' ': 1,
  '!': 1,
  $: 2,
  '%': 1,
  '*': counted(3, (header) => word(header, 1) * (header[0] === 32 || header[0] === 33 ? 3 : 1)),
  '-': 1,
  '2': 0,
  '3': 1,
  '=': 1,
  '?': 1,
  '@': 0,
  B: 2,
  D: untilNul(0),
  E: 1,
  G: 1,
  J: 1,
  K: 1,
  L: 0,
  M: 1,
  R: 1,
  S: 0,
  T: 1,
  V: 1,
  W: 8,
  '\\': 2,
  a: 1,
  c: 2,
  d: 1,
  e: 1,
  i: 0,
  m: 0,
  p: 3,
  r: 1,
  t: 1,
  u: 1,
  v: 0,
  '{': 1,
});

const groupCommands = table(0x1d, {
  '!': 1,
  $: 2,
  '(': counted(3, (header) => word(header, 1)),
  '*': counted(2, (header) => (header[0] ?? 0) * (header[1] ?? 0) * 8),
  '/': 1,
  ':': 0,
  B: 1,
  E: 1,
  H: 1,
  I: 1,
  L: 2,
  P: 2,
  T: 1,
  V: cutLength,
  W: 2,
  '\\': 2,
  '^': 3,
  a: 1,
  b: 1,
  c: 0,
  f: 1,
  h: 1,
  j: 1,
  k: barcodeLength,
  r: 1,
  v: counted(6, (header) => word(header, 2) * word(header, 4)),
  w: 1,
  z: 2,
});

const fileCommands = table(0x1c, {
  '!': 1,
  '&': 0,
  '(': counted(3, (header) => word(header, 1)),
  '-': 1,
  '.': 0,
  '2': 74,
  C: 1,
  S: 2,
  W: 1,
  p: 2,
});

const linkCommands = table(0x10, { '\x04': 1, '\x05': 1, '\x14': pulseLength });

export const commands: ReadonlyMap<string, ArgumentLength> = new Map([
  ...escapeCommands,
  ...groupCommands,
  ...fileCommands,
  ...linkCommands,
]);

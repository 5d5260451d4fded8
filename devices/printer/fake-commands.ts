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

/** Where the first byte says which function it is, so many bytes in all; one for a function that is not listed. */
const byFunction =
  (lengths: Readonly<Record<number, number>>): ArgumentLength =>
  (rest) =>
    rest.length < 1 ? null : (lengths[rest[0] ?? 0] ?? 1);

const pulseLength = byFunction({ 1: 3, 2: 3, 3: 6, 7: 2, 8: 8 });
const realTimeLength = byFunction({ 7: 2, 8: 2, 18: 2 });
const numberingLength = byFunction({ 48: 3, 49: 7, 50: 3 });

/** ESC & y c1 c2: for each letter its width in dots and so many columns of y bytes. */
const ownLettersLength: ArgumentLength = (rest) => {
  if (rest.length < 3) return null;
  const [columnBytes = 0, first = 0, last = 0] = rest;
  let length = 3;
  for (let letter = first; letter <= last; letter += 1) {
    const width = rest[length];
    if (width === undefined) return null;
    length += 1 + width * columnBytes;
  }
  return length;
};

/** FS q n: so many pictures, each with its width and height in eights of dots. */
const keptPicturesLength: ArgumentLength = (rest) => {
  if (rest.length < 1) return null;
  let length = 1;
  for (let picture = 0; picture < (rest[0] ?? 0); picture += 1) {
    if (rest.length < length + 4) return null;
    length += 4 + word(rest, length) * word(rest, length + 2) * 8;
  }
  return length;
};

const word = (bytes: Buffer, at: number) => (bytes.length >= at + 2 ? bytes.readUInt16LE(at) : 0);

function table(lead: number, entries: Record<string, ArgumentLength | number>): [string, ArgumentLength][] {
  return Object.entries(entries).map(([name, length]) => {
    const code = Buffer.concat([Buffer.from([lead]), Buffer.from(name, 'latin1')]).toString('hex');
    return [code, typeof length === 'number' ? fixed(length) : length];
  });
}

const escapeCommands = table(0x1b, {
  '\f': 0,
  ' ': 1,
  '!': 1,
  $: 2,
  '%': 1,
  '&': ownLettersLength,
  '(': counted(3, (header) => word(header, 1)),
  '*': counted(3, (header) => word(header, 1) * (header[0] === 32 || header[0] === 33 ? 3 : 1)),
  '-': 1,
  '2': 0,
  '3': 1,
  '9': 1,
  '+': 1,
  '<': 0,
  '=': 1,
  '?': 1,
  '@': 0,
  A: 1,
  B: 2,
  C: 3,
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
  U: 1,
  V: 1,
  W: 8,
  Z: counted(5, (header) => word(header, 3)),
  '\\': 2,
  a: 1,
  c: 2,
  d: 1,
  e: 1,
  f: 2,
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
  '#': 1,
  $: 2,
  '(': counted(3, (header) => word(header, 1)),
  '*': counted(2, (header) => (header[0] ?? 0) * (header[1] ?? 0) * 8),
  '/': 1,
  '8': counted(5, (header) => header.readUInt32LE(1)),
  ':': 0,
  '<': 0,
  A: 2,
  B: 1,
  C: numberingLength,
  E: 1,
  H: 1,
  I: 1,
  L: 2,
  P: 2,
  Q: counted(6, (header) => word(header, 2) * word(header, 4)),
  T: 1,
  V: cutLength,
  W: 2,
  '\\': 2,
  '^': 3,
  a: 1,
  b: 1,
  c: 0,
  f: 1,
  g: 4,
  h: 1,
  j: 1,
  k: barcodeLength,
  r: 1,
  v: counted(6, (header) => word(header, 2) * word(header, 4)),
  w: 1,
  z: 3,
});

const fileCommands = table(0x1c, {
  '!': 1,
  '&': 0,
  '(': counted(3, (header) => word(header, 1)),
  '-': 1,
  '.': 0,
  '2': 74,
  '?': 2,
  C: 1,
  S: 2,
  W: 1,
  g: counted(8, (header) => (header[0] === 1 || header[0] === 0x31 ? word(header, 6) : 0)),
  p: 2,
  q: keptPicturesLength,
});

const linkCommands = table(0x10, { '\x04': realTimeLength, '\x05': 1, '\x14': pulseLength });

export const commands: ReadonlyMap<string, ArgumentLength> = new Map([
  ...escapeCommands,
  ...groupCommands,
  ...fileCommands,
  ...linkCommands,
]);

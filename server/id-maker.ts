import { randomFillSync } from 'node:crypto';

/** The 64 letters of base64url in the order in which SQLite and JavaScript compare them. */
const letters = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
const timeLetters = 6;
const randomLetters = 12;
/** Six letters count steps of this length for 69 years. */
const stepMs = 32;
/** Start of the count, 2026-01-01 UTC. */
const countFromMs = 1_767_225_600_000;

/**
 * Makes ids of 18 letters and digits: 6 that grow with time, so that new rows come to lie beside each other in every
 * table, and 12 with 72 random bits, so that nobody can guess one. The random bytes are drawn in bulk.
 */
export function idMaker(now: () => number): () => string {
  const pool = new Uint8Array(randomLetters * 256);
  let offset = pool.length;
  let step = Number.NaN;
  let prefix = '';
  return () => {
    const present = Math.max(0, Math.floor((now() - countFromMs) / stepMs));
    if (present !== step) {
      step = present;
      prefix = lettersOf(present);
    }
    if (offset >= pool.length) {
      randomFillSync(pool);
      offset = 0;
    }
    let id = prefix;
    for (const end = offset + randomLetters; offset < end; offset += 1) id += letters[(pool[offset] ?? 0) & 63];
    return id;
  };
}

function lettersOf(count: number): string {
  let rest = count;
  let text = '';
  for (let place = 0; place < timeLetters; place += 1) {
    text = (letters[rest % 64] ?? '') + text;
    rest = Math.floor(rest / 64);
  }
  return text;
}

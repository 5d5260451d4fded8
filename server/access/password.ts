import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(scrypt) as (password: string, salt: Buffer, length: number) => Promise<Buffer>;
const keyBytes = 32;

/** A salted scrypt key as text: `scrypt$<salt>$<key>`. */
export async function sealPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, keyBytes);
  return `scrypt$${salt.toString('base64')}$${key.toString('base64')}`;
}

export async function passwordFits(password: string, sealed: string): Promise<boolean> {
  const [kind, salt, key] = sealed.split('$');
  if (kind !== 'scrypt' || salt === undefined || key === undefined) return false;
  const wanted = Buffer.from(key, 'base64');
  const given = await derive(password, Buffer.from(salt, 'base64'), wanted.length);
  return timingSafeEqual(given, wanted);
}

/** At least 8 characters of three of the four classes (GB/T 22239-2019, level 2). Empty when good, else what is missing. */
export function passwordWeakness(password: string): string {
  const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((each) => each.test(password)).length;
  if (password.length < 8) return 'at least 8 characters';
  if (classes < 3) return 'three of: small letters, capitals, digits, other characters';
  return '';
}

/**
 * Four groups such as `Kbm7`, of letters and digits that are not mistaken for each other when read out: 66 bits, and
 * three classes of characters, as GB/T 22239-2019 asks at level 2.
 */
export function newPassword(): string {
  const one = (letters: string) => letters[randomInt(letters.length)];
  const small = 'abcdefghjkmnpqrstuvwxyz';
  const group = () => [one('ABCDEFGHJKLMNPQRSTUVWXYZ'), one(small), one(small), one('23456789')].join('');
  return [group(), group(), group(), group()].join('-');
}

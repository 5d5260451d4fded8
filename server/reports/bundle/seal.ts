import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { settingTable } from '../../journal/setting-table.ts';

const keyName = 'bundle-key';

/** The hall's own Ed25519 key, made on first use and kept in its database. */
export function bundleKey(database: Database): KeyObject {
  const pem = settingTable(database).keep(keyName, () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  );
  return createPrivateKey(pem);
}

/** The public key of a hall's database; null when it has never made a bundle. Writes nothing. */
export function knownPublicKey(database: Database): string | null {
  const pem = settingTable(database).find(keyName);
  return pem === undefined ? null : publicKeyOf(createPrivateKey(pem));
}

/** DER (SPKI) in base64. */
export function publicKeyOf(key: KeyObject): string {
  return createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');
}

export function signatureOf(key: KeyObject, bytes: Buffer): string {
  return sign(null, bytes, key).toString('base64');
}

/** False also for a key or signature that is none. */
export function isSignedBy(publicKey: string, bytes: Buffer, signature: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' });
    return verify(null, bytes, key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

/** SHA-256 of the public key's DER, its first 16 bytes as groups of four, for people to compare. */
export function fingerprintOf(publicKey: string): string {
  const digest = hash('sha256', Buffer.from(publicKey, 'base64'), 'hex').slice(0, 32);
  return (digest.match(/.{4}/g) ?? []).join(' ');
}

import { networkInterfaces } from 'node:os';

/**
 * Address under which this server is reached. When it listens on every interface, the first one of the local network
 * is named: a phone in the hall can open that, but not 127.0.0.1.
 */
export function ownAddress(host: string, port: number): string {
  const named = host === '0.0.0.0' || host === '::' ? (lanAddress() ?? '127.0.0.1') : host;
  return `http://${named.includes(':') ? `[${named}]` : named}:${port}`;
}

function lanAddress(): string | undefined {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find((address) => address.family === 'IPv4' && !address.internal)?.address;
}

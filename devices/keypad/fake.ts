import type { Duplex } from 'node:stream';
import type { PadKey, PadProfile } from '../../server/contract/device.ts';
import { isLineFault, startFakeLine } from '../fake-line.ts';
import { startFakeModbus } from '../modbus/fake.ts';
import { inputEvent, keyDown, keyEventType } from './decoders.ts';
import { checksumBytes, checksumOf, type FrameProfile, frameLayout } from './frame-decoder.ts';

export interface FakePad {
  readonly port: number;
  /** Presses a key and lets it go. Throws an Error for a key that the pad's profile does not have. */
  press(key: PadKey): void;
  /** Faults of the line, and `deaf`: the pad is dead. Rejects with an Error for an unknown fault. */
  setFault(fault: string, value: boolean | number): Promise<void>;
  /** Serves a stream in place of a TCP connection, such as one end of a pair of pseudo-terminals. */
  attach(stream: Duplex): void;
  /** How many hold a connection to it. */
  readonly clientCount: number;
  stop(): Promise<void>;
}

export interface FakePadOptions {
  /** 0 lets the system choose. */
  port: number;
  host?: string;
  profile: PadProfile;
}

/** How long a button of a Modbus slave stays down when nobody looks. */
const holdMostMs = 1_000;
const noise = Buffer.from([0x00, 0xfe, 0x55]);

/** The bytes that a pad of this profile sends for a key. Throws an Error for a key or a profile that cannot be. */
export function keyBytes(profile: Exclude<PadProfile, { kind: 'modbus' }>, key: PadKey): Buffer {
  const code = codeOf(profile, key);
  switch (profile.kind) {
    case 'frame':
      return frameOf(profile, code);
    case 'line':
      return Buffer.from(`${code}\r\n`);
    case 'input':
      return Buffer.concat([
        eventOf(keyEventType, Number(code), keyDown),
        eventOf(0, 0, 0),
        eventOf(keyEventType, Number(code), 0),
        eventOf(0, 0, 0),
      ]);
  }
}

function codeOf(profile: PadProfile, key: PadKey): string {
  const found = Object.entries(profile.keys).find(([, meaning]) => meaning === key);
  if (!found) throw new Error(`the pad has no key ${key}`);
  return found[0];
}

function frameOf(profile: FrameProfile, code: string): Buffer {
  const layout = frameLayout(profile);
  if (!layout) throw new Error('no frame can be like that');
  const { start, end, keyAt, checksum, bytes, bytesLeast } = layout;
  const body = Buffer.alloc((bytes ?? bytesLeast) - end.length - checksumBytes[checksum]);
  start.copy(body);
  body.write(code, keyAt, 'hex');
  return Buffer.concat([body, checksumOf(checksum, body), end]);
}

/** One `struct input_event` of now. */
export function eventOf(type: number, code: number, value: number, atMs = Date.now()): Buffer {
  const event = Buffer.alloc(inputEvent.bytes);
  event.writeBigUInt64LE(BigInt(Math.floor(atMs / 1000)), 0);
  event.writeBigUInt64LE(BigInt((atMs % 1000) * 1000), inputEvent.microsecondsAt);
  event.writeUInt16LE(type, inputEvent.typeAt);
  event.writeUInt16LE(code, inputEvent.codeAt);
  event.writeInt32LE(value, inputEvent.valueAt);
  return event;
}

/** A pad behind a TCP port on this machine. Rejects when the port is taken. */
export function startFakePad(options: FakePadOptions): Promise<FakePad> {
  const { profile } = options;
  return profile.kind === 'modbus' ? startButtons(options, profile) : startSpeaker(options, profile);
}

async function startSpeaker(
  { port, host }: FakePadOptions,
  profile: Exclude<PadProfile, { kind: 'modbus' }>,
): Promise<FakePad> {
  let isDead = false;
  const line = await startFakeLine({ port, host, noise, onClient: () => () => {} });
  return {
    port: line.port,
    press: (key) => {
      const bytes = keyBytes(profile, key);
      if (!isDead) line.sendAll(bytes);
    },
    setFault: async (name, value) => {
      if (isLineFault(name)) return line.setFault(name, value);
      if (name !== 'deaf' || typeof value !== 'boolean') throw new Error(`a pad has no fault ${name}=${value}`);
      isDead = value;
    },
    attach: (stream) => line.attach(stream),
    get clientCount() {
      return line.clientCount;
    },
    stop: () => line.stop(),
  };
}

async function startButtons(
  { port, host }: FakePadOptions,
  profile: Extract<PadProfile, { kind: 'modbus' }>,
): Promise<FakePad> {
  const { slave, keys } = profile;
  const inputs = Math.max(8, ...Object.keys(keys).map((input) => Number(input) + 1));
  const box = await startFakeModbus({ port, host, slaves: [{ slave, coils: 8, inputs }] });
  const timers = new Set<NodeJS.Timeout>();
  return {
    port: box.port,
    press: (key) => {
      const input = Number(codeOf(profile, key));
      box.setInput(slave, input, true);
      // A finger stays on the button for longer than a look takes.
      const letGo = () => {
        stopListening();
        clearTimeout(timer);
        timers.delete(timer);
        box.setInput(slave, input, false);
      };
      const stopListening = box.onRequest(letGo);
      const timer = setTimeout(letGo, holdMostMs);
      timers.add(timer);
    },
    setFault: (name, value) => box.setFault(name, value),
    attach: (stream) => box.attach(stream),
    get clientCount() {
      return box.clientCount;
    },
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
      return box.stop();
    },
  };
}

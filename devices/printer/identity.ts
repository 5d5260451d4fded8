import type { Clock } from '../clock.ts';
import type { Wire } from '../wire/wire.ts';

/** GS I n of the ESC/POS references: 67 the model, 65 the firmware. The answer is 5F, letters, 00. */
const questions = [67, 65] as const;
const heardMostBytes = 256;

/** Model and firmware as the printer tells them, `TM-T88 1.05`; null when it did not answer both in time. */
export async function askIdentity(wire: Wire, clock: Clock, waitMs: number): Promise<string | null> {
  const words: string[] = [];
  for (const question of questions) {
    const word = await askWord(wire, clock, waitMs, question);
    if (word === null) return null;
    words.push(word);
  }
  return [...new Set(words)].join(' ');
}

function askWord(wire: Wire, clock: Clock, waitMs: number, question: number): Promise<string | null> {
  return new Promise((resolve) => {
    let heard = Buffer.alloc(0);
    const settle = (word: string | null) => {
      callOff();
      stop();
      resolve(word);
    };
    const stop = wire.onBytes((bytes) => {
      heard = Buffer.concat([heard, bytes]);
      const word = wordIn(heard);
      if (word !== null) settle(word);
      else if (heard.length > heardMostBytes) settle(null);
    });
    const callOff = clock.after(waitMs, () => settle(null));
    wire.write(Uint8Array.of(0x1d, 0x49, question)).catch(() => settle(null));
  });
}

/** The word of a whole answer in what was heard, with anything but plain letters marked; null while there is none. */
export function wordIn(heard: Buffer): string | null {
  const start = heard.indexOf(0x5f);
  const end = heard.indexOf(0x00, start + 1);
  if (start < 0 || end < 0) return null;
  return heard
    .subarray(start + 1, end)
    .toString('latin1')
    .replace(/[^ -~]/g, '?');
}

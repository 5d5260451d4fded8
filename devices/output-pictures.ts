import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeviceOutput, OutputPictures } from '../server/contract/device.ts';
import { litPicture, litWords } from './lit-picture.ts';
import { slipPicture, slipWords } from './printer/slip-picture.ts';

/** What fake devices put out, as picture and as text, drawn from the bytes that they received. */
export const outputPictures: OutputPictures = {
  slip: (slip) => ({ png: slipPicture(slip), text: slipWords(slip) }),
  screen: (screen) => ({ png: litPicture(screen), text: litWords(screen) }),
};

const numbered = (no: number) => String(no).padStart(4, '0');

/**
 * Keeps pictures and texts in a folder: `slips/0001.png` and `.txt` for each slip of a printer, `<device>-<address>.png` and
 * `.txt` for what each display shows now. `note` takes the outputs after a change, one change after the other.
 */
export function pictureFolder(folder: string): { note(outputs: readonly DeviceOutput[]): Promise<void> } {
  const written = new Set<string>();
  const keep = async (path: string, { png, text }: { png: Uint8Array; text: string }) => {
    await writeFile(`${path}.png`, png);
    await writeFile(`${path}.txt`, text);
  };
  const noteOne = async (output: DeviceOutput) => {
    if (output.kind === 'speaker') return;
    if (output.kind === 'printer') {
      for (const slip of output.slips) {
        const key = `${output.device} ${slip.no}`;
        if (written.has(key)) continue;
        written.add(key);
        await keep(join(folder, 'slips', numbered(slip.no)), outputPictures.slip(slip));
      }
      return;
    }
    for (const screen of output.screens) {
      const key = `${output.device}-${screen.address}`;
      const shown = JSON.stringify(screen);
      if (written.has(`${key} ${shown}`)) continue;
      for (const old of written) if (old.startsWith(`${key} `)) written.delete(old);
      written.add(`${key} ${shown}`);
      await keep(join(folder, key), outputPictures.screen(screen));
    }
  };
  let work: Promise<void> = mkdir(join(folder, 'slips'), { recursive: true }).then(() => undefined);
  return {
    note(outputs) {
      work = work.then(async () => {
        for (const output of outputs) await noteOne(output);
      });
      return work;
    },
  };
}

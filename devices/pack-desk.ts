import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import type { KeptClip, PackCard, PackDesk, PackIdentity } from '../server/contract/recording.ts';
import { Refused } from '../server/contract/refusal.ts';
import { decibelsOf, peakDbfs, soundingRmsDbfs, trim } from './voice/level.ts';
import { type Manifest, mandarin, readManifest, readPacks } from './voice/packs.ts';
import { houseRate, readWav, resample, type Sound, secondsOf, writeWav } from './voice/wav.ts';

/** What a clip may be: not silence, not overdriven, and not half a story. */
const quietestRmsDbfs = -45;
const clippedShare = 0.002;
const secondsLeast = 0.08;
const secondsMost = 8;
const clipsMost = 500;
const packsMost = 20;

/** The file of some words; hexadecimal, because a file's name must say nothing to the file system. */
const fileOf = (words: string) => `${Buffer.from(words, 'utf8').toString('hex')}.wav`;

/** Recorded voices in a folder of the house. One change after the other: a manifest is read, changed and written whole. */
export function openPackDesk(parent: string): PackDesk {
  let work: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(change: () => Promise<T>): Promise<T> => {
    const done = work.then(change);
    work = done.catch(() => {});
    return done;
  };
  const manifestOf = (id: string): Promise<Manifest> =>
    readManifest(joinPath(parent, id)).catch(() => {
      throw new Refused('not-found', { pack: id });
    });
  const write = async (id: string, manifest: Manifest) => {
    const draft = joinPath(parent, id, 'manifest.draft');
    await writeFile(draft, `${JSON.stringify(manifest, null, 1)}\n`);
    await rename(draft, joinPath(parent, id, 'manifest.json'));
  };

  return {
    list: async () => {
      const packs = await readPacks(parent);
      return Promise.all(packs.map(async ({ id }) => cardOf(id, await readManifest(joinPath(parent, id)))));
    },
    name: (id, { voice, dialect }: PackIdentity) =>
      inTurn(async () => {
        const known = await readManifest(joinPath(parent, id)).catch(() => null);
        const packs = await readPacks(parent);
        if (known === null && packs.length >= packsMost) throw new Refused('unusable-recording', { problem: 'packs' });
        await mkdir(joinPath(parent, id), { recursive: true });
        const manifest = { gapMs: 40, clips: {}, ...known, voice, dialect };
        await write(id, manifest);
        return cardOf(id, manifest);
      }),
    keep: (id, words, wav) =>
      inTurn(async (): Promise<KeptClip> => {
        const manifest = await manifestOf(id);
        if (Object.keys(manifest.clips).length >= clipsMost)
          throw new Refused('unusable-recording', { problem: 'clips' });
        const sound = checked(Buffer.from(wav));
        const draft = joinPath(parent, id, `${fileOf(words)}.draft`);
        await writeFile(draft, writeWav(sound));
        await rename(draft, joinPath(parent, id, fileOf(words)));
        await write(id, { ...manifest, clips: { ...manifest.clips, [words]: fileOf(words) } });
        const told = (value: number) => Math.round(value * 10) / 10;
        return {
          words,
          seconds: Math.round(secondsOf(sound) * 100) / 100,
          peakDbfs: told(peakDbfs(sound)),
          rmsDbfs: told(soundingRmsDbfs(sound)),
        };
      }),
    clip: async (id, words) => {
      const file = (await manifestOf(id)).clips[words];
      if (file === undefined) throw new Refused('not-found', { words });
      return readFile(joinPath(parent, id, file));
    },
    remove: (id, words) =>
      inTurn(async () => {
        const manifest = await manifestOf(id);
        const { [words]: gone, ...clips } = manifest.clips;
        await write(id, { ...manifest, clips });
        if (gone !== undefined) await rm(joinPath(parent, id, gone), { force: true });
      }),
  };
}

const cardOf = (id: string, { voice, dialect = mandarin, clips }: Manifest): PackCard => ({
  id,
  voice,
  dialect,
  recorded: Object.keys(clips),
});

/** The spoken part at the house's rate; throws `unusable-recording` with what is wrong with it. */
function checked(wav: Buffer): Sound {
  const refuse = (problem: string): never => {
    throw new Refused('unusable-recording', { problem });
  };
  let read: Sound;
  try {
    read = readWav(wav);
  } catch {
    return refuse('no-wave');
  }
  let peak = 0;
  let clipped = 0;
  for (const sample of read.samples) {
    peak = Math.max(peak, Math.abs(sample));
    if (Math.abs(sample) >= 0.999) clipped += 1;
  }
  if (decibelsOf(peak) < quietestRmsDbfs || soundingRmsDbfs(read) < quietestRmsDbfs) refuse('too-quiet');
  if (clipped > read.samples.length * clippedShare) refuse('overdriven');
  const sound = trim(resample(read, houseRate));
  if (secondsOf(sound) < secondsLeast) refuse('too-short');
  if (secondsOf(sound) > secondsMost) refuse('too-long');
  return sound;
}

import { readFile, stat } from 'node:fs/promises';
import { basename, join as joinPath } from 'node:path';
import { levelTo, trim } from '../level.ts';
import { readManifest } from '../packs.ts';
import type { Sentence, Token } from '../sentence.ts';
import { houseRate, join, readWav, resample, type Sound, silence } from '../wav.ts';
import type { VoiceEngine } from './voice-engine.ts';

const clipsMost = 500;

/** A recorded voice cannot say this word. */
export class MissingWords extends Error {
  constructor(readonly word: string) {
    super(`no clip for ${word}`);
    this.name = 'MissingWords';
  }
}

interface Piece {
  file: string;
  pauseMs: number;
}

/** Clip by clip, longest first; throws when some word has no clip. */
export function clipPieces(tokens: readonly Token[], clips: Readonly<Record<string, string>>, gapMs: number): Piece[] {
  const longest = Math.max(0, ...Object.keys(clips).map((words) => [...words].length));
  const pieces: Piece[] = [];
  for (let at = 0; at < tokens.length; ) {
    let length = Math.min(longest, tokens.length - at);
    const words = () =>
      tokens
        .slice(at, at + length)
        .map(({ text }) => text)
        .join('');
    while (length > 0 && !Object.hasOwn(clips, words())) length -= 1;
    const file = clips[words()];
    const last = tokens[at + length - 1];
    if (file === undefined || !last) throw new MissingWords(tokens[at]?.text ?? '');
    pieces.push({ file, pauseMs: last.pauseMs > 100 ? last.pauseMs : gapMs });
    at += length;
  }
  return pieces;
}

/** Recorded phrases of a person's voice, the best there is. `folder` null: none is configured. */
export function clipEngine(folder: string | null): VoiceEngine {
  const sounds = new Map<string, { mtimeMs: number; sound: Sound }>();
  const manifest = async () => {
    if (folder === null) throw new Error('no clip pack is configured');
    return { folder, ...(await readManifest(folder)) };
  };
  const clip = async (from: string, file: string) => {
    const path = joinPath(from, basename(file));
    // A clip may be recorded anew while the hall is open.
    const { mtimeMs } = await stat(path);
    const known = sounds.get(file);
    if (known?.mtimeMs === mtimeMs) return known.sound;
    const sound = levelTo(trim(resample(readWav(await readFile(path)), houseRate)), -18);
    if (sounds.size < clipsMost) sounds.set(file, { mtimeMs, sound });
    return sound;
  };
  return {
    name: 'clips',
    worthKeeping: false,
    unavailable: () =>
      manifest().then(
        () => null,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      ),
    render: async (sentence: Sentence) => {
      const { folder: from, clips, gapMs } = await manifest();
      const parts: Sound[] = [];
      for (const { file, pauseMs } of clipPieces(sentence.tokens, clips, gapMs)) {
        parts.push(await clip(from, file), silence(pauseMs / 1000));
      }
      return join(parts);
    },
  };
}

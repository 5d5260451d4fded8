import { readFile } from 'node:fs/promises';
import { basename, join as joinPath } from 'node:path';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { levelTo, trim } from '../level.ts';
import type { Sentence, Token } from '../sentence.ts';
import { houseRate, join, readWav, resample, type Sound, silence } from '../wav.ts';
import type { VoiceEngine } from './voice-engine.ts';

/**
 * `manifest.json` of a folder with recorded clips: which WAV says which words. Keys are hanzi as they are spoken
 * (`一`, `号窗口`, `请`) or a Latin letter; the longest key that fits is used.
 */
const Manifest = Type.Object({
  voice: Type.String({ minLength: 1 }),
  gapMs: Type.Number({ minimum: 0, maximum: 1000 }),
  clips: Type.Record(Type.String({ minLength: 1 }), Type.String({ pattern: '^[^/\\\\]+\\.wav$' })),
});

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
    if (file === undefined || !last) throw new Error(`no clip for ${tokens[at]?.text}`);
    pieces.push({ file, pauseMs: last.pauseMs > 100 ? last.pauseMs : gapMs });
    at += length;
  }
  return pieces;
}

/** Recorded phrases of a person's voice, the best there is. `folder` null: none is configured. */
export function clipEngine(folder: string | null): VoiceEngine {
  const sounds = new Map<string, Sound>();
  const manifest = async () => {
    if (folder === null) throw new Error('no clip pack is configured');
    const read: unknown = JSON.parse(await readFile(joinPath(folder, 'manifest.json'), 'utf8'));
    if (!Value.Check(Manifest, read)) throw new Error('manifest.json is not as it should be');
    return { folder, ...read };
  };
  const clip = async (from: string, file: string) => {
    const known = sounds.get(file);
    if (known) return known;
    const sound = resample(readWav(await readFile(joinPath(from, basename(file)))), houseRate);
    const levelled = levelTo(trim(sound), -18);
    if (sounds.size < 500) sounds.set(file, levelled);
    return levelled;
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

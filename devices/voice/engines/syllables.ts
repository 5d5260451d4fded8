import { access } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import { bopomofo } from '../bopomofo.ts';
import { levelTo, trim } from '../level.ts';
import { runProgram } from '../run-program.ts';
import type { Token } from '../sentence.ts';
import { houseRate, join, readWav, resample, type Sound, silence } from '../wav.ts';
import type { VoiceEngine } from './voice-engine.ts';

/** Every recorded syllable at the same loudness, or loud and soft ones alternate. */
const syllableRmsDbfs = -18;
/** A little slower than it was recorded; only sox can change the pace without the pitch. */
const tempo = '0.88';
const syllablesMost = 1500;

/** A program that turns Ogg Vorbis into WAV on its standard output. */
interface Decoder {
  command: string;
  probe: string[];
  speaks(output: string): boolean;
  args(file: string): string[];
}

const decoders: readonly Decoder[] = [
  {
    command: 'sox',
    probe: ['--help'],
    // Without its Vorbis plug-in sox starts but cannot read the clips.
    speaks: (output) => /\bvorbis\b/.test(output),
    args: (file) => [file, '-t', 'wav', '-b', '16', '-c', '1', '-r', String(houseRate), '-', 'tempo', '-s', tempo],
  },
  { command: 'oggdec', probe: ['--version'], speaks: () => true, args: (file) => ['-Q', '-o', '-', file] },
  {
    command: 'ffmpeg',
    probe: ['-version'],
    speaks: () => true,
    args: (file) => ['-v', 'error', '-i', file, '-ac', '1', '-f', 'wav', '-'],
  },
];

async function findDecoder(): Promise<Decoder | null> {
  for (const decoder of decoders) {
    const output = await runProgram(decoder.command, decoder.probe, { timeoutMs: 3000 }).catch(() => null);
    if (output && decoder.speaks(output.toString('utf8'))) return decoder;
  }
  return null;
}

/** The clip of one syllable: `<folder>/<ㄏㄠ4>/5.ogg`. Null for letters and for what is no syllable. */
export function syllableFile(folder: string, { pinyin }: Token): string | null {
  const name = pinyin === null ? null : bopomofo(pinyin);
  return name === null ? null : joinPath(folder, name, '5.ogg');
}

/**
 * Mandarin syllables recorded by a person, from Debian's package gcin-voice where an operator has installed it (voice 5:
 * ChionMeilin with the vocal source from Chu Lo, CC BY 3.0; nothing of it is part of this program). Some syllables, such
 * as 行 and 绿, were never recorded, and letters have no clips: such sentences are left to the next engine.
 */
export function syllableEngine(folder = '/usr/share/gcin-voice/ogg', find = findDecoder): VoiceEngine {
  const sounds = new Map<string, Sound>();
  let decoder: Promise<Decoder | null> | null = null;
  const load = async (file: string): Promise<Sound> => {
    const known = sounds.get(file);
    if (known) return known;
    await access(file).catch(() => {
      throw new Error(`no recording at ${file}`);
    });
    decoder ??= find();
    const found = await decoder;
    if (!found) throw new Error('no program here reads Ogg Vorbis');
    const wav = readWav(await runProgram(found.command, found.args(file), { timeoutMs: 4000 }));
    const sound = levelTo(trim(resample(wav, houseRate)), syllableRmsDbfs);
    if (sounds.size < syllablesMost) sounds.set(file, sound);
    return sound;
  };
  return {
    name: 'syllables',
    worthKeeping: false,
    unavailable: async () => {
      const present = await access(folder).then(
        () => true,
        () => false,
      );
      if (!present) return 'package gcin-voice is not installed';
      decoder ??= find();
      if (await decoder) return null;
      decoder = null;
      return 'no program here reads Ogg Vorbis (sox with libsox-fmt-all, vorbis-tools or ffmpeg)';
    },
    render: async ({ tokens }) => {
      const parts: Sound[] = [];
      for (const token of tokens) {
        const file = syllableFile(folder, token);
        if (!file) throw new Error(`no recording of ${token.text}`);
        parts.push(await load(file), silence(token.pauseMs / 1000));
      }
      return join(parts);
    },
  };
}

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { runProgram } from '../run-program.ts';
import { readWav } from '../wav.ts';
import type { VoiceEngine } from './voice-engine.ts';

/** What we use of npm `say`: it knows how Windows and macOS are asked to speak. */
interface SayCommand {
  command: string;
  args: (string | number)[];
  pipedData: string;
}
export interface SayPlatform {
  buildSpeakCommand(request: { text: string; voice: string | null; speed: number | null }): SayCommand;
  buildExportCommand(request: {
    text: string;
    voice: string | null;
    speed: number | null;
    filename: string;
  }): SayCommand;
}

const require = createRequire(import.meta.url);

/** Loads `say` only where it is safe: on Linux it hands the text to a Scheme interpreter, which runs what it is told. */
function loadSay(platform: NodeJS.Platform): SayPlatform {
  const module = require('say') as { Say: new (platform: string) => SayPlatform };
  return new module.Say(platform);
}

const speakable = (platform: NodeJS.Platform) => platform === 'win32' || platform === 'darwin';

/** Hanzi, Latin letters, digits and two marks; all else is taken out before a command line sees it. */
export function safeText(text: string): string {
  return text.replace(/[^\u4e00-\u9fffA-Za-z0-9，。 ]/g, '');
}

/**
 * The command of `say`, run by our own process guard: say's own has no handler for a missing program, kills by guessed
 * process ids and takes every exit for success. Windows reads its input as GBK unless told otherwise.
 */
function guarded({ command, args, pipedData }: SayCommand, platform: NodeJS.Platform) {
  const utf8 = '[Console]::InputEncoding = New-Object System.Text.UTF8Encoding $false;';
  const words = args.map(String);
  const whole = platform === 'win32' ? ['-NoProfile', '-NonInteractive', '-Command', utf8 + words.join(' ')] : words;
  return { command, args: whole, input: pipedData };
}

/** The macOS voice for Mandarin; Windows chooses by the text. */
const voiceOf = (platform: NodeJS.Platform) => (platform === 'darwin' ? 'Tingting' : null);

/** Speaks aloud through the system's own voice and resolves when it has ended. Rejects with a plain reason. */
export async function speakAloud(
  text: string,
  timeoutMs: number,
  signal: AbortSignal,
  platform: NodeJS.Platform = process.platform,
  load: typeof loadSay = loadSay,
): Promise<void> {
  if (!speakable(platform)) throw new Error('say speaks on Windows and macOS only');
  const request = { text: safeText(text), voice: voiceOf(platform), speed: null };
  const { command, args, input } = guarded(load(platform).buildSpeakCommand(request), platform);
  await runProgram(command, args, { input, timeoutMs, signal });
}

/** The system's own voice, through a file. */
export function sayEngine(platform: NodeJS.Platform = process.platform, load: typeof loadSay = loadSay): VoiceEngine {
  return {
    name: 'say',
    worthKeeping: true,
    unavailable: async () => (speakable(platform) ? null : 'say speaks on Windows and macOS only'),
    render: async ({ text }) => {
      if (!speakable(platform)) throw new Error('say speaks on Windows and macOS only');
      const folder = await mkdtemp(joinPath(tmpdir(), 'tingqian-say-'));
      try {
        const filename = joinPath(folder, 'speech.wav');
        if (filename.includes("'")) throw new Error('the folder for temporary files has a quote in its name');
        const request = { text: safeText(text), voice: voiceOf(platform), speed: null, filename };
        const { command, args, input } = guarded(load(platform).buildExportCommand(request), platform);
        await runProgram(command, args, { input, timeoutMs: 15_000 });
        return readWav(await readFile(filename));
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

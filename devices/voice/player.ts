import type { SpeakerConfig } from '../../server/contract/device.ts';
import type { PageSpeakers } from '../../server/contract/speaker.ts';
import type { Clock } from '../clock.ts';
import type { Announcement } from './engine.ts';
import { speakAloud } from './engines/say.ts';
import { ProgramError, runProgram } from './run-program.ts';
import type { Sentence } from './sentence.ts';
import { secondsOf, writeWav } from './wav.ts';

/** Why a loudspeaker stayed silent; `reason` is what health shows. */
export class PlayerError extends Error {
  readonly reason: string;

  constructor(reason: string, message: string) {
    super(message);
    this.name = 'PlayerError';
    this.reason = reason;
  }
}

/** A loudspeaker. */
export interface Player {
  /**
   * Resolves when the announcement has been heard to its end; rejects with a PlayerError when it was not. When the signal
   * fires it falls silent; what becomes of the promise then is of no account.
   */
  play(announcement: Announcement, sentence: Sentence, signal: AbortSignal): Promise<void>;
  /** For a loudspeaker that sounds between announcements as well. */
  start?(): void;
  stop?(): Promise<void>;
  /** Why it does not sound between announcements although it should, or null. */
  trouble?(): string | null;
}

/** Beyond its own length, so that a player that hangs is ended even if nobody else ends it. */
const graceMs = 5000;

/** Takes as long as the sound is long and makes none. */
export function recordPlayer(clock: Clock): Player {
  return {
    play: ({ sound }, _sentence, signal) =>
      new Promise((resolve) => {
        const callOff = clock.after(secondsOf(sound) * 1000, resolve);
        signal.addEventListener('abort', callOff, { once: true });
      }),
  };
}

/** An ALSA device, through `aplay`. */
export function aplayPlayer(device: string, command = 'aplay'): Player {
  return {
    play: async ({ sound }, _sentence, signal) => {
      const timeoutMs = secondsOf(sound) * 1000 + graceMs;
      try {
        await runProgram(command, ['-q', '-D', device, '-t', 'wav', '-'], {
          input: writeWav(sound),
          timeoutMs,
          signal,
        });
      } catch (error) {
        const missing = error instanceof ProgramError && error.fault === 'missing';
        const message = error instanceof Error ? error.message : String(error);
        throw new PlayerError(missing ? 'aplay-missing' : 'sound-device', message);
      }
    },
  };
}

/** How long a system voice may take for a sentence: twice what an unhurried reader needs, and a start. */
const sayLimitMs = ({ tokens }: Sentence) => 4000 + tokens.length * 700;

/** The system's own voice on Windows and macOS; it speaks the sentence itself and has no chime. */
export function sayPlayer(speak: typeof speakAloud = speakAloud): Player {
  return {
    play: async (_announcement, sentence, signal) => {
      try {
        await speak(sentence.text, sayLimitMs(sentence), signal);
      } catch (error) {
        throw new PlayerError('say-failed', error instanceof Error ? error.message : String(error));
      }
    },
  };
}

/** A page of the hall board, which says itself when it has ended. */
export function pagePlayer(device: string, pages: PageSpeakers | undefined): Player {
  return {
    play: async ({ sound }, { text }, signal) => {
      try {
        if (!pages) throw new Error('no-announcer');
        await pages.play({ device, text, seconds: secondsOf(sound), wav: writeWav(sound) }, signal);
      } catch (error) {
        const reason = error instanceof Error ? error.message : 'page-failed';
        throw new PlayerError(reason, `the hall board did not speak: ${reason}`);
      }
    },
  };
}

export function playerFor(config: SpeakerConfig, clock: Clock, pages?: PageSpeakers): Player {
  if (config.output === 'signage') return pagePlayer(config.id, pages);
  if (config.output === 'aplay') return aplayPlayer(config.alsaDevice ?? 'default');
  return config.output === 'say' ? sayPlayer() : recordPlayer(clock);
}

/** How long a reading may last in all: its length and 3 s (rule of the hall, section 5). */
export function readingLimitMs(config: SpeakerConfig, announcement: Announcement, sentence: Sentence): number {
  if (config.output === 'say') return sayLimitMs(sentence);
  // A page may be on its way back from being loaded anew.
  const pageMs = config.output === 'signage' ? 2500 : 0;
  return secondsOf(announcement.sound) * 1000 + 3000 + pageMs;
}

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Refused } from '../server/contract/refusal.ts';
import type { SpeechDesk, VoiceCard } from '../server/contract/speech.ts';
import { type Clock, systemClock } from './clock.ts';
import { createHouseVoices, type HouseVoice, type HouseVoices } from './voice/house-voices.ts';
import { plainSentence } from './voice/plain-sentence.ts';
import { callSentence } from './voice/sentence.ts';
import { SoundCache } from './voice/sound-cache.ts';
import { writeWav } from './voice/wav.ts';

export interface SpeechDeskOptions {
  voices: HouseVoices;
  /** Folder for what was made; null keeps it in memory only. */
  cacheFolder: string | null;
  clock?: Clock;
}

/** So many texts are being made at once, and so many more may wait; a synthesiser takes a processor for itself. */
const makingMost = 2;
const waitingMost = 24;

/** Text to speech for screens, by the voices that the hall's loudspeakers have. Every text is made once and kept. */
export function createSpeechDesk({ voices, cacheFolder, clock = systemClock }: SpeechDeskOptions): SpeechDesk {
  const cache = new SoundCache(cacheFolder);
  const underWay = new Map<string, Promise<Uint8Array>>();
  const turns = new Turnstile(makingMost, waitingMost);

  const voiceNamed = async (id: string): Promise<HouseVoice> => {
    const list = await voices.list();
    const found = list.find((each) => each.id === id);
    if (!found) throw new Refused('unknown-voice', { voice: id, allowed: list.map((each) => each.id) });
    return found;
  };
  /** The engines of the moment are part of it: what a better one can say later must not stay as the lesser said it. */
  const markOf = async (text: string, { id, voice, revision }: HouseVoice) => {
    const engines = await voice.engines(clock.now());
    if (engines.length === 0) throw new Refused('no-voice');
    return createHash('sha256')
      .update(JSON.stringify([id, revision, engines, text]))
      .digest('hex')
      .slice(0, 32);
  };
  const make = async (text: string, { id, voice }: HouseVoice, mark: string): Promise<Uint8Array> => {
    const sound = await cache.get(mark, text, async () => {
      const leave = await turns.enter();
      try {
        const spoken = await voice.speak(plainSentence(text), clock.now());
        if (spoken.sound !== null) return spoken.sound;
        throw spoken.missing === null
          ? new Refused('no-voice')
          : new Refused('voice-lacks-words', { voice: id, missing: spoken.missing });
      } finally {
        leave();
      }
    });
    return writeWav(sound);
  };

  return {
    mark: async (text, voice) => markOf(text, await voiceNamed(voice)),
    speak: async (text, voice) => {
      const found = await voiceNamed(voice);
      const mark = await markOf(text, found);
      const speech = underWay.get(mark) ?? make(text, found, mark).finally(() => underWay.delete(mark));
      underWay.set(mark, speech);
      return speech;
    },
    voices: async () => {
      const now = clock.now();
      const sample = callSentence({ number: '1047', counter: 3 }).text;
      const cards = (await voices.list()).map(async ({ id, name, dialect, voice }): Promise<VoiceCard> => {
        const [engine = null] = await voice.engines(now);
        return { id, name, dialect, engine, sample };
      });
      return Promise.all(cards);
    },
  };
}

/** Lets a few through at a time and a bounded number wait, in order. */
class Turnstile {
  readonly #waiting: (() => void)[] = [];
  #inside = 0;

  constructor(
    readonly insideMost: number,
    readonly waitingMost: number,
  ) {}

  /** Resolves with the function that leaves; rejects with `speech-busy` when too many wait already. */
  async enter(): Promise<() => void> {
    if (this.#inside >= this.insideMost) {
      if (this.#waiting.length >= this.waitingMost) throw new Refused('speech-busy');
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#inside += 1;
    return () => {
      this.#inside -= 1;
      this.#waiting.shift()?.();
    };
  }
}

/** The voices of a house, for its loudspeakers and for what its screens have said: packs and caches under its data folder. */
export function houseSpeech(data: string): { voices: HouseVoices; speech: SpeechDesk } {
  const cacheFolder = join(data, 'speech');
  const voices = createHouseVoices({ packFolder: join(data, 'voices'), cacheFolder });
  return { voices, speech: createSpeechDesk({ voices, cacheFolder }) };
}

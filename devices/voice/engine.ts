import { chime } from './chime.ts';
import { clipEngine, MissingWords } from './engines/clips.ts';
import { espeakEngine } from './engines/espeak.ts';
import { sayEngine } from './engines/say.ts';
import { syllableEngine } from './engines/syllables.ts';
import type { VoiceEngine } from './engines/voice-engine.ts';
import { levelTo, trim } from './level.ts';
import type { Sentence } from './sentence.ts';
import { SoundCache } from './sound-cache.ts';
import { houseRate, join, resample, type Sound, silence } from './wav.ts';

/** Loudness of the sounding parts; measured as about -16 LUFS for the voices at hand. */
export const speechRmsDbfs = -15.5;
/** The chime is a sign and no alarm: a little below the voice. */
const chimeRmsDbfs = -19;
/** An engine that could not be used is looked for again after this time. */
const lookAgainMs = 10_000;

export interface VoiceOptions {
  /** Folder with recorded clips and their `manifest.json`; null when there is none. */
  clipFolder: string | null;
  /** Folder for rendered speech; null keeps it in memory only. */
  cacheFolder: string | null;
}

/** A whole announcement: chime, then the sentence. */
export interface Announcement {
  sound: Sound;
  /** The engine that spoke, or `chime` when none could. */
  voice: string;
  /** Why better engines did not speak, one reason each. */
  passedOver: string[];
}

/** Speech alone; `sound` null when no engine could say it. */
export interface Spoken {
  sound: Sound | null;
  /** The engine that spoke, or null. */
  engine: string | null;
  /** Why better engines did not speak, one reason each. */
  passedOver: string[];
  /** A word that a recorded voice has no clip for, where that was the reason. */
  missing: string | null;
}

export interface Voice {
  /** The sentence without a chime. Never rejects. */
  speak(sentence: Sentence, now: number): Promise<Spoken>;
  /** Names of the engines that can be used now, best first. Never rejects. */
  engines(now: number): Promise<string[]>;
  /** Never rejects: where nothing can speak the chime alone still turns heads to the board. */
  announce(sentence: Sentence, now: number): Promise<Announcement>;
}

export function defaultEngines({ clipFolder }: VoiceOptions): VoiceEngine[] {
  return [clipEngine(clipFolder), syllableEngine(), espeakEngine(), sayEngine()];
}

let madeOpening: Sound | null = null;

/** What turns heads: the chime and a short rest. Made once; nobody changes the samples of a sound. */
export function opening(): Sound {
  madeOpening ??= join([levelTo(chime(), chimeRmsDbfs), silence(0.15)]);
  return madeOpening;
}

/** Tries the engines in order of how well they sound: recorded clips, recorded syllables, espeak-ng, the system's voice. */
export function createVoice(options: VoiceOptions, engines: readonly VoiceEngine[] = defaultEngines(options)): Voice {
  const cache = new SoundCache(options.cacheFolder);
  const looks = new Map<VoiceEngine, { at: number; reason: string | null }>();

  const reasonAgainst = async (engine: VoiceEngine, now: number): Promise<string | null> => {
    const last = looks.get(engine);
    if (last && (last.reason === null || now - last.at < lookAgainMs)) return last.reason;
    const reason = await engine.unavailable();
    looks.set(engine, { at: now, reason });
    return reason;
  };

  const render = (engine: VoiceEngine, sentence: Sentence): Promise<Sound> => {
    const make = async () => {
      const spoken = await engine.render(sentence);
      return levelTo(trim(resample(spoken, houseRate)), speechRmsDbfs);
    };
    return engine.worthKeeping ? cache.get(engine.name, sentence.text, make) : make();
  };

  const speak = async (sentence: Sentence, now: number): Promise<Spoken> => {
    const passedOver: string[] = [];
    let missing: string | null = null;
    for (const engine of engines) {
      const reason = await reasonAgainst(engine, now);
      if (reason !== null) {
        passedOver.push(`${engine.name}: ${reason}`);
        continue;
      }
      try {
        return { sound: await render(engine, sentence), engine: engine.name, passedOver, missing };
      } catch (error) {
        passedOver.push(`${engine.name}: ${error instanceof Error ? error.message : String(error)}`);
        if (error instanceof MissingWords) missing = error.word;
        looks.delete(engine);
      }
    }
    return { sound: null, engine: null, passedOver, missing };
  };

  return {
    speak,
    engines: async (now) => {
      const reasons = await Promise.all(engines.map((engine) => reasonAgainst(engine, now)));
      return engines.filter((_engine, index) => reasons[index] === null).map(({ name }) => name);
    },
    announce: async (sentence, now) => {
      const { sound, engine, passedOver } = await speak(sentence, now);
      if (sound === null) return { sound: opening(), voice: 'chime', passedOver };
      return { sound: join([opening(), sound, silence(0.1)]), voice: engine ?? 'chime', passedOver };
    },
  };
}

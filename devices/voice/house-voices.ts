import { houseVoice } from '../../server/contract/speech.ts';
import { createVoice, defaultEngines, type Voice } from './engine.ts';
import { clipEngine } from './engines/clips.ts';
import type { VoiceEngine } from './engines/voice-engine.ts';
import { mandarin, type Pack, readPacks } from './packs.ts';

export interface HouseVoicesOptions {
  /** Folder whose folders are recorded packs; null when there are none. */
  packFolder: string | null;
  /** Folder for rendered speech; null keeps it in memory only. */
  cacheFolder: string | null;
  /** What speaks Mandarin after the recorded packs; replaced in tests. */
  engines?: readonly VoiceEngine[];
}

/** A voice with what it is now. */
export interface HouseVoice {
  id: string;
  name: string;
  dialect: string;
  /** Changes when the voice may sound different: another pack, another recording. */
  revision: string;
  voice: Voice;
}

/** Every voice of the house: Mandarin by the best that is there, and each recorded pack by itself. */
export interface HouseVoices {
  list(): Promise<HouseVoice[]>;
  find(id: string): Promise<HouseVoice | null>;
}

/** Packs are looked for at every call: one that was recorded a moment ago speaks at once. */
export function createHouseVoices(options: HouseVoicesOptions): HouseVoices {
  const { cacheFolder } = options;
  const after = options.engines ?? defaultEngines({ clipFolder: null, cacheFolder });
  const packEngines = new Map<string, VoiceEngine>();
  const packVoices = new Map<string, Voice>();
  let main: { key: string; voice: Voice } | null = null;

  const engineOf = (pack: Pack): VoiceEngine => {
    const engine = packEngines.get(pack.id) ?? clipEngine(pack.folder);
    packEngines.set(pack.id, engine);
    return engine;
  };
  const voiceOf = (pack: Pack): Voice => {
    const voice = packVoices.get(pack.id) ?? createVoice({ clipFolder: null, cacheFolder: null }, [engineOf(pack)]);
    packVoices.set(pack.id, voice);
    return voice;
  };
  const mainVoice = (packs: readonly Pack[]): HouseVoice => {
    const key = packs.map(({ id }) => id).join(' ');
    if (main?.key !== key) {
      const engines = [...packs.map(engineOf), ...after];
      main = { key, voice: createVoice({ clipFolder: null, cacheFolder }, engines) };
    }
    const revision = packs.map((pack) => pack.revision).join(' ');
    return { id: houseVoice, name: mandarin, dialect: mandarin, revision, voice: main.voice };
  };

  const list = async () => {
    const packs = (await readPacks(options.packFolder)).filter(({ id }) => id !== houseVoice);
    const known = new Set(packs.map(({ id }) => id));
    for (const id of packEngines.keys()) {
      if (known.has(id)) continue;
      packEngines.delete(id);
      packVoices.delete(id);
    }
    const own = packs.map((pack) => ({
      id: pack.id,
      name: pack.name,
      dialect: pack.dialect,
      revision: pack.revision,
      voice: voiceOf(pack),
    }));
    return [mainVoice(packs.filter(({ dialect }) => dialect === mandarin)), ...own];
  };
  return { list, find: async (id) => (await list()).find((each) => each.id === id) ?? null };
}

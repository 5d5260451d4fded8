import type { SpokenCall } from '../../server/contract/device.ts';
import type { Announcement } from './engine.ts';
import type { Sentence } from './sentence.ts';
import { secondsOf, writeWav } from './wav.ts';

/** About a quarter of a megabyte each. */
const recordingsMost = 40;

interface Recording {
  spoken: SpokenCall;
  wav: Buffer;
}

/** What a speaker with output `record` said: the last 40 calls with their sound. */
export class Recordings {
  readonly #device: string;
  #kept: Recording[] = [];

  constructor(device: string) {
    this.#device = device;
  }

  /** Notes a first reading as it begins. Calls that are read together share the text and the sound. */
  add(ids: readonly number[], at: number, sentence: Sentence, { sound, voice }: Announcement): void {
    const wav = writeWav(sound);
    for (const id of ids) {
      const address = `/api/devices/${this.#device}/speech/${id}.wav`;
      const spoken = { id, at, text: sentence.text, voice, seconds: secondsOf(sound), wav: address };
      this.#kept.push({ spoken, wav });
    }
    this.#kept = this.#kept.slice(-recordingsMost);
  }

  /** Notes when a repeat of a call began. */
  repeated(id: number, at: number): void {
    const spoken = this.#kept.find((recording) => recording.spoken.id === id)?.spoken;
    if (spoken) spoken.repeatedAt = [...(spoken.repeatedAt ?? []), at];
  }

  list(): SpokenCall[] {
    return this.#kept.map(({ spoken }) => ({ ...spoken }));
  }

  wav(id: number): Buffer | null {
    return this.#kept.find(({ spoken }) => spoken.id === id)?.wav ?? null;
  }
}

import type { Sentence } from '../sentence.ts';
import type { Sound } from '../wav.ts';

/** A way to turn a sentence into sound. */
export interface VoiceEngine {
  /** What the devices page names: `espeak-ng`, `syllables`, ... */
  readonly name: string;
  /** True where a sentence takes a program's run each time, so that results are worth keeping on disk. */
  readonly worthKeeping: boolean;
  /** Null when it can be used on this machine now, else the plain reason why not. Never rejects. */
  unavailable(): Promise<string | null>;
  /** Speech without chime, at any level. Rejects when this sentence cannot be said; the next engine is then tried. */
  render(sentence: Sentence): Promise<Sound>;
}

import { Refused } from './contract/refusal.ts';
import type { SpeechDesk } from './contract/speech.ts';

/** A house without any voice: pages then speak by themselves or chime. */
export function silentSpeech(): SpeechDesk {
  const refuse = async () => {
    throw new Refused('no-voice');
  };
  return { mark: refuse, speak: refuse, voices: async () => [] };
}

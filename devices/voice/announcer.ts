import { houseVoice } from '../../server/contract/speech.ts';
import type { Announcement, Voice } from './engine.ts';
import { opening } from './engine.ts';
import type { HouseVoices } from './house-voices.ts';
import type { Sentence } from './sentence.ts';
import { join, type Sound, silence } from './wav.ts';

export type Announcer = Pick<Voice, 'announce'>;

/** Long enough to hear that the same is said again in other words. */
const betweenVoicesSeconds = 0.45;

/**
 * Chime, then the sentence in each voice in turn (rule D6: Mandarin, then the dialect). A dialect that has no clip for some
 * word is left out of that announcement; where not even one voice can say it the chime alone still turns heads to the board.
 */
export function announcer(voices: HouseVoices, order: readonly string[] = [houseVoice]): Announcer {
  return {
    announce: async (sentence: Sentence, now: number): Promise<Announcement> => {
      const said: Sound[] = [];
      const engines: string[] = [];
      const passedOver: string[] = [];
      for (const id of order) {
        const found = await voices.find(id).catch(() => null);
        if (found === null) {
          passedOver.push(`${id}: no such voice`);
          continue;
        }
        const spoken = await found.voice.speak(sentence, now);
        passedOver.push(...spoken.passedOver);
        if (spoken.sound === null) continue;
        said.push(...(said.length > 0 ? [silence(betweenVoicesSeconds)] : []), spoken.sound);
        engines.push(id === houseVoice ? (spoken.engine ?? id) : id);
      }
      if (said.length === 0) return { sound: opening(), voice: 'chime', passedOver };
      return { sound: join([opening(), ...said, silence(0.1)]), voice: engines.join('+'), passedOver };
    },
  };
}

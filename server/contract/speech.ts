import { type Static, Type } from 'typebox';

/** The voice that speaks when none is named: the hall's Mandarin, by the best engine that is there. */
export const houseVoice = 'mandarin';
export const VoiceId = Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' });

/**
 * What may be asked to be spoken: hanzi, Latin letters, digits and plain marks. Control characters, markup, and a stroke at
 * the beginning, which a program could take for an option, are refused.
 */
export const SpeakableText = Type.String({
  minLength: 1,
  maxLength: 120,
  pattern:
    '^(?!-)(?=.*[\\p{Script=Han}A-Za-z0-9])[\\p{Script=Han}A-Za-z0-9 ,.:;!?%+\\-/()~，。、：；！？（）《》〈〉“”‘’·…—～％]+$',
});

/** A voice that can be chosen. */
export const VoiceCard = Type.Object(
  {
    id: VoiceId,
    /** As people call it: of a recorded pack, the speaker's name. */
    name: Type.String(),
    /** 普通话, or the dialect of a recorded pack. */
    dialect: Type.String(),
    /** The engine that would speak now; null while none can. */
    engine: Type.Union([Type.String(), Type.Null()]),
    /** A sentence that this voice can say. */
    sample: Type.String(),
  },
  { additionalProperties: false },
);
export type VoiceCard = Static<typeof VoiceCard>;

/** Text to sound, behind the server's back. Both functions reject with `Refused`. */
export interface SpeechDesk {
  /** Names what this text sounds like now, without making it; `unknown-voice`, and `no-voice` where nothing can speak. */
  mark(text: string, voice: string): Promise<string>;
  /** RIFF WAVE, 16 bits, one channel, without chime. Beside the refusals of `mark`: `voice-lacks-words` for a sentence that this voice has no words for, `speech-busy`. */
  speak(text: string, voice: string): Promise<Uint8Array>;
  voices(): Promise<VoiceCard[]>;
}

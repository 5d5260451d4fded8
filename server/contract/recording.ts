import { type Static, Type } from 'typebox';
import { VoiceId } from './speech.ts';

/** Words that are said in one breath, as they stand in the manifest of a pack. */
export const ClipWords = Type.String({ pattern: '^\\p{Script=Han}{1,20}$' });

/** Whose voice a pack is, and in what speech. */
export const PackIdentity = Type.Object(
  {
    voice: Type.String({ minLength: 1, maxLength: 40 }),
    /** 普通话 or the name of a dialect. */
    dialect: Type.String({ minLength: 1, maxLength: 20 }),
  },
  { additionalProperties: false },
);
export type PackIdentity = Static<typeof PackIdentity>;

export const PackCard = Type.Object(
  { id: VoiceId, ...PackIdentity.properties, recorded: Type.Array(Type.String()) },
  { additionalProperties: false },
);
export type PackCard = Static<typeof PackCard>;

/** Everything a speaker is asked to read, in groups, so that every call of this hall can be said. */
export const RecordingScript = Type.Array(
  Type.Object({ group: Type.String(), words: Type.Array(Type.String()) }, { additionalProperties: false }),
);
export type RecordingScript = Static<typeof RecordingScript>;

/** How a clip was taken in: its length after trimming, and its loudness. */
export const KeptClip = Type.Object(
  { words: Type.String(), seconds: Type.Number(), peakDbfs: Type.Number(), rmsDbfs: Type.Number() },
  { additionalProperties: false },
);
export type KeptClip = Static<typeof KeptClip>;

/** Recorded packs on the disk, behind the server. Rejects with `Refused`: `not-found`, `unusable-recording`. */
export interface PackDesk {
  list(): Promise<PackCard[]>;
  /** Makes a pack, or gives it another name; what was recorded stays. */
  name(id: string, identity: PackIdentity): Promise<PackCard>;
  /** Takes 16-bit WAVE with one spoken clip in it; an earlier one of the same words is replaced. */
  keep(id: string, words: string, wav: Uint8Array): Promise<KeptClip>;
  clip(id: string, words: string): Promise<Uint8Array>;
  remove(id: string, words: string): Promise<void>;
}

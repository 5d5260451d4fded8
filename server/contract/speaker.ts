import { type Static, Type } from 'typebox';

const PageSecret = Type.String({ pattern: '^[A-Za-z0-9_-]{16,64}$' });

/** What one page of the hall board has to say of its sound; it is told every two seconds. */
export const SpeakerLease = Type.Object(
  {
    /** Chosen by the page when it was loaded. */
    page: Type.String({ pattern: '^[A-Za-z0-9_-]{8,40}$' }),
    /** Chosen by the page as well and told to nobody: who does not know it cannot speak in the page's name. */
    secret: Type.Optional(PageSecret),
    /** `blocked`: the browser keeps it mute. `closed`: the page is being left. */
    audio: Type.Union([Type.Literal('running'), Type.Literal('blocked'), Type.Literal('closed')]),
  },
  { additionalProperties: false },
);
export type SpeakerLease = Static<typeof SpeakerLease>;

/** `announcer`: this page speaks, and all others of this loudspeaker are mute. */
export const SpeakerLeased = Type.Object(
  { announcer: Type.Boolean(), lastsSeconds: Type.Number() },
  { additionalProperties: false },
);
export type SpeakerLeased = Static<typeof SpeakerLeased>;

/** What became of an announcement that a page was given. */
export const SpeakerHeard = Type.Object(
  {
    page: SpeakerLease.properties.page,
    secret: Type.Optional(PageSecret),
    no: Type.Integer({ minimum: 1 }),
    outcome: Type.Union([Type.Literal('spoken'), Type.Literal('failed')]),
  },
  { additionalProperties: false },
);
export type SpeakerHeard = Static<typeof SpeakerHeard>;

/** One reading for a page to give: chime and speech in one WAV. */
export interface PageAnnouncement {
  /** Grows with every reading of this server's run. */
  no: number;
  text: string;
  seconds: number;
  /** Address of the WAV under the API. */
  wav: string;
}

/** Times of day between which music plays, by the hall's clock. */
export const MusicTimes = Type.Object(
  {
    from: Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' }),
    until: Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' }),
  },
  { additionalProperties: false },
);

/** Background music 背景音乐: WAV, MP3, Ogg, FLAC or M4A files of one folder, one after the other. */
export const MusicConfig = Type.Object(
  {
    /** Under the data folder, or a whole path. */
    folder: Type.String({ minLength: 1 }),
    /** Share of full loudness. */
    level: Type.Number({ minimum: 0, maximum: 1 }),
    times: Type.Array(MusicTimes, { maxItems: 12 }),
  },
  { additionalProperties: false },
);
export type MusicConfig = Static<typeof MusicConfig>;

export const MusicCard = Type.Object(
  {
    /** Whether it is time for music now. */
    on: Type.Boolean(),
    level: Type.Number(),
    tracks: Type.Array(Type.Object({ title: Type.String(), address: Type.String(), bytes: Type.Integer() })),
  },
  { additionalProperties: false },
);
export type MusicCard = Static<typeof MusicCard>;

/** Background music for the server's own sound card, which plays WAVE files alone. */
export interface HouseMusic {
  /** Whether it is time for music, its share of full loudness, paths of WAVE files, and whether files of other kinds lie there. */
  now(): { on: boolean; level: number; files: string[]; others: boolean };
}

/** Live view `speaker/:id`: for the pages that lend a loudspeaker their sound. */
export interface SpeakerView {
  now: number;
  device: string;
  name: string;
  /** The page that speaks; all others are mute. */
  announcer: string | null;
  announcement: PageAnnouncement | null;
  music: Pick<MusicCard, 'on' | 'level'> & { tracks: string[] };
}

/** One reading on its way to a page. */
export interface PageReading {
  device: string;
  text: string;
  seconds: number;
  wav: Uint8Array;
}

/** Loudspeakers that are pages of the hall board, behind the server. */
export interface PageSpeakers {
  /**
   * Resolves when the page has said it to its end. Rejects with an Error whose message is the plain reason:
   * `no-announcer`, `page-failed`, or `stopped` once the signal fires.
   */
  play(reading: PageReading, signal: AbortSignal): Promise<void>;
  /** `ready`: some page speaks. `blocked`: pages are there, and their browsers keep all of them mute. */
  state(device: string): 'ready' | 'blocked' | 'none';
  onChange(listener: () => void): () => void;
}

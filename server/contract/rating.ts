import { type Static, Type } from 'typebox';
import { type RatingLevel as Level, ratingLevels, ratingReasons, type RatingReason as Why } from './rating-levels.ts';

/** As `rating-levels.ts` has them. */
export const RatingLevel = Type.Unsafe<Level>({ type: 'string', enum: [...ratingLevels] });
export type RatingLevel = Level;

export const RatingReason = Type.Unsafe<Why>({ type: 'string', enum: [...ratingReasons] });
export type RatingReason = Why;

/** What the visitor rated with: the screen or the keys at the counter, or the page of the ticket. */
export const ratingChannels = ['tablet', 'evaluator', 'phone'] as const;
export const RatingChannel = Type.Unsafe<RatingChannel>({ type: 'string', enum: [...ratingChannels] });
export type RatingChannel = (typeof ratingChannels)[number];

/** How long a counter's window stays open where the hall file names no other time. */
export const ratingSecondsDefault = 60;
/** A window is shortened to this once the next visitor is called: the one before is leaving (guidance T26). */
export const ratingAfterCallSeconds = 20;
/** The page of one's own ticket takes a rating for so long after the visit. */
export const ratingPhoneMinutes = 60;

/** The service that a rating is about, and who gave it: `actingFor` names the A holder in whose place (代A). */
export interface RatedService {
  counter: number;
  period: number;
  service: string;
  staff: string;
  actingFor: string | null;
}

export type RatingEvent =
  /** The clerk asked for a rating before or after the visit's end; `until` is epoch milliseconds. */
  | ({ type: 'RatingAsked'; ticketId: string; until: number } & RatedService)
  | ({
      type: 'TicketRated';
      ticketId: string;
      number: string;
      level: RatingLevel;
      reasons: RatingReason[];
      channel: RatingChannel;
    } & RatedService);

/** A rating through a counter's open window, by the number of its opening; or through the ticket's own page. */
export type RateCommand = {
  type: 'rate';
  through: { counter: number; window: number } | { ticketId: string };
  level: RatingLevel;
  reasons: RatingReason[];
  channel: RatingChannel;
  /** Personal; goes to the side table and never into the record. */
  contact?: string;
};

/** Answer to a rating; `followUp` is the number under which a poor one is looked into, or null. */
export const RatingAnswer = Type.Object(
  {
    number: Type.String(),
    level: RatingLevel,
    at: Type.String({ format: 'date-time' }),
    followUp: Type.Union([Type.String(), Type.Null()]),
  },
  { additionalProperties: false },
);
export type RatingAnswer = Static<typeof RatingAnswer>;

/** How many of each level a person was given today. */
export type RatingCounts = Record<RatingLevel, number>;

/** One rating as the supervisor sees it. */
export const RatingLine = Type.Object(
  {
    seq: Type.Integer(),
    at: Type.String({ format: 'date-time' }),
    ticketId: Type.String(),
    number: Type.String(),
    counter: Type.Integer(),
    service: Type.String(),
    staff: Type.String(),
    actingFor: Type.Union([Type.String(), Type.Null()]),
    level: RatingLevel,
    reasons: Type.Array(RatingReason),
    channel: RatingChannel,
    dossiers: Type.Array(Type.String()),
  },
  { additionalProperties: false },
);
export type RatingLine = Static<typeof RatingLine>;

/** `rating/:counter`: what the rating screen at a counter may know. */
export interface RatingView {
  now: number;
  counter: number;
  zone: number;
  name: string;
  /** Badge number and honours of whoever staffs the counter; nothing else of the person. */
  clerk: { badge: string; stars: number | null; honours: string[] } | null;
  /** The visit that may be rated now, with the one-time token that goes with the rating; `until` is epoch milliseconds. */
  open: { token: string; number: string; until: number } | null;
  /** True for a browser that is not this counter's rating screen: `open` is then null for good. */
  elsewhere?: boolean;
}

import type { RatedService, RatingCounts, RatingLevel } from '../../contract/rating.ts';

/** A counter may take a rating of this visit until `until`, epoch milliseconds. One per counter. */
export interface RatingWindow extends RatedService {
  ticketId: string;
  /** Sequence number of the event that opened it: a later opening is another window. */
  opened: number;
  until: number;
}

/** What a finished visit's own page may rate. */
export interface RateableVisit extends RatedService {
  finishedAt: number;
}

/** Ratings of the day. */
export interface RatingState {
  /** Open windows by counter. */
  windows: Map<number, RatingWindow>;
  /** Finished visits by ticket. */
  visits: Map<string, RateableVisit>;
  /** What was given, by ticket: once per visit. */
  given: Map<string, RatingLevel>;
  /** By the person who acted. */
  byStaff: Map<string, RatingCounts>;
  /** The ticket of the visit that each counter finished last. */
  lastAt: Map<number, string>;
}

export function emptyRatings(): RatingState {
  return { windows: new Map(), visits: new Map(), given: new Map(), byStaff: new Map(), lastAt: new Map() };
}

export function noRatings(): RatingCounts {
  return { 'very-satisfied': 0, satisfied: 0, fair: 0, dissatisfied: 0, 'very-dissatisfied': 0 };
}

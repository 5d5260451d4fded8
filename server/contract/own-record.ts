import { type Static, Type } from 'typebox';
import { AttendanceLine } from './attendance-report.ts';
import { FollowUp } from './follow-up.ts';
import { RatingLine } from './rating.ts';

const closed = { additionalProperties: false } as const;
const { at, counter, service, level, reasons } = RatingLine.properties;
const { id, status, openedAt, finding, answer, closedAt } = FollowUp.properties;

/** One's own rating: never the number, so that nobody can hold it against the visitor. */
export const OwnRating = Type.Object({ at, counter, service, level, reasons }, closed);
export type OwnRating = Static<typeof OwnRating>;

/** What was found of a poor rating about oneself, and how it was answered. */
export const OwnFollowUp = Type.Object(
  { id, openedAt, counter, service, level, reasons, status, finding, answer, closedAt },
  closed,
);
export type OwnFollowUp = Static<typeof OwnFollowUp>;

/** 我的记录: one's own month, as the reports and the star contest will count it. */
export const OwnRecord = Type.Object(
  {
    month: Type.String(),
    attendance: Type.Array(AttendanceLine),
    ratings: Type.Array(OwnRating),
    followUps: Type.Array(OwnFollowUp),
  },
  closed,
);
export type OwnRecord = Static<typeof OwnRecord>;

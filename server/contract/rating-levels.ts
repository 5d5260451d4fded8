/** 五级评价, best first; the last two are 差评 and open a follow-up (hall-rules, section 8). */
export const ratingLevels = ['very-satisfied', 'satisfied', 'fair', 'dissatisfied', 'very-dissatisfied'] as const;
export type RatingLevel = (typeof ratingLevels)[number];

/** Whether a level opens a follow-up. */
export function isPoor(level: RatingLevel): boolean {
  return level === 'dissatisfied' || level === 'very-dissatisfied';
}

/** What a visitor may say was wrong; only with the last two levels, and never asked for. */
export const ratingReasons = ['slow', 'attitude', 'unclear', 'long-wait', 'papers-again', 'not-solved', 'fee'] as const;
export type RatingReason = (typeof ratingReasons)[number];

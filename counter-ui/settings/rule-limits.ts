import type { HallRules } from '../../server/contract/hall-file.ts';

interface Limits {
  least: number;
  most: number;
  /** What holds where the hall file leaves the rule out. */
  usual: number;
}
const limits = (least: number, most: number, usual = least): Limits => ({ least, most, usual });

/** How far each number of the rules can be turned on the page; the schema draws the outer limits. */
export const ruleLimits: Record<Exclude<keyof HallRules, 'opensAt' | 'afternoonAt'>, Limits> = {
  recallsMost: limits(0, 20),
  recallGapSeconds: limits(0, 600),
  missedGoesBack: limits(0, 50),
  missesMost: limits(1, 10),
  undoCallSeconds: limits(0, 120),
  undoFinishSeconds: limits(0, 120),
  greenHeadStartMinutes: limits(0, 120),
  completedHeadStartMinutes: limits(0, 120),
  stepInAfterOpeningMinutes: limits(0, 120),
  stepInAfterAwayMinutes: limits(0, 120),
  rescueAfterMinutes: limits(0, 120),
  appearWithinMinutes: limits(0, 120),
  silentAfterSeconds: limits(10, 900, 90),
  callExpirySeconds: limits(1, 300, 30),
  servicesPerTicket: limits(1, 9, 5),
  numberDigits: limits(3, 7),
  ratingSeconds: limits(0, 600, 60),
  storedCallSeconds: limits(0, 30, 3),
};

/** `09:00, 09:30` in order and without repeats; null when a time cannot be read. */
export function slotsOf(words: string): string[] | null {
  const slots = words.split(/[,，、\s]+/).filter((each) => each !== '');
  if (slots.length === 0 || !slots.every((each) => /^([01][0-9]|2[0-3]):[0-5][0-9]$/.test(each))) return null;
  return [...new Set(slots)].sort();
}

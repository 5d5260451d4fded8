import type { HandoverKind, Leave, LeaveStatus } from '../../server/contract/leave.ts';
import type { HalfDay } from '../../server/contract/leave-events.ts';
import type { CoverKind, CoverLine, PresenceState } from '../../server/contract/post.ts';
import { coverReasonTexts } from '../../server/contract/texts/cover.ts';
import type { Text } from '../../server/contract/texts/define.ts';
import { leaveTexts as texts } from '../../server/contract/texts/leave.ts';
import { timeOfDay } from '../kit/clock.ts';
import { t } from '../kit/text.ts';

export const statusTexts: Record<LeaveStatus, Text> = {
  granted: texts.statusGranted,
  'handed-over': texts.statusHandedOver,
  begun: texts.statusBegun,
  ended: texts.statusEnded,
  withdrawn: texts.statusWithdrawn,
};
export const kindTexts: Record<HandoverKind, Text> = {
  dossier: texts.kindDossier,
  correction: texts.kindCorrection,
  paper: texts.kindPaper,
  result: texts.kindResult,
  held: texts.kindHeld,
  custody: texts.kindCustody,
  added: texts.kindAdded,
  more: texts.kindMore,
};
export const coverKindTexts: Record<CoverKind, Text> = {
  planned: texts.coverPlanned,
  'step-in': texts.coverStepIn,
  rescue: texts.coverRescue,
};
export const presenceTexts: Record<PresenceState, Text> = {
  out: texts.presenceOut,
  in: texts.presenceIn,
  serving: texts.presenceServing,
  paused: texts.presencePaused,
  away: texts.presenceAway,
  silent: texts.presenceSilent,
};

/** `11-24 上午`. */
export function halfDayWords({ date, half }: HalfDay): string {
  return `${date.slice(5)} ${t(half === 'morning' ? texts.morning : texts.afternoon)}`;
}

/** `11-24 全天`, `11-24 – 11-26`, or with the half days where they are not whole. */
export function spanWords({ first, last }: Pick<Leave, 'first' | 'last'>): string {
  const whole = first.half === 'morning' && last.half === 'afternoon';
  const [from, until] = [first.date.slice(5), last.date.slice(5)];
  if (whole) return first.date === last.date ? t(texts.wholeDay, { date: from }) : `${from} – ${until}`;
  const [begins, ends] = [halfDayWords(first), halfDayWords(last)];
  return begins === ends ? begins : `${begins} – ${ends}`;
}

const isKnown = (reason: string): reason is keyof typeof coverReasonTexts => reason in coverReasonTexts;
export function reasonWords(reason: string): string {
  return isKnown(reason) ? t(coverReasonTexts[reason]) : reason;
}

/** `11-24 9:05` on the hall's clock. */
export function momentWords(at: string, timeZone?: string): string {
  const day = new Intl.DateTimeFormat('en-CA', {
    month: '2-digit',
    day: '2-digit',
    timeZone: timeZone ?? 'Asia/Shanghai',
  });
  return `${day.format(new Date(at))} ${timeOfDay(at, timeZone)}`;
}

/** Names of everybody who holds a post, by staff id. */
export function namesOf(board: readonly CoverLine[]): Map<string, string> {
  return new Map(board.flatMap(({ a, b }) => [a, ...b]).map(({ staff, name }) => [staff, name]));
}

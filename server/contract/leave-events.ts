import type { Briefing, DayHalf, HandoverLine, LeaveReason } from './leave.ts';

export interface HalfDay {
  date: string;
  half: DayHalf;
}

/** Commands about leaves; their record is the stream `leave`. */
export type LeaveCommand =
  /** `staff` is the person who will be away; `unplanned` is for what nobody could know a working day before (R4). */
  | {
      type: 'ask-leave';
      staff: string;
      reason: LeaveReason;
      first: HalfDay;
      last: HalfDay;
      third: string | null;
      unplanned: boolean;
    }
  | { type: 'withdraw-leave'; leave: string; reason: string }
  /** Before it begins: a third person, or another one, where the post would be left to nobody (R5). */
  | { type: 'name-third'; leave: string; third: string }
  | { type: 'add-handover-line'; leave: string; counter: number | null; text: string }
  | { type: 'confirm-handover-line'; leave: string; counter: number | null; line: string }
  | { type: 'confirm-handover'; leave: string; counter: number | null }
  | { type: 'add-briefing-words'; leave: string; text: string }
  /** The briefing as its reader saw it; the route makes it from the record. */
  | { type: 'confirm-briefing'; leave: string; briefing: Briefing };

/** A list as it is frozen in the record. */
export interface FrozenHandover {
  counter: number;
  to: string | null;
  lines: HandoverLine[];
  digest: string;
}

export type LeaveEvent =
  /** Times are epoch milliseconds; `slots` are the working half days, such as `2026-11-23/morning`. */
  | {
      type: 'LeaveAsked';
      leave: string;
      staff: string;
      reason: LeaveReason;
      planned: boolean;
      first: HalfDay;
      last: HalfDay;
      slots: string[];
      from: number;
      until: number;
      third: string | null;
      /** Counters for which nobody named is left; only where it is unplanned. */
      uncovered: number[];
    }
  | { type: 'LeaveWithdrawn'; leave: string; reason: string }
  | { type: 'LeaveThirdNamed'; leave: string; third: string }
  | { type: 'HandoverLineAdded'; leave: string; counter: number; line: string; text: string }
  /** `seen` is a digest of the line as its receiver saw it: a line that changes must be confirmed anew. */
  | { type: 'HandoverLineConfirmed'; leave: string; counter: number; line: string; seen: string }
  | { type: 'HandoverConfirmed'; leave: string; list: FrozenHandover }
  /** `lists` are those that nobody had confirmed: written from the record and marked 未交接 (R4). */
  | { type: 'LeaveBegun'; leave: string; lists: FrozenHandover[] }
  | { type: 'LeaveEnded'; leave: string; early: boolean }
  | { type: 'BriefingWordsAdded'; leave: string; text: string }
  | { type: 'BriefingConfirmed'; leave: string; briefing: Briefing; digest: string };

/** A leave that counts now, as the day's own record is told of it. */
export interface LeaveInForce {
  leave: string;
  staff: string;
  reason: LeaveReason;
  until: number;
  planned: boolean;
  third: string | null;
  /** Posts whose list was confirmed, and by whom. */
  handedOver: { counter: number; to: string }[];
}

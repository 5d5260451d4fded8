import type { Recorded } from '../../contract/events.ts';
import type { Briefing, HandoverLine, LeaveReason, LeaveStatus } from '../../contract/leave.ts';
import type { FrozenHandover, HalfDay, LeaveEvent } from '../../contract/leave-events.ts';

/** What was done about the list of one post. */
export interface PostList {
  added: { line: string; text: string }[];
  /** What the receiver confirmed: by line, as it then stood. */
  seen: Map<string, { seen: string; at: number; by: string }>;
  /** The list that was written when the leave began without a confirmed one (R4). */
  written: FrozenHandover | null;
  /** The confirmed list, and when and by which duty officer. */
  confirmed: (FrozenHandover & { at: number; by: string }) | null;
}

export interface LeaveRecord {
  id: string;
  staff: string;
  reason: LeaveReason;
  planned: boolean;
  first: HalfDay;
  last: HalfDay;
  slots: readonly string[];
  /** Epoch milliseconds, as the other times. */
  from: number;
  until: number;
  third: string | null;
  askedBy: string;
  askedAt: number;
  uncovered: readonly number[];
  status: Exclude<LeaveStatus, 'handed-over'>;
  endedAt: number | null;
  withdrawal: string | null;
  lists: Map<number, PostList>;
  words: { staff: string; at: number; text: string }[];
  briefed: { at: number; briefing: Briefing; digest: string } | null;
}

/** Every leave that was ever asked for, by id in the order of asking. */
export interface LeaveState {
  leaves: Map<string, LeaveRecord>;
}

export function emptyLeaves(): LeaveState {
  return { leaves: new Map() };
}

/** Whether a leave still counts: granted or begun. */
export function isOpen({ status }: LeaveRecord): boolean {
  return status === 'granted' || status === 'begun';
}

/** Whether a person has an open leave on one of these half days. */
export function leaveOn(state: LeaveState, staff: string, slots: readonly string[]): LeaveRecord | null {
  for (const leave of state.leaves.values())
    if (leave.staff === staff && isOpen(leave) && leave.slots.some((slot) => slots.includes(slot))) return leave;
  return null;
}

/** The leave that a person was on at a moment, also one that is over now. */
export function leaveAt(state: LeaveState, staff: string, at: number): LeaveRecord | null {
  for (const leave of state.leaves.values()) {
    if (leave.staff !== staff || leave.status === 'withdrawn') continue;
    if (leave.from <= at && at < (leave.endedAt ?? leave.until)) return leave;
  }
  return null;
}

export function emptyList(): PostList {
  return { added: [], seen: new Map(), written: null, confirmed: null };
}

function listOf(leave: LeaveRecord, counter: number): PostList {
  const list = leave.lists.get(counter) ?? emptyList();
  leave.lists.set(counter, list);
  return list;
}

/** A line as its receiver sees it. The light is left out, for it changes with the day alone. */
export function seenOf({ what, detail, status, dueOn }: HandoverLine): string {
  return [what, detail, status, dueOn].map((part) => part ?? '').join('|');
}

export function applyLeave(state: LeaveState, { event, at, by }: Recorded<LeaveEvent>): void {
  const who = by.slice(by.indexOf(':') + 1);
  if (event.type === 'LeaveAsked') {
    const { type: _type, leave: id, ...asked } = event;
    const fresh = { status: 'granted', endedAt: null, withdrawal: null, briefed: null } as const;
    state.leaves.set(id, { ...asked, ...fresh, id, askedBy: who, askedAt: at, lists: new Map(), words: [] });
    return;
  }
  const leave = state.leaves.get(event.leave);
  if (leave === undefined) throw new Error(`the record tells of a leave ${event.leave}, which nobody asked for`);
  applyToLeave(leave, event, at, who);
}

function applyToLeave(
  leave: LeaveRecord,
  event: Exclude<LeaveEvent, { type: 'LeaveAsked' }>,
  at: number,
  who: string,
): void {
  switch (event.type) {
    case 'LeaveWithdrawn':
      leave.status = 'withdrawn';
      leave.withdrawal = event.reason;
      return;
    case 'LeaveThirdNamed':
      leave.third = event.third;
      return;
    case 'HandoverLineAdded':
      listOf(leave, event.counter).added.push({ line: event.line, text: event.text });
      return;
    case 'HandoverLineConfirmed':
      listOf(leave, event.counter).seen.set(event.line, { seen: event.seen, at, by: who });
      return;
    case 'HandoverConfirmed':
      listOf(leave, event.list.counter).confirmed = { ...event.list, at, by: who };
      return;
    case 'LeaveBegun':
      leave.status = 'begun';
      for (const written of event.lists) {
        // A list that is written now had no confirmation that counted.
        const list = listOf(leave, written.counter);
        list.written = written;
        list.confirmed = null;
      }
      return;
    case 'LeaveEnded':
      leave.status = 'ended';
      leave.endedAt = event.early ? at : leave.until;
      return;
    case 'BriefingWordsAdded':
      leave.words.push({ staff: who, at, text: event.text });
      return;
    case 'BriefingConfirmed':
      leave.briefed = { at, briefing: event.briefing, digest: event.digest };
      return;
  }
}

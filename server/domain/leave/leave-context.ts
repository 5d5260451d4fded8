import type { Handover } from '../../contract/leave.ts';
import type { Post } from '../../contract/post.ts';
import type { Context } from '../context.ts';
import type { LeaveRecord } from './leave-state.ts';
import type { Hours } from './slots.ts';

/** All that a decision on leaves may know besides state and command. */
export interface LeaveContext extends Context {
  hours: Hours;
  /** Posts in force on a local date. */
  postsOn(date: string): Post[];
  /** Whether somebody is not at hand for a longer time just now. */
  isAwayNow(staff: string): boolean;
  /** The handover lists of a leave as they stand. */
  lists(leave: LeaveRecord): Handover[];
  /** SHA-256, hexadecimal. */
  digest(text: string): string;
}

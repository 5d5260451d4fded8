import type { Handover } from '../../contract/leave.ts';
import { type LeaveVerb, leaveActions } from '../../contract/leave.ts';
import type { FrozenHandover, LeaveCommand, LeaveEvent } from '../../contract/leave-events.ts';
import { Refused } from '../../contract/refusal.ts';
import type { Context } from '../context.ts';
import { frozenText } from './current-lists.ts';
import { decideAsk, decideThird } from './decide-ask.ts';
import type { LeaveContext } from './leave-context.ts';
import { type LeaveRecord, type LeaveState, seenOf } from './leave-state.ts';

type Of<T extends LeaveCommand['type']> = Extract<LeaveCommand, { type: T }>;

const linesAddedMost = 100;
const wordsMost = 50;

/** What a command does to the leaves, as events, or `Refused`. */
export function decideLeave(state: LeaveState, command: LeaveCommand, context: LeaveContext): LeaveEvent[] {
  if (context.actor.kind !== 'staff') throw new Refused('sign-in-first');
  if (command.type === 'ask-leave') return decideAsk(state, command, context);
  const leave = state.leaves.get(command.leave);
  if (leave === undefined) throw new Refused('unknown-leave', { leave: command.leave });
  switch (command.type) {
    case 'withdraw-leave':
      return withdraw(leave, command, context);
    case 'name-third':
      return nameThird(state, leave, command, context);
    case 'add-handover-line':
      return addLine(leave, command, context);
    case 'confirm-handover-line':
      return confirmLine(leave, command, context);
    case 'confirm-handover':
      return confirmList(leave, command, context);
    case 'add-briefing-words':
      return addWords(leave, command, context);
    case 'confirm-briefing':
      return confirmBriefing(leave, command, context);
  }
}

function requireVerb(leave: LeaveRecord, verb: LeaveVerb): void {
  const allowed = leaveActions[leave.status];
  if (!allowed.includes(verb)) throw new Refused('wrong-leave-state', { status: leave.status, allowed });
}

function isDutyOfficer({ actor }: Context): boolean {
  return actor.kind === 'staff' && (actor.role === 'supervisor' || actor.role === 'admin');
}

function isBy({ actor }: Context, staff: string): boolean {
  return actor.kind === 'staff' && actor.staff === staff;
}

/** A leave that has begun is ended, for what was taken of it stays on the record. */
function withdraw(leave: LeaveRecord, { reason }: Of<'withdraw-leave'>, context: LeaveContext): LeaveEvent[] {
  if (!isBy(context, leave.staff) && !isDutyOfficer(context)) throw new Refused('not-allowed');
  requireVerb(leave, 'withdraw');
  if (leave.status === 'begun') return [{ type: 'LeaveEnded', leave: leave.id, early: true }];
  return [{ type: 'LeaveWithdrawn', leave: leave.id, reason }];
}

function nameThird(
  state: LeaveState,
  leave: LeaveRecord,
  { third }: Of<'name-third'>,
  context: LeaveContext,
): LeaveEvent[] {
  if (!isBy(context, leave.staff) && !isDutyOfficer(context)) throw new Refused('not-allowed');
  requireVerb(leave, 'name-third');
  return decideThird(state, leave, third, context);
}

/** The list that a command means; a leave with several posts wants the counter named. */
function chosenList(leave: LeaveRecord, counter: number | null, context: LeaveContext): Handover {
  const lists = context.lists(leave);
  const counters = lists.map((list) => list.counter);
  const chosen = counter === null && lists.length === 1 ? lists[0] : lists.find((list) => list.counter === counter);
  if (chosen === undefined) throw new Refused('unknown-handover', { counter, allowed: counters.map(String) });
  if (chosen.state === 'handed-over')
    throw new Refused('handover-frozen', { counter: chosen.counter, digest: chosen.digest });
  return chosen;
}

function addLine(leave: LeaveRecord, command: Of<'add-handover-line'>, context: LeaveContext): LeaveEvent[] {
  if (!isBy(context, leave.staff) && !isDutyOfficer(context)) throw new Refused('not-allowed');
  requireVerb(leave, 'add-line');
  const list = chosenList(leave, command.counter, context);
  requireNobodyNamed(command.text);
  const known = leave.lists.get(list.counter)?.added.length ?? 0;
  if (known >= linesAddedMost) throw new Refused('too-many-lines', { most: linesAddedMost });
  const { counter } = list;
  return [
    { type: 'HandoverLineAdded', leave: leave.id, counter, line: `added:${context.newId()}`, text: command.text },
  ];
}

/** The record is never erased: an id or telephone number has no place in it. */
function requireNobodyNamed(text: string): void {
  if (/\d{17}[\dXx]|(?<!\d)1[3-9]\d{9}(?!\d)/.test(text)) throw new Refused('personal-data-in-words');
}

function confirmLine(leave: LeaveRecord, command: Of<'confirm-handover-line'>, context: LeaveContext): LeaveEvent[] {
  requireVerb(leave, 'confirm-line');
  const list = chosenList(leave, command.counter, context);
  requireReceiver(list, context);
  const line = list.lines.find((each) => each.line === command.line);
  if (line === undefined) throw new Refused('unknown-handover-line', { line: command.line });
  if (line.confirmedAt !== null) return [];
  const seen = seenOf(line);
  return [{ type: 'HandoverLineConfirmed', leave: leave.id, counter: list.counter, line: line.line, seen }];
}

function requireReceiver({ counter, to }: Handover, context: LeaveContext): void {
  if (to === null) throw new Refused('nobody-takes-over', { counter });
  if (!isBy(context, to)) throw new Refused('not-the-receiver', { counter, to, allowed: [to] });
}

/** The duty officer confirms what the receiver has confirmed line by line; neither of the two may be the duty officer. */
function confirmList(leave: LeaveRecord, { counter }: Of<'confirm-handover'>, context: LeaveContext): LeaveEvent[] {
  if (!isDutyOfficer(context)) throw new Refused('not-allowed', { allowed: ['supervisor', 'admin'] });
  requireVerb(leave, 'confirm');
  const list = chosenList(leave, counter, context);
  if (list.to === null) throw new Refused('nobody-takes-over', { counter: list.counter });
  if (isBy(context, leave.staff) || isBy(context, list.to)) throw new Refused('handover-is-your-own');
  if (list.unconfirmed > 0) {
    const lines = list.lines.filter(({ confirmedAt }) => confirmedAt === null).map(({ what }) => what);
    throw new Refused('handover-unconfirmed', {
      counter: list.counter,
      unconfirmed: list.unconfirmed,
      lines: lines.slice(0, 20),
      to: list.to,
    });
  }
  return [{ type: 'HandoverConfirmed', leave: leave.id, list: frozen(leave.id, list, context) }];
}

function frozen(leave: string, list: Handover, { digest }: LeaveContext): FrozenHandover {
  const { counter, to, lines } = list;
  return { counter, to, lines, digest: digest(frozenText(leave, list)) };
}

/** Words for the returning holder come from whoever stood in, or from the duty officer. */
function addWords(leave: LeaveRecord, { text }: Of<'add-briefing-words'>, context: LeaveContext): LeaveEvent[] {
  const posts = context.postsOn(leave.first.date).filter((post) => post.a === leave.staff);
  const standIns = [...posts.flatMap((post) => post.b), ...context.lists(leave).map(({ to }) => to), leave.third];
  const mayTell = standIns.some((person) => person !== null && isBy(context, person)) || isDutyOfficer(context);
  if (!mayTell || isBy(context, leave.staff)) throw new Refused('not-the-stand-in', { staff: leave.staff });
  requireVerb(leave, 'add-words');
  if (leave.briefed !== null) throw new Refused('briefing-confirmed');
  requireNobodyNamed(text);
  if (leave.words.length >= wordsMost) throw new Refused('too-many-lines', { most: wordsMost });
  return [{ type: 'BriefingWordsAdded', leave: leave.id, text }];
}

function confirmBriefing(
  leave: LeaveRecord,
  { briefing }: Of<'confirm-briefing'>,
  context: LeaveContext,
): LeaveEvent[] {
  if (!isBy(context, leave.staff)) throw new Refused('not-the-returner', { staff: leave.staff });
  requireVerb(leave, 'confirm-briefing');
  if (leave.briefed !== null) return [];
  const digest = context.digest(JSON.stringify(briefing));
  return [{ type: 'BriefingConfirmed', leave: leave.id, briefing, digest }];
}

/**
 * What the clock owes the leaves by a moment: those whose time has come begin, with their lists written from the record
 * where nobody confirmed them (R4), and those whose time is over end.
 */
export function turnLeaves(state: LeaveState, context: LeaveContext): LeaveEvent[] {
  return [...state.leaves.values()].flatMap((leave): LeaveEvent[] => {
    const begins = leave.status === 'granted' && leave.from <= context.at;
    const ends = (begins || leave.status === 'begun') && leave.until <= context.at;
    const events: LeaveEvent[] = [];
    if (begins) {
      const open = context.lists(leave).filter((list) => list.state === 'open');
      events.push({ type: 'LeaveBegun', leave: leave.id, lists: open.map((list) => frozen(leave.id, list, context)) });
    }
    if (ends) events.push({ type: 'LeaveEnded', leave: leave.id, early: false });
    return events;
  });
}

/** The next moment at which `turnLeaves` has something to do; infinite when there is none. */
export function nextTurn(state: LeaveState): number {
  let next = Number.POSITIVE_INFINITY;
  for (const { status, from, until } of state.leaves.values()) {
    if (status === 'granted') next = Math.min(next, from);
    if (status === 'begun') next = Math.min(next, until);
  }
  return next;
}

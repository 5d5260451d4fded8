import type { ReadCard } from '../../server/contract/device.ts';
import { readCardText } from './card-text.ts';
import { cardTextBytes, type ReaderAnswer, type ReaderCommand } from './frame.ts';
import { isReaderProblem, problemOfStatus, readerStatus } from './status.ts';

/** Times of the conversation in milliseconds. */
export interface ReaderTiming {
  /** Between two looks for a card. */
  findMs: number;
  /** Before a step that failed is tried again. */
  retryMs: number;
  /** Longest waits for an answer; reading takes the reader about a second. */
  answerMs: number;
  readMs: number;
  /** Between looks while the reader does not answer. */
  silentMs: number;
  /** So long nothing may come in before the next question after a failure, because an answer names no question. */
  quietMs: number;
  /** First pause before the wire is opened again; doubles up to `reopenMostMs`. */
  reopenMs: number;
  reopenMostMs: number;
}

export const readerTiming: ReaderTiming = {
  findMs: 400,
  retryMs: 100,
  answerMs: 1_000,
  readMs: 3_000,
  silentMs: 1_000,
  quietMs: 100,
  reopenMs: 1_000,
  reopenMostMs: 30_000,
};

/** What became of a question. */
export type Reply = { kind: 'answer'; answer: ReaderAnswer } | { kind: 'silence' } | { kind: 'damage' };

/** Where the conversation with the reader stands. */
export interface Conversation {
  /** The question under way or next. */
  command: 'status' | 'find' | 'select' | 'read';
  /** Steps that failed with the card that lies on the reader now. */
  failures: number;
  /** Why the last of them failed. */
  cardProblem: string | null;
  /** True after a card was read or given up, until the reader has seen that it was taken away. */
  done: boolean;
  /** Whether any card was dealt with since the driver began. */
  dealt: boolean;
  /** True until the first look of this connection. */
  firstLook: boolean;
  /** Questions in a row that got no answer that could be used. */
  misses: number;
  /** What is wrong with the reader itself, once it has shown. */
  readerProblem: string | null;
}

export type Finding = { kind: 'card'; card: ReadCard } | { kind: 'failed'; reason: string };

export interface Turn {
  next: Conversation;
  afterMs: number;
  finding: Finding | null;
}

/** So many failed steps end the attempts with one card. */
const failuresMost = 4;
/** So many questions in a row without an answer mean that the reader is in trouble. */
const missesMost = 3;

/**
 * The conversation at the start of a connection. A card that lies there already may be one that was dealt with: a reader
 * that lost its power finds it as if it were new, and a card forgotten on it must not fill the next visitor's form because
 * a cable was loose. So once any card was dealt with, it has to be lifted first. What was wrong with the reader is wrong
 * until it answers.
 */
export function begin(before: Conversation | null): Conversation {
  const { done = false, dealt = false, readerProblem = null } = before ?? {};
  return {
    command: 'status',
    failures: 0,
    cardProblem: null,
    done: done || dealt,
    dealt,
    firstLook: true,
    misses: 0,
    readerProblem,
  };
}

/** The next question, after what became of the last one; a time-out is a reply like any other. */
export function nextTurn(now: Conversation, reply: Reply, timing: ReaderTiming): Turn {
  if (reply.kind !== 'answer') return missed(now, reply.kind, timing);
  const heard: Conversation = { ...now, misses: 0, readerProblem: null };
  const { status } = reply.answer;
  switch (now.command) {
    case 'status':
      if (status !== readerStatus.ok) return readerFailed(heard, status, timing);
      return look(heard, 0);
    case 'find':
      return found(heard, status, timing);
    case 'select':
      if (status !== readerStatus.ok) return cardFailed(heard, status, timing);
      return { next: { ...heard, command: 'read' }, afterMs: 0, finding: null };
    case 'read':
      if (status !== readerStatus.ok) return cardFailed(heard, status, timing);
      return read(heard, reply.answer, timing);
  }
}

function look(now: Conversation, afterMs: number, finding: Finding | null = null): Turn {
  return { next: { ...now, command: 'find' }, afterMs, finding };
}

/** Nothing usable came: the same question again, unless the card has had its chances. */
function missed(now: Conversation, kind: 'silence' | 'damage', timing: ReaderTiming): Turn {
  const problem = kind === 'silence' ? 'no-answer' : 'damaged-answer';
  const misses = now.misses + 1;
  const readerProblem = misses >= missesMost ? problem : now.readerProblem;
  const next: Conversation = { ...now, misses, readerProblem };
  const afterMs = misses >= missesMost ? timing.silentMs : timing.retryMs;
  if (now.command === 'status' || now.command === 'find') return { next, afterMs, finding: null };
  return failedStep(next, problem, afterMs, timing);
}

function readerFailed(now: Conversation, status: number, timing: ReaderTiming): Turn {
  return { next: { ...now, readerProblem: problemOfStatus(status) }, afterMs: timing.silentMs, finding: null };
}

function found({ firstLook, ...heard }: Conversation, status: number, timing: ReaderTiming): Turn {
  const now: Conversation = { ...heard, firstLook: false };
  if (status === readerStatus.found) {
    if (now.done) return look(now, timing.findMs, firstLook ? failure('card-left') : null);
    return { next: { ...now, command: 'select' }, afterMs: 0, finding: null };
  }
  const problem = problemOfStatus(status);
  if (isReaderProblem(problem)) return readerFailed(now, status, timing);
  if (status !== readerStatus.noCard) return look(now, timing.findMs);
  // Gone before it could be read: the visitor has to know that it must lie longer.
  const finding = now.cardProblem !== null && !now.done ? failure(now.cardProblem) : null;
  return look({ ...now, done: false, failures: 0, cardProblem: null }, timing.findMs, finding);
}

function failure(reason: string): Finding {
  return { kind: 'failed', reason };
}

function cardFailed(now: Conversation, status: number, timing: ReaderTiming): Turn {
  // After a refusal the card has to be found again; after silence the same question may still be answered.
  return failedStep({ ...now, command: 'find' }, problemOfStatus(status), timing.retryMs, timing);
}

function failedStep(now: Conversation, cardProblem: string, afterMs: number, timing: ReaderTiming): Turn {
  const failures = now.failures + 1;
  if (failures < failuresMost) return { next: { ...now, failures, cardProblem }, afterMs, finding: null };
  const givenUp: Conversation = { ...now, failures: 0, cardProblem: null, done: true, dealt: true };
  return look(givenUp, timing.findMs, failure(cardProblem));
}

function read(now: Conversation, { data }: ReaderAnswer, timing: ReaderTiming): Turn {
  const reading = readCardText(data.subarray(data.length - cardTextBytes));
  const next: Conversation = { ...now, failures: 0, cardProblem: null, done: true, dealt: true };
  if (reading.kind === 'refused') return look(next, timing.findMs, failure(reading.reason));
  return look(next, timing.findMs, { kind: 'card', card: reading.card });
}

/**
 * Whether an answer can belong to this question. Answers do not name theirs, so one that came too late is told apart by
 * its status and its length.
 */
export function canAnswer(command: ReaderCommand, { status, data, dataBytes }: ReaderAnswer): boolean {
  const { ok, found: foundCard, noCard, selectFailed } = readerStatus;
  if (status === foundCard || status === noCard) return command === 'find';
  if (status === selectFailed) return command === 'select';
  if (status !== ok) return true;
  if (command === 'read') return dataBytes > cardTextBytes && data.length >= cardTextBytes;
  return (command === 'status' && dataBytes === 0) || (command === 'select' && dataBytes > 0 && dataBytes < 64);
}

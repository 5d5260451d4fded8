import { type PrinterTrouble, type StatusAnswers, type StatusQuestion, type StatusSign, troubleOf } from './status.ts';

/** Waits in milliseconds; each can be shortened in a test. */
export interface JobWaits {
  /** For the answer to one DLE EOT (devices.md, A3). */
  answerMs: number;
  /** For the first answer to GS r from a printer of which it is not known whether it answers GS r at all. */
  firstSyncMs: number;
  /** Without a further GS r answer before those still owed count as lost. */
  quietMs: number;
  /** Between two looks at a printer that is working on a slip. */
  lookMs: number;
  /** Without any sign of life after the slip has left. */
  silenceMs: number;
  /** For a slip in all, from its first byte. */
  slipMs: number;
  /** A printer that knows no GS r must look healthy for so long after it has received everything. */
  settleMs: number;
}

export const usualWaits: JobWaits = {
  answerMs: 1500,
  firstSyncMs: 3000,
  quietMs: 3000,
  lookMs: 1000,
  silenceMs: 20_000,
  slipMs: 120_000,
  settleMs: 2000,
};

/** `ordered`: GS r is answered. `real-time`: only DLE EOT is. `unknown` until the printer was first asked. */
export type Barrier = 'unknown' | 'ordered' | 'real-time';

/** What is fixed when a job starts. */
export interface JobPlan {
  waits: JobWaits;
  answersStatus: boolean;
  questions: readonly StatusQuestion[];
  barrier: Barrier;
  /** GS r answers still owed on this connection by slips whose outcome became uncertain. */
  owed: number;
  /** True after a slip whose outcome was uncertain: the printer may still be waiting for the rest of a picture. */
  recover: boolean;
  /** `look` ends after the status questions. */
  purpose: 'slip' | 'look';
}

export type UncertainReason = PrinterTrouble | 'no-answer' | 'cut-off';
export type HeldReason = PrinterTrouble | 'no-answer' | 'busy' | 'cut-off';

/** `held`: no byte of the slip has left, so it may be tried again. */
export type JobResult =
  | { result: 'printed' }
  | { result: 'looked' }
  | { result: 'dropped' }
  | { result: 'held'; reason: HeldReason }
  | { result: 'uncertain'; reason: UncertainReason };

export type JobState =
  | { phase: 'asking'; left: readonly StatusQuestion[]; answers: StatusAnswers }
  | { phase: 'syncing'; answers: StatusAnswers; barrier: Barrier; got: number }
  | { phase: 'beginning'; answers: StatusAnswers; barrier: Barrier }
  | { phase: 'writing'; answers: StatusAnswers; barrier: Barrier; since: number }
  | {
      phase: 'settling';
      answers: StatusAnswers;
      barrier: Barrier;
      since: number;
      lastSignAt: number;
      healthySince: number | null;
      /** The question under way, and the last one asked. */
      asked: StatusQuestion | null;
      lastAsked: StatusQuestion | null;
    }
  | { phase: 'finishing'; answers: StatusAnswers; barrier: Barrier }
  | { phase: 'done'; answers: StatusAnswers; barrier: Barrier; outcome: JobResult };

export type JobInput =
  | { kind: 'sign'; sign: StatusSign }
  | { kind: 'timeout' }
  /** The record says that the slip may leave. */
  | { kind: 'begun' }
  | { kind: 'begin-refused' }
  | { kind: 'written' }
  | { kind: 'write-failed'; bytesMayHaveLeft: boolean }
  | { kind: 'finished' }
  | { kind: 'finish-failed' }
  | { kind: 'closed' };

/** What the runner is to do; it answers with inputs. */
export type JobEffect =
  | { kind: 'ask'; question: StatusQuestion }
  /** Ends what an earlier slip left open and cuts the paper, so that two people's slips do not hang together. */
  | { kind: 'recover' }
  | { kind: 'sync' }
  | { kind: 'begin' }
  | { kind: 'send-slip' }
  | { kind: 'ask-barrier' }
  | { kind: 'finish' };

export interface JobStep {
  state: JobState;
  effects: JobEffect[];
  /** Milliseconds until the next `timeout` input, null for none, `keep` to leave the one that is set. */
  wakeMs: number | null | 'keep';
}

/** The first step of a job on an open wire. */
export function startJob(plan: JobPlan): JobStep {
  const [first, ...left] = plan.questions;
  if (!plan.answersStatus || first === undefined) return begin(plan, {}, plan.barrier);
  return {
    state: { phase: 'asking', left: [first, ...left], answers: {} },
    effects: [{ kind: 'ask', question: first }],
    wakeMs: plan.waits.answerMs,
  };
}

/** The next step; pure. An input that means nothing in this phase changes nothing. `now` is epoch milliseconds. */
export function stepJob(plan: JobPlan, state: JobState, input: JobInput, now: number): JobStep {
  switch (state.phase) {
    case 'asking':
      return stepAsking(plan, state, input);
    case 'syncing':
      return stepSyncing(plan, state, input);
    case 'beginning':
      return stepBeginning(plan, state, input, now);
    case 'writing':
      return stepWriting(plan, state, input, now);
    case 'settling':
      return stepSettling(plan, state, input, now);
    case 'finishing':
      if (input.kind === 'finished') return done(state, { result: 'printed' });
      if (input.kind === 'finish-failed') return done(state, { result: 'uncertain', reason: 'cut-off' });
      return stay(state);
    case 'done':
      return stay(state);
  }
}

function stay(state: JobState, wakeMs: number | 'keep' = 'keep'): JobStep {
  return { state, effects: [], wakeMs };
}

function done(state: { answers: StatusAnswers; barrier?: Barrier }, outcome: JobResult): JobStep {
  const { answers, barrier = 'unknown' } = state;
  return { state: { phase: 'done', answers, barrier, outcome }, effects: [], wakeMs: null };
}

function recovery(plan: JobPlan): JobEffect[] {
  return plan.recover ? [{ kind: 'recover' }] : [];
}

/** Asks for leave. Where a sync came before, the recovery has already been sent. */
function begin(plan: JobPlan, answers: StatusAnswers, barrier: Barrier, recovered = false): JobStep {
  return {
    state: { phase: 'beginning', answers, barrier },
    effects: [...(recovered ? [] : recovery(plan)), { kind: 'begin' }],
    wakeMs: null,
  };
}

type In<Phase extends JobState['phase']> = Extract<JobState, { phase: Phase }>;

function stepAsking(plan: JobPlan, state: In<'asking'>, input: JobInput): JobStep {
  if (input.kind === 'closed') return done(state, { result: 'held', reason: 'cut-off' });
  const [asked, ...left] = state.left;
  const answered = input.kind === 'sign' && input.sign.kind === 'real-time' ? input.sign.byte : null;
  if (asked === undefined || (answered === null && input.kind !== 'timeout')) return stay(state);
  const answers = answered === null ? state.answers : { ...state.answers, [asked]: answered };
  const [next] = left;
  if (next !== undefined) {
    return {
      state: { phase: 'asking', left, answers },
      effects: [{ kind: 'ask', question: next }],
      wakeMs: plan.waits.answerMs,
    };
  }
  return afterAsking(plan, answers);
}

function afterAsking(plan: JobPlan, answers: StatusAnswers): JobStep {
  const { barrier } = plan;
  if (Object.keys(answers).length === 0) return done({ answers, barrier }, { result: 'held', reason: 'no-answer' });
  const trouble = troubleOf(answers);
  if (trouble) return done({ answers, barrier }, { result: 'held', reason: trouble });
  if (plan.purpose === 'look') return done({ answers, barrier }, { result: 'looked' });
  if (barrier === 'real-time') return begin(plan, answers, barrier);
  return {
    state: { phase: 'syncing', answers, barrier, got: 0 },
    effects: [...recovery(plan), { kind: 'sync' }],
    wakeMs: barrier === 'unknown' ? plan.waits.firstSyncMs : plan.waits.answerMs,
  };
}

/** One GS r before the slip: answers owed for earlier slips come first and must not be taken for this one's. */
function stepSyncing(plan: JobPlan, state: In<'syncing'>, input: JobInput): JobStep {
  const { answers } = state;
  if (input.kind === 'closed') return done(state, { result: 'held', reason: 'cut-off' });
  if (input.kind === 'sign' && input.sign.kind === 'queued') {
    const got = state.got + 1;
    if (got > plan.owed) return begin(plan, answers, 'ordered', true);
    return stay({ ...state, got, barrier: 'ordered' }, plan.waits.quietMs);
  }
  if (input.kind !== 'timeout') return stay(state);
  if (state.got > 0) return begin(plan, answers, 'ordered', true);
  if (plan.barrier === 'unknown' && plan.owed === 0) return begin(plan, answers, 'real-time', true);
  return done(state, { result: 'held', reason: 'busy' });
}

function stepBeginning(plan: JobPlan, state: In<'beginning'>, input: JobInput, now: number): JobStep {
  const { answers, barrier } = state;
  if (input.kind === 'closed') return done(state, { result: 'held', reason: 'cut-off' });
  if (input.kind === 'begin-refused') return done(state, { result: 'dropped' });
  if (input.kind !== 'begun') return stay(state);
  return {
    state: { phase: 'writing', answers, barrier, since: now },
    effects: [{ kind: 'send-slip' }],
    wakeMs: plan.waits.slipMs,
  };
}

/** From here on bytes may have left, and nothing but proof of the contrary leads back to `held`. */
function stepWriting(plan: JobPlan, state: In<'writing'>, input: JobInput, now: number): JobStep {
  const { answers, barrier } = state;
  switch (input.kind) {
    case 'write-failed':
      if (!input.bytesMayHaveLeft) return done(state, { result: 'held', reason: 'cut-off' });
      return done(state, { result: 'uncertain', reason: 'cut-off' });
    case 'closed':
      return done(state, { result: 'uncertain', reason: 'cut-off' });
    case 'timeout':
      return done(state, { result: 'uncertain', reason: 'no-answer' });
    case 'written':
      if (!plan.answersStatus) {
        return { state: { phase: 'finishing', answers, barrier }, effects: [{ kind: 'finish' }], wakeMs: null };
      }
      return settle(plan, state, now);
    default:
      return stay(state);
  }
}

/** The slip has left. A printer without GS r is only looked at. */
function settle(plan: JobPlan, { answers, barrier, since }: In<'writing'>, now: number): JobStep {
  return {
    state: {
      phase: 'settling',
      answers,
      barrier,
      since,
      lastSignAt: now,
      healthySince: null,
      asked: null,
      lastAsked: null,
    },
    effects: barrier === 'ordered' ? [{ kind: 'ask-barrier' }] : [],
    wakeMs: plan.waits.lookMs,
  };
}

/** Waits for the barrier and looks at the paper and the cover meanwhile, one question at a time. */
function stepSettling(plan: JobPlan, state: In<'settling'>, input: JobInput, now: number): JobStep {
  const { waits } = plan;
  if (input.kind === 'closed') return done(state, { result: 'uncertain', reason: 'cut-off' });
  if (input.kind === 'sign' && input.sign.kind === 'queued') {
    return state.barrier === 'ordered' ? done(state, { result: 'printed' }) : stay(state);
  }
  if (input.kind === 'sign') return lookedWhileSettling(plan, state, input.sign.byte, now);
  if (input.kind !== 'timeout') return stay(state);
  if (now - state.lastSignAt >= waits.silenceMs || now - state.since >= waits.slipMs) {
    return done(state, { result: 'uncertain', reason: 'no-answer' });
  }
  if (state.asked !== null) return stay(state, waits.lookMs);
  const question = nextLook(state);
  return {
    state: { ...state, asked: question, lastAsked: question },
    effects: [{ kind: 'ask', question }],
    wakeMs: waits.lookMs,
  };
}

/** Paper and cover in turn; only the paper where the printer does not know the other question. */
function nextLook(state: In<'settling'>): StatusQuestion {
  if (state.answers[2] === undefined) return state.answers[4] === undefined ? 1 : 4;
  return state.lastAsked === 4 ? 2 : 4;
}

function lookedWhileSettling(plan: JobPlan, state: In<'settling'>, byte: number, now: number): JobStep {
  // A byte that was not asked for comes from a picture that looked like a question.
  if (state.asked === null) return stay(state);
  const trouble = troubleOf({ [state.asked]: byte });
  if (trouble) return done(state, { result: 'uncertain', reason: trouble });
  const healthySince = state.healthySince ?? now;
  const settled = state.barrier === 'real-time' && now - healthySince >= plan.waits.settleMs;
  if (settled) return done(state, { result: 'printed' });
  return stay({ ...state, lastSignAt: now, healthySince, asked: null });
}

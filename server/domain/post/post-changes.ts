import type { Recorded } from '../../contract/events.ts';
import type { Post } from '../../contract/post.ts';
import type { PostChange, PostChangeCommand, PostChangeEvent, PostDraft } from '../../contract/post-change.ts';
import { Refused } from '../../contract/refusal.ts';
import type { Context } from '../context.ts';
import type { HallModel } from '../hall-model.ts';
import { postOf, servicesOf } from './post-state.ts';

/** Every change of posts that was ever proposed, by id in the order of proposing, and approvals in their order. */
export interface PostChanges {
  changes: Map<string, PostChange>;
  /** Ids in the order of approval: of two that touch the same post, the one approved later is in force. */
  approved: string[];
}

export function emptyPostChanges(): PostChanges {
  return { changes: new Map(), approved: [] };
}

/** The posts of the hall file with all approved changes that hold on a local date, by counter. */
export function postsOn(state: PostChanges, model: HallModel, date: string): Post[] {
  const posts = new Map(model.file.posts.map((config) => [config.counter, postOf(model.file, config)]));
  for (const id of state.approved) {
    const change = state.changes.get(id);
    if (change === undefined || !holdsOn(change, date)) continue;
    // A counter that a later hall file no longer has takes its post along.
    for (const post of change.posts) if (model.counters.has(post.counter)) posts.set(post.counter, post);
  }
  return [...posts.values()].sort((left, right) => left.counter - right.counter);
}

export function holdsOn({ from, until }: Pick<PostChange, 'from' | 'until'>, date: string): boolean {
  return from <= date && (until === null || date <= until);
}

/** `today` is the hall's local date. */
export function decidePostChange(
  state: PostChanges,
  command: PostChangeCommand,
  context: Context & { today: string },
): PostChangeEvent[] {
  const { actor } = context;
  if (actor.kind !== 'staff') throw new Refused('sign-in-first');
  if (actor.role !== 'supervisor' && actor.role !== 'admin') throw new Refused('not-allowed');
  if (command.type === 'propose-posts') return propose(state, command, context);
  const change = state.changes.get(command.id);
  if (change === undefined) throw new Refused('unknown-post-change', { id: command.id });
  if (change.status !== 'proposed') throw new Refused('wrong-post-change-state', { status: change.status });
  if (command.type === 'reject-posts') return [{ type: 'PostRejected', id: change.id, reason: command.reason }];
  if (change.proposedBy === actor.staff) throw new Refused('proposed-it-yourself');
  // The hall may have changed since it was proposed.
  for (const post of change.posts) requireSound(post, context.model);
  return [{ type: 'PostApproved', id: change.id }];
}

function propose(
  state: PostChanges,
  command: Extract<PostChangeCommand, { type: 'propose-posts' }>,
  context: Context & { today: string },
): PostChangeEvent[] {
  const { drafts, from, until, reason } = command;
  if (from < context.today || (until !== null && until < from))
    throw new Refused('dates-not-in-order', { from, until, today: context.today });
  const present = new Map(postsOn(state, context.model, from).map((post) => [post.counter, post]));
  const posts = drafts.map((draft) => filledIn(draft, present, context.model));
  if (new Set(posts.map(({ counter }) => counter)).size !== posts.length)
    throw new Refused('post-unsound', { problem: 'counter named twice' });
  for (const post of posts) requireSound(post, context.model);
  return [{ type: 'PostProposed', id: context.newId(), posts, from, until, reason }];
}

/** The draft with everything it leaves out as it would be without it. */
function filledIn(draft: PostDraft, present: ReadonlyMap<number, Post>, model: HallModel): Post {
  const { counter } = draft;
  const config = model.counters.get(counter);
  if (config === undefined) throw new Refused('unknown-counter', { counter });
  const before = present.get(counter);
  const a = draft.a ?? before?.a;
  if (a === undefined) throw new Refused('post-unsound', { problem: `post ${counter} has no A` });
  const b = draft.b ?? before?.b ?? [];
  const qualified = draft.qualified ?? onlyOf(before?.qualified ?? {}, [a, ...b]);
  return {
    counter,
    department: config.department ?? null,
    a,
    b,
    services: draft.services ?? before?.services ?? config.services,
    qualified,
    help: draft.help ?? before?.help ?? true,
    excluded: draft.excluded === undefined ? (before?.excluded ?? null) : draft.excluded,
  };
}

function onlyOf(qualified: Post['qualified'], holders: readonly string[]): Post['qualified'] {
  return Object.fromEntries(Object.entries(qualified).filter(([staff]) => holders.includes(staff)));
}

/** Throws when a post names who or what is not there, or leaves a service to nobody, unless it is excluded by decision. */
function requireSound(post: Post, model: HallModel): void {
  const holders = [post.a, ...post.b];
  const unknown = holders.find((staff) => !model.file.staff.some(({ id }) => id === staff));
  if (unknown !== undefined) throw new Refused('unknown-staff', { staff: unknown });
  const problem = (text: string) => new Refused('post-unsound', { problem: text });
  if (new Set(holders).size !== holders.length) throw problem(`post ${post.counter} names somebody twice`);
  const stranger = Object.keys(post.qualified).find((staff) => !holders.includes(staff));
  if (stranger !== undefined) throw problem(`${stranger} is qualified at ${post.counter} but no holder`);
  const foreign = post.services.find((service) => !model.services.has(service));
  if (foreign !== undefined) throw new Refused('unknown-service', { service: foreign });
  if (post.excluded !== null) return;
  const alone = post.services.filter((service) => !holders.some((each) => servicesOf(post, each).includes(service)));
  if (alone.length > 0) throw new Refused('service-without-person', { counter: post.counter, services: alone });
}

export function applyPostChange(state: PostChanges, { event, at, by }: Recorded<PostChangeEvent>): void {
  const who = by.slice(by.indexOf(':') + 1);
  const when = new Date(at).toISOString();
  if (event.type === 'PostProposed') {
    const { id, posts, from, until, reason } = event;
    const open = { status: 'proposed', decidedBy: null, decidedAt: null, rejection: null } as const;
    state.changes.set(id, { id, posts, from, until, reason, proposedBy: who, proposedAt: when, ...open });
    return;
  }
  const change = state.changes.get(event.id);
  if (change === undefined)
    throw new Error(`the record decides on a change of posts ${event.id}, which nobody proposed`);
  const approved = event.type === 'PostApproved';
  if (approved) state.approved.push(event.id);
  state.changes.set(event.id, {
    ...change,
    status: approved ? 'approved' : 'rejected',
    decidedBy: who,
    decidedAt: when,
    rejection: approved ? null : event.reason,
  });
}

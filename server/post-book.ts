import { type Actor, actorName } from './contract/actor.ts';
import type { Recorded } from './contract/events.ts';
import type { Post } from './contract/post.ts';
import type { PostChange, PostChangeCommand, PostChangeEvent } from './contract/post-change.ts';
import type { HallModel } from './domain/hall-model.ts';
import { applyPostChange, decidePostChange, emptyPostChanges, holdsOn, postsOn } from './domain/post/post-changes.ts';
import type { Journal } from './journal/journal.ts';

const stream = 'posts';

export interface PostBookOptions {
  journal: Journal;
  model: HallModel;
  /** The hall as it will be from its next opening on: counters that were added today are in it. */
  coming(): HallModel;
  newId(): string;
}

/**
 * The stream of changes of posts, folded at start. As the day's book, it works inside the transaction that its owner has
 * begun; when that fails, `refold` reads it again.
 */
export class PostBook {
  readonly #options: PostBookOptions;
  #state = emptyPostChanges();

  constructor(options: PostBookOptions) {
    this.#options = options;
    this.refold();
  }

  refold(): void {
    this.#state = emptyPostChanges();
    for (const recorded of this.#options.journal.read(stream))
      applyPostChange(this.#state, recorded as Recorded<PostChangeEvent>);
  }

  /** The posts in force on a local date. */
  on(date: string): Post[] {
    return postsOn(this.#state, this.#options.model, date);
  }

  /** Every change, newest first. */
  list(): PostChange[] {
    return [...this.#state.changes.values()].reverse();
  }

  /** Decides and records; `inForce` are the posts that change on the very day, if any. Throws `Refused`. */
  perform(
    command: PostChangeCommand,
    actor: Actor,
    at: number,
    today: string,
  ): { recorded: Recorded[]; change: PostChange; inForce: Post[] } {
    const { journal, newId } = this.#options;
    const context = { at, actor, model: this.#judgedBy(command, today), newId, today };
    const events = decidePostChange(this.#state, command, context);
    const recorded = journal.append(stream, events, { at, by: actorName(actor), actingFor: null });
    for (const each of recorded) applyPostChange(this.#state, each as Recorded<PostChangeEvent>);
    const [event] = events;
    const change = event === undefined ? undefined : this.#state.changes.get(event.id);
    if (change === undefined) throw new Error('a change of posts was recorded without a trace');
    const now = change.status === 'approved' && holdsOn(change, today);
    return { recorded, change, inForce: now ? change.posts : [] };
  }

  /** Posts that begin on a later day stand in the hall of that day. */
  #judgedBy(command: PostChangeCommand, today: string): HallModel {
    const { model, coming } = this.#options;
    const from = command.type === 'propose-posts' ? command.from : this.#state.changes.get(command.id)?.from;
    return from !== undefined && from > today ? coming() : model;
  }
}

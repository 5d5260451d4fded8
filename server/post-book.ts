import { type Actor, actorName } from './contract/actor.ts';
import type { Recorded } from './contract/events.ts';
import type { Post } from './contract/post.ts';
import type { PostChange, PostChangeCommand, PostChangeEvent } from './contract/post-change.ts';
import type { HallModel } from './domain/hall-model.ts';
import { applyPostChange, decidePostChange, emptyPostChanges, holdsOn, postsOn } from './domain/post/post-changes.ts';
import type { Journal } from './journal/journal.ts';

const stream = 'posts';

/**
 * The stream of changes of posts, folded at start. As the day's book, it works inside the transaction that its owner has
 * begun; when that fails, `refold` reads it again.
 */
export class PostBook {
  readonly #journal: Journal;
  readonly #model: HallModel;
  readonly #newId: () => string;
  #state = emptyPostChanges();

  constructor(journal: Journal, model: HallModel, newId: () => string) {
    this.#journal = journal;
    this.#model = model;
    this.#newId = newId;
    this.refold();
  }

  refold(): void {
    this.#state = emptyPostChanges();
    for (const recorded of this.#journal.read(stream))
      applyPostChange(this.#state, recorded as Recorded<PostChangeEvent>);
  }

  /** The posts in force on a local date. */
  on(date: string): Post[] {
    return postsOn(this.#state, this.#model, date);
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
    const context = { at, actor, model: this.#model, newId: this.#newId, today };
    const events = decidePostChange(this.#state, command, context);
    const recorded = this.#journal.append(stream, events, { at, by: actorName(actor), actingFor: null });
    for (const each of recorded) applyPostChange(this.#state, each as Recorded<PostChangeEvent>);
    const [event] = events;
    const change = event === undefined ? undefined : this.#state.changes.get(event.id);
    if (change === undefined) throw new Error('a change of posts was recorded without a trace');
    const now = change.status === 'approved' && holdsOn(change, today);
    return { recorded, change, inForce: now ? change.posts : [] };
  }
}

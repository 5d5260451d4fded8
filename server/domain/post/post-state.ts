import type { HallFile, PostConfig } from '../../contract/hall-file.ts';
import type { AwayReason, CoverKind, Post } from '../../contract/post.ts';

/** Somebody is away; with a leave, whether it was planned and which third person was named for it (R5). */
export interface Away {
  reason: AwayReason;
  since: number;
  until: number | null;
  leave: string | null;
  planned: boolean;
  third: string | null;
}

/** What the hall knows of one person's whereabouts today; times are epoch milliseconds. */
export interface Whereabouts {
  signedIn: boolean;
  since: number;
  away: Away | null;
  /** When the terminal was last heard of before it fell silent; null while it is heard. */
  silentSince: number | null;
}

/** Somebody stands in for a post's A holder. */
export interface Cover {
  kind: CoverKind;
  staff: string[];
  since: number;
  reason: string;
  handedOver: boolean;
}

/** The posts of the day, who is at hand, and who covers. */
export interface PostState {
  /** By counter number. */
  posts: Map<number, Post>;
  whereabouts: Map<string, Whereabouts>;
  covers: Map<number, Cover>;
  /** Posts whose holder is on leave and has handed over, by counter (R7). */
  handedOver: Map<number, { leave: string; to: string }>;
  /** Since when neither A nor B of a post is at hand, by counter. */
  goneSince: Map<number, number>;
}

export function emptyPosts(file: HallFile): PostState {
  const posts = new Map(file.posts.map((config) => [config.counter, postOf(file, config)]));
  return { posts, whereabouts: new Map(), covers: new Map(), handedOver: new Map(), goneSince: new Map() };
}

/** A post of the hall file in the form in which it is in force. */
export function postOf(file: HallFile, config: PostConfig): Post {
  const counter = file.counters.find((each) => each.no === config.counter);
  return {
    counter: config.counter,
    department: counter?.department ?? null,
    a: config.a,
    b: config.b,
    services: counter?.services ?? [],
    qualified: config.qualified ?? {},
    help: config.help ?? true,
    excluded: config.excluded ?? null,
  };
}

/** Services of the post that this holder may serve. */
export function servicesOf(post: Post, staff: string): readonly string[] {
  const named = post.qualified[staff];
  return named === undefined ? post.services : post.services.filter((service) => named.includes(service));
}

/** Services of the post for which fewer than two of its holders are qualified: shown on the published list, never hidden. */
export function singleServices(post: Post): string[] {
  const holders = [post.a, ...post.b];
  return post.services.filter(
    (service) => holders.filter((each) => servicesOf(post, each).includes(service)).length < 2,
  );
}

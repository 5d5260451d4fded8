/** One post as the adviser sees it. */
export interface PostLoad {
  counter: number;
  /** The A holder. */
  a: string;
  department: string | null;
  /** Minutes of work that the post's services bring on a working day. */
  loadMinutes: number;
}

/** Who should be B of a post. */
export interface Advice {
  counter: number;
  /** A holders of other posts, in the order they are called upon. */
  b: string[];
}

/** Whether the A holder of `helper` may be B of `post`: the same department, or anybody where the authority allows. */
export type Allowed = (post: PostLoad, helper: PostLoad) => boolean;

/** Rounds of swapping; each round looks at every pair once, and most rings settle in three. */
const roundsMost = 12;
/** How much a neighbour that is not allowed weighs against any imbalance of load. */
const forbidden = 1e6;

/**
 * Proposes the B of every post as one long ring through the hall (R14): B of each post is A of the next. Neighbours in
 * the ring share work, so heavy posts are laid beside light ones, on every stretch of two, three and four. Where nobody
 * may cross departments the ring falls apart into one for each. With `second`, each post also gets the A half a
 * department's stretch further on. A post nobody may help gets no B.
 */
export function advisePairing(posts: readonly PostLoad[], allowed: Allowed, second = false): Advice[] {
  const rings = groupsOf(posts, allowed).map((group) => balancedRing(group, allowed));
  return rings.flatMap((ring) =>
    ring.map((post, place) => {
      const steps = second ? [1, secondStep(ring.length)] : [1];
      const helpers = steps.map((step) => ring[(place + step) % ring.length]);
      const b = helpers.flatMap((helper) =>
        helper !== undefined && helper !== post && allowed(post, helper) ? [helper.a] : [],
      );
      return { counter: post.counter, b: [...new Set(b)] };
    }),
  );
}

/** About two fifths round the ring: far from both the first B and the post opposite. */
function secondStep(size: number): number {
  return Math.max(2, Math.round(size * 0.4));
}

/** Posts that may be linked with each other, directly or through others. */
function groupsOf(posts: readonly PostLoad[], allowed: Allowed): PostLoad[][] {
  const left = new Set(posts);
  const groups: PostLoad[][] = [];
  for (const first of posts) {
    if (!left.delete(first)) continue;
    const group = [first];
    for (const member of group)
      for (const other of left)
        if (allowed(member, other) || allowed(other, member)) {
          left.delete(other);
          group.push(other);
        }
    groups.push(group);
  }
  return groups;
}

/** Heaviest, lightest, second heaviest and so on, then improved by swapping as long as that helps. */
function balancedRing(group: readonly PostLoad[], allowed: Allowed): PostLoad[] {
  const sorted = [...group].sort((left, right) => right.loadMinutes - left.loadMinutes || left.counter - right.counter);
  const ring = sorted.flatMap((_, place) => {
    const post = place % 2 === 0 ? sorted[place / 2] : sorted[sorted.length - (place + 1) / 2];
    return post === undefined ? [] : [post];
  });
  let cost = imbalance(ring, allowed);
  for (let round = 0; round < roundsMost; round += 1) {
    const before = cost;
    for (let left = 0; left < ring.length; left += 1)
      for (let right = left + 1; right < ring.length; right += 1) {
        swap(ring, left, right);
        const tried = imbalance(ring, allowed);
        if (tried < cost - 1e-9) cost = tried;
        else swap(ring, left, right);
      }
    if (cost === before) break;
  }
  return ring;
}

function swap(ring: PostLoad[], left: number, right: number): void {
  const [first, second] = [ring[left], ring[right]];
  if (first === undefined || second === undefined) return;
  ring[left] = second;
  ring[right] = first;
}

/** Squared distance of every stretch of two, three and four posts from the mean load, and a fine for what is not allowed. */
function imbalance(ring: readonly PostLoad[], allowed: Allowed): number {
  const size = ring.length;
  const mean = ring.reduce((sum, post) => sum + post.loadMinutes, 0) / size;
  let cost = 0;
  for (let place = 0; place < size; place += 1) {
    let stretch = (ring[place]?.loadMinutes ?? 0) - mean;
    for (let length = 2; length <= 4; length += 1) {
      stretch += (ring[(place + length - 1) % size]?.loadMinutes ?? 0) - mean;
      cost += (stretch * stretch) / length / Math.max(1, mean * mean);
    }
    const [post, helper] = [ring[place], ring[(place + 1) % size]];
    if (post !== undefined && helper !== undefined && post !== helper && !allowed(post, helper)) cost += forbidden;
  }
  return cost;
}

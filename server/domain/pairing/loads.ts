import type { PostLoad } from './advise.ts';

/** A post with what it stands for. */
export interface LoadedPost {
  counter: number;
  a: string;
  department: string | null;
  services: readonly string[];
}

/** The work each post can expect, in the unit of `minutesOf`. A service of several posts is shared among them. */
export function loadsOf(posts: readonly LoadedPost[], minutesOf: ReadonlyMap<string, number>): PostLoad[] {
  const sharers = new Map<string, number>();
  for (const service of posts.flatMap(({ services }) => services))
    sharers.set(service, (sharers.get(service) ?? 0) + 1);
  return posts.map(({ counter, a, department, services }) => ({
    counter,
    a,
    department,
    loadMinutes: services.reduce(
      (sum, service) => sum + (minutesOf.get(service) ?? 0) / (sharers.get(service) ?? 1),
      0,
    ),
  }));
}

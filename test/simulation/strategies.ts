import type { HallFile, PostConfig } from '../../server/contract/hall-file.ts';
import type { Help } from '../../server/contract/post.ts';
import { advisePairing, type PostLoad } from '../../server/domain/pairing/advise.ts';
import { loadsOf } from '../../server/domain/pairing/loads.ts';
import type { Demand, Scenario } from './scenario.ts';

export const strategyNames = [
  'as-filed',
  'bound',
  'by-hand',
  'automatic',
  'help-neighbours',
  'chain',
  'chain-longer',
  'two-in-chain',
  'two-longer',
  'everybody',
] as const;
export type StrategyName = (typeof strategyNames)[number];

/**
 * How the hall is run. Strategies differ only in the posts and in what the system is told of absences and when; the
 * order and the routing are the product's own in all of them.
 */
export interface Strategy {
  name: StrategyName;
  /** What it is, for tables. */
  title: string;
  file: HallFile;
  /** `never`: nobody covers. Else minutes after which the system learns of an absence; 0 when people tell it themselves. */
  toldAfterMinutes: number | 'never';
}

const titles: Record<StrategyName, string> = {
  'as-filed': 'posts as the hall file has them',
  bound: 'tickets bound to a counter, no cover',
  'by-hand': 'item queues, cover by hand after 10 minutes',
  automatic: 'automatic cover, neighbours as B',
  'help-neighbours': 'help, neighbours as B',
  chain: 'help, one B in a long chain',
  'chain-longer': 'help for the longer line, one B in a long chain',
  'two-in-chain': 'help, two Bs in a chain',
  'two-longer': 'help for the longer line, two Bs in a chain',
  everybody: 'everybody may do everything',
};

export function strategyOf(name: StrategyName, { file, demands }: Scenario): Strategy {
  return { name, title: titles[name], file: filed(name, file, demands), toldAfterMinutes: told(name) };
}

function told(name: StrategyName): Strategy['toldAfterMinutes'] {
  if (name === 'bound') return 'never';
  return name === 'by-hand' ? 10 : 0;
}

function filed(name: StrategyName, file: HallFile, demands: readonly Demand[]): HallFile {
  switch (name) {
    case 'as-filed':
      return file;
    case 'bound':
      return withPosts(file, () => [], false);
    case 'by-hand':
    case 'automatic':
      return withPosts(file, neighbours(file), false);
    case 'help-neighbours':
      return withPosts(file, neighbours(file), true);
    case 'chain':
      return withPosts(file, chained(file, demands, false), true);
    case 'two-in-chain':
      return withPosts(file, chained(file, demands, true), true);
    case 'chain-longer':
      return withPosts(file, chained(file, demands, false), 'longer');
    case 'two-longer':
      return withPosts(file, chained(file, demands, true), 'longer');
    case 'everybody':
      return pooled(file);
  }
}

type Partners = (post: PostConfig, index: number) => string[];

/** The hall with other B holders. */
export function withPosts(file: HallFile, partners: Partners, help: Help): HallFile {
  const posts = file.posts.map(({ counter, a }, index, all) => ({
    counter,
    a,
    b: partners({ counter, a, b: all[index]?.b ?? [] }, index),
    help,
  }));
  return { ...file, posts };
}

/**
 * Closed pairs of counters that stand beside each other in a department; an odd one out joins the pair before it.
 * Counters that are alone in their department pair with the others of their zone that are.
 */
function neighbours(file: HallFile): Partners {
  const counters = new Map(file.counters.map((counter) => [counter.no, counter]));
  const departmentSize = new Map<string, number>();
  for (const { department = '' } of file.counters)
    departmentSize.set(department, (departmentSize.get(department) ?? 0) + 1);
  const groupOf = (post: PostConfig) => {
    const { department = '', zone = 0 } = counters.get(post.counter) ?? {};
    return (departmentSize.get(department) ?? 0) > 1 ? department : `zone ${zone}`;
  };
  const groups = new Map<string, PostConfig[]>();
  for (const post of file.posts) groups.set(groupOf(post), [...(groups.get(groupOf(post)) ?? []), post]);
  return (post) => {
    const group = groups.get(groupOf(post)) ?? [];
    const place = group.findIndex((each) => each.counter === post.counter);
    const partner = group[place ^ 1] ?? group[place - 1];
    return partner === undefined ? [] : [partner.a];
  };
}

/** The load that each post can expect of these demands. */
export function postLoads(file: HallFile, demands: readonly Demand[]): PostLoad[] {
  const minutesOf = new Map<string, number>();
  for (const { service, share, meanMinutes } of demands)
    minutesOf.set(service, (minutesOf.get(service) ?? 0) + share * meanMinutes);
  const posts = file.posts.map(({ counter: no, a }) => {
    const counter = file.counters.find((each) => each.no === no);
    return { counter: no, a, department: counter?.department ?? null, services: counter?.services ?? [] };
  });
  return loadsOf(posts, minutesOf);
}

/** The adviser's own long chain, across departments. */
function chained(file: HallFile, demands: readonly Demand[], second: boolean): Partners {
  const loads = postLoads(file, demands);
  const advice = new Map(advisePairing(loads, () => true, second).map(({ counter, b }) => [counter, b]));
  return (post) => advice.get(post.counter) ?? [];
}

/** Every counter has every service, so that whoever is free takes whoever came first. */
function pooled(file: HallFile): HallFile {
  const services = file.services.map((service) => service.code);
  const counters = file.counters.map((counter) => ({ ...counter, services }));
  return { ...withPosts(file, () => [], false), counters };
}

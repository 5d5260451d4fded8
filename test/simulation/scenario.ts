import type { HallFile } from '../../server/contract/hall-file.ts';
import { readHallFile } from '../../server/hall-file.ts';
import { Chance } from './random.ts';

/** What people come for: how many of a day's visits, and how long A takes. */
export interface Demand {
  service: string;
  share: number;
  meanMinutes: number;
  /** Deviation of the logarithm of the service time. */
  sigma: number;
}

/** How often one person is away; the shares of a working day that this makes add up to about 12 % in the heavy hall. */
export interface AbsenceHabits {
  /** Chance of a whole day's leave. */
  leaveDay: number;
  /** Meetings and site inspections a day, and their length in minutes. */
  meetingsPerDay: number;
  meetingMinutes: readonly [number, number];
  sitesPerDay: number;
  siteMinutes: readonly [number, number];
  /** Short exits a day (R8: under 30 minutes). */
  exitsPerDay: number;
  exitMinutes: readonly [number, number];
}

export interface Scenario {
  name: string;
  file: HallFile;
  visitsPerDay: number;
  demands: readonly Demand[];
  habits: AbsenceHabits;
  /** Share of visitors of the green channel. */
  green: number;
  noShow: number;
  /** Share of those not there who report later. */
  comesBack: number;
  /** How much longer somebody takes over the business of another's post. */
  actingFactor: number;
  /** Monday to Friday, about 1. */
  weekdays: readonly number[];
}

const habits: AbsenceHabits = {
  leaveDay: 0.05,
  meetingsPerDay: 0.25,
  meetingMinutes: [30, 120],
  sitesPerDay: 0.06,
  siteMinutes: [90, 210],
  exitsPerDay: 1.2,
  exitMinutes: [4, 20],
};

/** Shares of hall-rules section 7 that are alike in every hall. */
const common = { habits, green: 0.08, noShow: 0.08, comesBack: 0.5, weekdays: [1.2, 1, 1, 1, 0.8] };

/**
 * A hall file with a plain day's load: 300 visits. Each post has its share, and a service's mean is the hall file's.
 */
export function hallScenario(path: string, visitsPerDay = 300): Scenario {
  const file = readHallFile(path);
  const demands = file.counters.flatMap((counter) =>
    counter.services.map((service) => ({
      service,
      share: 1 / file.counters.length / counter.services.length,
      meanMinutes: file.services.find((each) => each.code === service)?.meanMinutes ?? 10,
      sigma: 0.5,
    })),
  );
  return { name: file.name, file: roomyNumbers(file), visitsPerDay, demands, actingFactor: 1.15, ...common };
}

const departmentSizes = [6, 5, 5, 4, 4, 3, 3, 2];
const itemsInAll = 76;
/** Of the whole service time: CV 0.85 is a variance of the logarithm of ln(1 + 0.85²), part of it between items. */
const wholeVariance = Math.log(1 + 0.85 ** 2);
const betweenItems = 0.45;
/** How unlike the loads of posts are. Departments staff their counters by load, and never quite hit it. */
const betweenPosts = 0.2;

/**
 * The heavy hall of the study: 900 visits, 32 counters in 8 departments, 76 items, mean service 11 minutes with CV 0.85,
 * about 12 % of staff time absent, B 15 % slower, 8 % green. Each item belongs to one post.
 */
export function heavyScenario(base: HallFile, seed: number): Scenario {
  const chance = new Chance(seed, 'heavy hall');
  const posts = departmentSizes.flatMap((size, department) => Array<number>(size).fill(department));
  const itemsOf = posts.map(
    (_, post) => Math.floor(itemsInAll / posts.length) + (post < itemsInAll % posts.length ? 1 : 0),
  );
  const raw = posts.flatMap((_, post) => {
    const load = chance.logNormal(1, betweenPosts);
    const parts = Array.from({ length: itemsOf[post] ?? 0 }, () => chance.between(0.5, 1.5));
    const whole = parts.reduce((sum, part) => sum + part, 0);
    return parts.map((part, index) => {
      const meanMinutes = chance.logNormal(11, betweenItems);
      return { post, service: itemCode(post, index), work: (load * part) / whole, meanMinutes };
    });
  });
  const visits = raw.reduce((sum, each) => sum + each.work / each.meanMinutes, 0);
  const work = raw.reduce((sum, each) => sum + each.work, 0);
  // Scaled so that the mean over visits, not over items, is 11 minutes.
  const scale = 11 / (work / visits);
  const sigma = Math.sqrt(wholeVariance - betweenItems ** 2);
  const demands = raw.map(({ service, work: each, meanMinutes }) => ({
    service,
    share: each / meanMinutes / visits,
    meanMinutes: meanMinutes * scale,
    sigma,
  }));
  const file = heavyFile(base, posts, raw, demands);
  const { weekdays: _, ...rest } = common;
  return { name: 'heavy', file, visitsPerDay: 900, demands, actingFactor: 1.15, weekdays: [1, 1, 1, 1, 1], ...rest };
}

function itemCode(post: number, index: number): string {
  return `${String.fromCharCode(65 + Math.floor(post / 26))}${String.fromCharCode(65 + (post % 26))}0${index + 1}`;
}

function heavyFile(
  base: HallFile,
  posts: readonly number[],
  items: readonly { post: number; service: string }[],
  demands: readonly Demand[],
): HallFile {
  const departments = base.departments.slice(0, departmentSizes.length);
  return roomyNumbers({
    ...base,
    departments,
    items: [],
    services: demands.map(({ service, meanMinutes }) => ({
      code: service,
      name: service,
      pictogram: 'company',
      meanMinutes,
    })),
    counters: posts.map((department, post) => ({
      no: post + 1,
      zone: base.zones[department % base.zones.length]?.zone ?? 1,
      name: `${post + 1}`,
      kind: 'department',
      department: departments[department]?.code,
      services: items.filter((item) => item.post === post).map((item) => item.service),
    })),
    posts: posts.map((_, post) => ({ counter: post + 1, a: holder(post), b: [] })),
    staff: posts.map((_, post) => ({ id: holder(post), name: holder(post), role: 'clerk' })),
    devices: [],
  });
}

function holder(post: number): string {
  return `a${String(post + 1).padStart(2, '0')}`;
}

/** A thousand tickets in one zone are more than three digits hold. */
function roomyNumbers(file: HallFile): HallFile {
  return { ...file, rules: { ...file.rules, numberDigits: 5 } };
}

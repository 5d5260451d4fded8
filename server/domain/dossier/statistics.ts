import type { KeptPromise } from '../../contract/dossier-events.ts';
import type { CardColour } from '../../contract/dossier-life.ts';
import type { Item } from '../../contract/item.ts';
import { dateAt, isPast, type WorkingCalendar } from '../calendar/calendar.ts';
import { dueOn, elapsedDays } from './clocks.ts';
import type { Dossier } from './dossier.ts';

/** A fall from one number to another, and by how many per cent, to two places. */
export interface Cut {
  before: number;
  after: number;
  percent: number;
}

export function cut(before: number, after: number): Cut {
  return { before, after, percent: before === 0 ? 0 : percentOf(before - after, before) };
}

function percentOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 100;
}

/** What the county counted before its reform; the items of today cannot tell it. */
export interface FiguresBefore {
  hallItems: number;
  investmentItems: number;
}

export interface ItemStatistics {
  items: number;
  departments: number;
  /** 进驻率: items in the hall of all items, per cent. */
  entered: { items: number; percent: number };
  /** 三个压缩: items in the hall, investment items, promised days. */
  hallItems: Cut;
  investmentItems: Cut;
  promisedDays: Cut;
  /** Departments with five or more items, which must concentrate them (两集中、两到位). */
  largeDepartments: string[];
}

const largeFrom = 5;

export function itemStatistics(items: readonly Item[], before: FiguresBefore): ItemStatistics {
  const inHall = items.filter((item) => item.inHall);
  const perDepartment = new Map<string, number>();
  for (const { department } of items) perDepartment.set(department, (perDepartment.get(department) ?? 0) + 1);
  const sum = (days: (item: Item) => number) => inHall.reduce((total, item) => total + days(item), 0);
  return {
    items: items.length,
    departments: perDepartment.size,
    entered: { items: inHall.length, percent: percentOf(inHall.length, items.length) },
    hallItems: cut(before.hallItems, inHall.length),
    investmentItems: cut(before.investmentItems, items.filter((item) => item.investmentProject === true).length),
    promisedDays: cut(
      sum((item) => item.priorPromisedDays ?? item.promisedDays),
      sum((item) => item.promisedDays),
    ),
    largeDepartments: [...perDepartment].filter(([, count]) => count >= largeFrom).map(([code]) => code),
  };
}

/** The figures of one dossier whose promise has ended. */
export interface DossierFigures extends KeptPromise {
  department: string;
  cards: { post: string; colour: CardColour; points: number }[];
}

/**
 * Figures of a decided dossier; null while it is open, or when it ended without a decision; forwarding ends
 * the county's part. Withdrawn cards count nothing.
 * `decidedAt` is the moment of the decision or of the forwarding, epoch milliseconds.
 */
export function dossierFigures(dossier: Dossier, decidedAt: number, calendar: WorkingCalendar): DossierFigures | null {
  const { terms, clocks, accepted, standing } = dossier;
  const { promise } = clocks;
  const done = clocks.issue !== null || standing.status === 'forwarded';
  if (promise === null || !promise.ended || accepted === null || !done) return null;
  const on = dateAt(calendar, decidedAt);
  const due = dueOn(reopened(promise), calendar);
  return {
    department: terms.department,
    onTheSpot: terms.kind === '即办件' && on === accepted.on,
    pace: due === null || isPast(calendar, due, decidedAt) ? 'late' : on < due ? 'early' : 'on-time',
    usedDays: elapsedDays(promise, calendar, on),
    promisedDays: terms.promisedDays,
    legalDays: terms.legalDays,
    copiesSaved: dossier.copiesSaved,
    visits: dossier.visits.length,
    cards: dossier.cards
      .filter((card) => card.status !== 'withdrawn')
      .map(({ post, colour, points }) => ({
        post: post.counter === null ? `${post.department}:${post.rule}` : `counter:${post.counter}`,
        colour,
        points,
      })),
  };
}

/** The clock as if it still ran, which gives the date that was to be kept. */
function reopened(clock: NonNullable<Dossier['clocks']['promise']>): typeof clock {
  const last = clock.spans.length - 1;
  return {
    ...clock,
    ended: false,
    spans: clock.spans.map((span, index) => (index === last ? { ...span, to: null } : span)),
  };
}

/** Sums over dossiers whose promise ended in a period. */
export interface DossierTotals {
  dossiers: number;
  onTheSpot: number;
  onTime: number;
  early: number;
  usedDays: number;
  legalDays: number;
  copiesSaved: number;
  visits: number;
}

export function totalsOf(figures: readonly KeptPromise[]): DossierTotals {
  const sum = (of: (each: KeptPromise) => number) => figures.reduce((total, each) => total + of(each), 0);
  return {
    dossiers: figures.length,
    onTheSpot: sum((each) => (each.onTheSpot ? 1 : 0)),
    onTime: sum((each) => (each.pace === 'late' ? 0 : 1)),
    early: sum((each) => (each.pace === 'early' ? 1 : 0)),
    usedDays: sum((each) => each.usedDays),
    legalDays: sum((each) => each.legalDays),
    copiesSaved: sum((each) => each.copiesSaved),
    visits: sum((each) => each.visits),
  };
}

export interface DossierShares {
  dossiers: number;
  /** Shares in per cent of all dossiers whose promise ended. */
  onTheSpotPercent: number;
  onTimePercent: number;
  earlyPercent: number;
  /** 提速率: 1 - days used / legal days, over all. */
  shortenedPercent: number;
  copiesSaved: number;
  visitsPerDossier: number;
}

export function sharesOf(totals: DossierTotals): DossierShares {
  const { dossiers, onTheSpot, onTime, early, usedDays, legalDays, copiesSaved, visits } = totals;
  return {
    dossiers,
    onTheSpotPercent: percentOf(onTheSpot, dossiers),
    onTimePercent: percentOf(onTime, dossiers),
    earlyPercent: percentOf(early, dossiers),
    shortenedPercent: percentOf(legalDays - usedDays, legalDays),
    copiesSaved,
    visitsPerDossier: dossiers === 0 ? 0 : Math.round((visits / dossiers) * 100) / 100,
  };
}

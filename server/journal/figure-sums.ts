import { ratingLevels } from '../contract/rating-levels.ts';
import { type StoredTally, Tally } from './tally.ts';

/** Visits and lengths of time under one heading; what is left out is none. Seconds. */
export interface ServiceFigures {
  /** Numbers taken; under counter and person nobody's. */
  taken?: number;
  /** Numbers that nobody called: given up, or the day was over. */
  uncalled?: number;
  calls?: number;
  served?: number;
  missed?: number;
  /** From joining the queue to the call. */
  wait?: StoredTally;
  /** From the start to the end of a service that was finished. */
  service?: StoredTally;
  /** From the call to the start: the way to the counter. */
  walk?: StoredTally;
  /** Ratings by level, best first. */
  ratings?: number[];
}

/** How long a post's A was gone while the hall called numbers, and how much of it somebody stood in. */
export interface CoverFigures {
  covers: number;
  planned: number;
  stepIn: number;
  rescue: number;
  notHandedOver: number;
  absentSeconds: number;
  absentCoveredSeconds: number;
  coveredSeconds: number;
  /** From the beginning of an absence to the cover. */
  delay: StoredTally;
}

const countNames = ['taken', 'uncalled', 'calls', 'served', 'missed'] as const;
const tallyNames = ['wait', 'service', 'walk'] as const;
const coverNames = [
  'covers',
  'planned',
  'stepIn',
  'rescue',
  'notHandedOver',
  'absentSeconds',
  'absentCoveredSeconds',
  'coveredSeconds',
] as const;

/** Adds up what happens under one heading, or the figures of several spans of time. */
export class ServiceSums {
  readonly counts = { taken: 0, uncalled: 0, calls: 0, served: 0, missed: 0 };
  readonly wait = new Tally();
  readonly service = new Tally();
  readonly walk = new Tally();
  readonly ratings = ratingLevels.map(() => 0);

  rate(level: number, count = 1): void {
    this.ratings[level] = (this.ratings[level] ?? 0) + count;
  }

  add(figures: ServiceFigures): void {
    for (const name of countNames) this.counts[name] += figures[name] ?? 0;
    for (const name of tallyNames) this[name].add(figures[name] ?? []);
    for (const [level, count] of (figures.ratings ?? []).entries()) this.rate(level, count);
  }

  figures(): ServiceFigures {
    const counts = countNames.flatMap((name) => (this.counts[name] > 0 ? [[name, this.counts[name]]] : []));
    const tallies = tallyNames.flatMap((name) => (this[name].count > 0 ? [[name, this[name].stored()]] : []));
    const rated = this.ratings.some((count) => count > 0) ? { ratings: [...this.ratings] } : {};
    return { ...Object.fromEntries([...counts, ...tallies]), ...rated };
  }
}

/** The same of covers. */
export class CoverSums {
  readonly counts = {
    covers: 0,
    planned: 0,
    stepIn: 0,
    rescue: 0,
    notHandedOver: 0,
    absentSeconds: 0,
    absentCoveredSeconds: 0,
    coveredSeconds: 0,
  };
  readonly delay = new Tally();

  add(figures: CoverFigures): void {
    for (const name of coverNames) this.counts[name] += figures[name];
    this.delay.add(figures.delay);
  }

  figures(): CoverFigures {
    return { ...this.counts, delay: this.delay.stored() };
  }
}

import type { Database } from 'better-sqlite3';
import type { DossierCount } from '../contract/supervise.ts';
import { type ListDay, lightOfRow } from './dossier-list.ts';

interface CountRow {
  light: string;
  count: number;
}

/** How many open dossiers show each light, and how many cards still stand. */
export function dossierCounter(database: Database) {
  const lights = database.prepare<[ListDay], CountRow>(
    `SELECT ${lightOfRow} AS light, count(*) AS count FROM dossier_life WHERE ended = 0 GROUP BY 1`,
  );
  const cards = database.prepare<[], { colour: string; count: number }>(
    `SELECT colour, count(*) AS count FROM dossier_card WHERE status NOT IN ('upheld', 'withdrawn') GROUP BY 1`,
  );
  return (day: ListDay): DossierCount => {
    const by = new Map(lights.all(day).map(({ light, count }) => [light, count]));
    const standing = cards.all();
    const red = standing.find(({ colour }) => colour === 'red')?.count ?? 0;
    return {
      blue: by.get('blue') ?? 0,
      yellow: by.get('yellow') ?? 0,
      red: (by.get('red') ?? 0) + (by.get('red-legal') ?? 0),
      cardsYellow: standing.reduce((sum, { count }) => sum + count, 0) - red,
      cardsRed: red,
    };
  };
}

import type { Database } from 'better-sqlite3';
import type { DossierCount } from '../contract/supervise.ts';
import { lightCounter } from './dossier-list.ts';
import type { ListDay } from './work-lines.ts';

/** How many open dossiers show each light, and how many cards still stand. */
export function dossierCounter(database: Database) {
  const lights = lightCounter(database);
  const cards = database.prepare<[], { colour: string; count: number }>(
    `SELECT colour, count(*) AS count FROM dossier_card WHERE status NOT IN ('upheld', 'withdrawn') GROUP BY 1`,
  );
  return (day: ListDay): DossierCount => {
    const by = lights({}, day);
    const standing = cards.all();
    const red = standing.find(({ colour }) => colour === 'red')?.count ?? 0;
    return {
      blue: by.blue,
      yellow: by.yellow,
      red: by.red + by['red-legal'],
      cardsYellow: standing.reduce((sum, { count }) => sum + count, 0) - red,
      cardsRed: red,
    };
  };
}

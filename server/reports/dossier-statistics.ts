import type { Database } from 'better-sqlite3';
import type { DossierReport } from '../contract/dossier-statistics.ts';
import type { HallFile } from '../contract/hall-file.ts';
import { type DossierTotals, itemStatistics, sharesOf } from '../domain/dossier/statistics.ts';

export interface Period {
  from: string;
  until: string;
}

type Cards = DossierReport['cards'][number];

const sums = `coalesce(sum(dossiers), 0) AS dossiers, coalesce(sum(on_the_spot), 0) AS onTheSpot,
  coalesce(sum(on_time), 0) AS onTime, coalesce(sum(early), 0) AS early,
  coalesce(sum(used_days), 0) AS usedDays, coalesce(sum(legal_days), 0) AS legalDays,
  coalesce(sum(copies_saved), 0) AS copiesSaved, coalesce(sum(visits), 0) AS visits`;

/** 办件统计. */
export function dossierStatisticsReader(
  database: Database,
  model: { readonly file: HallFile },
): (period: Period) => DossierReport {
  const all = database.prepare<[string, string], DossierTotals>(
    `SELECT ${sums} FROM dossier_kept_day WHERE ended_on BETWEEN ? AND ?`,
  );
  const byDepartment = database.prepare<[string, string], DossierTotals & { department: string }>(
    `SELECT department, ${sums} FROM dossier_kept_day WHERE ended_on BETWEEN ? AND ? GROUP BY department ORDER BY department`,
  );
  const cards = database.prepare<[string, string], Cards>(
    `SELECT department, nullif(counter, 0) AS counter, sum(cards) AS cards, sum(points) AS points FROM dossier_card_day
      WHERE issued_on BETWEEN ? AND ? GROUP BY 1, 2 HAVING sum(cards) > 0 ORDER BY points, cards DESC, department, counter`,
  );
  return ({ from, until }) => {
    const totals = all.get(from, until);
    if (totals === undefined) throw new Error('a sum without a row');
    const { beforeReform: told, items } = model.file;
    const figures = itemStatistics(items, told ?? { hallItems: 0, investmentItems: 0 });
    return {
      from,
      until,
      items: told === undefined ? { ...figures, hallItems: null, investmentItems: null } : figures,
      all: sharesOf(totals),
      departments: byDepartment.all(from, until).map(({ department, ...rest }) => ({ department, ...sharesOf(rest) })),
      cards: cards.all(from, until),
    };
  };
}

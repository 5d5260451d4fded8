import type { Database } from 'better-sqlite3';
import type { DossierNotice, DossierNotices } from '../contract/dossier-view.ts';

/** By which duties, departments and counters a notice may concern somebody. */
export interface NoticeReader {
  staff: string;
  supervises: boolean;
  departments: readonly string[];
}

interface NoticeRow {
  seq: number;
  no: string;
  at: number;
  kind: string;
  words: string;
  item: string;
}

const shownMost = 100;
const seenName = (staff: string) => `dossier-notices-seen:${staff}`;

/** The latest notices of somebody, newest first; unread are those after the one last said to be seen. */
export function noticeBox(database: Database, itemName: (code: string) => string) {
  const find = database.prepare<[Record<string, unknown>], NoticeRow>(`
    SELECT seq, notice.no, at, notice.kind, words, item FROM dossier_notice AS notice JOIN dossier_life ON dossier_life.no = notice.no
    WHERE staff = @staff
      OR (staff IS NULL AND notice.department IN (SELECT value FROM json_each(@departments)))
      OR (@supervises = 1 AND duty = 'supervisor')
    ORDER BY seq DESC LIMIT ${shownMost}`);
  const seen = database.prepare<[string], { value: string }>('SELECT value FROM setting WHERE name = ?');
  const see = database.prepare('INSERT INTO setting VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value');
  return {
    list({ staff, supervises, departments }: NoticeReader): DossierNotices {
      const rows = find.all({ staff, supervises: supervises ? 1 : 0, departments: JSON.stringify(departments) });
      const last = Number(seen.get(seenName(staff))?.value ?? 0);
      const notices: DossierNotice[] = rows.map((row) => ({
        ...row,
        at: new Date(row.at).toISOString(),
        item: itemName(row.item),
      }));
      return { unread: notices.filter(({ seq }) => seq > last).length, notices };
    },
    seen(staff: string, seq: number): void {
      const last = Number(seen.get(seenName(staff))?.value ?? 0);
      if (seq > last) see.run(seenName(staff), String(seq));
    },
  };
}

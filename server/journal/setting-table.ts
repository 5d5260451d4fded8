import type { Database } from 'better-sqlite3';

/** Small values the hall keeps for itself. */
export function settingTable(database: Database) {
  const find = database.prepare<[string], { value: string }>('SELECT value FROM setting WHERE name = ?');
  const put = database.prepare('INSERT INTO setting VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value');
  return {
    find: (name: string) => find.get(name)?.value,
    put: (name: string, value: string) => put.run(name, value),
    /** The value, made and kept on first use. */
    keep(name: string, make: () => string): string {
      const kept = find.get(name)?.value;
      if (kept !== undefined) return kept;
      const made = make();
      put.run(name, made);
      return made;
    },
  };
}
export type SettingTable = ReturnType<typeof settingTable>;

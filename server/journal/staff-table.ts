import type { Database, Statement } from 'better-sqlite3';
import type { Role } from '../contract/actor.ts';

export interface StaffRow {
  id: string;
  name: string;
  role: Role;
  /** `scrypt$<salt>$<key>`, both base64. */
  password: string;
  demo: number;
  failures: number;
  locked_until: number;
  disabled: number;
}
export interface SessionRow {
  token_digest: string;
  staff: string;
  since: number;
  until: number;
}

export interface AuditRow {
  seq: number;
  at: number;
  by: string;
  what: string;
  before: string | null;
  after: string | null;
}

/** Staff accounts and their sessions. Plain tables: they are settings, not part of the record. */
export function staffTable(database: Database) {
  const run = {
    find: database.prepare<[string], StaffRow>('SELECT * FROM staff WHERE id = ?'),
    all: database.prepare<[], StaffRow>('SELECT * FROM staff ORDER BY id'),
    put: database.prepare(
      `INSERT INTO staff (id, name, role, password, demo) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET name = excluded.name, role = excluded.role, password = excluded.password,
          demo = excluded.demo, failures = 0, locked_until = 0`,
    ),
    rename: database.prepare('UPDATE staff SET name = ?, role = ? WHERE id = ?'),
    disable: database.prepare('UPDATE staff SET disabled = ?, demo = 0 WHERE id = ?'),
    audits: database.prepare<[number], AuditRow>('SELECT * FROM audit ORDER BY seq DESC LIMIT ?'),
    dropDemo: database.prepare('DELETE FROM staff WHERE demo = 1'),
    remove: database.prepare('DELETE FROM staff WHERE id = ?'),
    changesByOthers: database.prepare<[], number>('PRAGMA data_version').pluck() as Statement<[], number>,
    failures: database.prepare('UPDATE staff SET failures = ?, locked_until = ? WHERE id = ?'),
    openSession: database.prepare('INSERT INTO session VALUES (?, ?, ?, ?)'),
    sessions: database.prepare<[number], SessionRow>('SELECT * FROM session WHERE until > ?'),
    closeSession: database.prepare('DELETE FROM session WHERE token_digest = ?'),
    closeSessionsOf: database.prepare('DELETE FROM session WHERE staff = ?'),
    forgetSessions: database.prepare('DELETE FROM session WHERE until <= ?'),
    audit: database.prepare('INSERT INTO audit (at, by, what, before, after) VALUES (?, ?, ?, ?, ?)'),
  };
  return {
    find: (id: string) => run.find.get(id),
    all: () => run.all.all(),
    put: (staff: Pick<StaffRow, 'id' | 'name' | 'role' | 'password' | 'demo'>) =>
      run.put.run(staff.id, staff.name, staff.role, staff.password, staff.demo),
    /** Many accounts in one transaction. */
    putAll: database.transaction((staff: readonly Pick<StaffRow, 'id' | 'name' | 'role' | 'password' | 'demo'>[]) => {
      run.dropDemo.run();
      for (const each of staff) run.put.run(each.id, each.name, each.role, each.password, each.demo);
    }),
    rename: (id: string, name: string, role: Role) => run.rename.run(name, role, id),
    /** One of the house's own accounts from then on: a demo account would come back at the next start. */
    disable: (id: string, disabled: boolean) => run.disable.run(disabled ? 1 : 0, id),
    /** Newest first. */
    audits: (most: number) => run.audits.all(most),
    dropDemo: () => run.dropDemo.run(),
    /** As `remove`, in a transaction that somebody else has begun. */
    removeWithin(id: string): void {
      run.closeSessionsOf.run(id);
      run.remove.run(id);
    },
    /** Takes an account away together with its sessions. */
    remove: database.transaction((id: string) => {
      run.closeSessionsOf.run(id);
      run.remove.run(id);
    }),
    /** A number that is another one after another program has written to the database. */
    changesByOthers: () => run.changesByOthers.get() ?? 0,
    setFailures: (id: string, failures: number, lockedUntil: number) => run.failures.run(failures, lockedUntil, id),
    openSession: (session: SessionRow) =>
      run.openSession.run(session.token_digest, session.staff, session.since, session.until),
    sessions: (at: number) => run.sessions.all(at),
    closeSession: (tokenDigest: string) => run.closeSession.run(tokenDigest),
    closeSessionsOf: (staff: string) => run.closeSessionsOf.run(staff),
    forgetSessions: (at: number) => run.forgetSessions.run(at),
    audit: (at: number, by: string, what: string, before: unknown, after: unknown) =>
      run.audit.run(at, by, what, JSON.stringify(before ?? null), JSON.stringify(after ?? null)),
  };
}
export type StaffTable = ReturnType<typeof staffTable>;

import { hash, randomBytes } from 'node:crypto';
import type { Role, StaffActor } from '../contract/actor.ts';
import { Refused } from '../contract/refusal.ts';
import type { StaffRow, StaffTable } from '../journal/staff-table.ts';
import { passwordFits } from './password.ts';

export const sessionCookie = 'tingqian_session';
/** A working day with its early and late hours. */
const sessionHours = 14;
const hourMs = 3_600_000;
/** Five wrong passwords lock the account for a quarter of an hour (GB/T 22239-2019, level 2). */
const failuresMost = 5;
const lockMinutes = 15;
const minuteMs = 60_000;

export interface SignedIn {
  actor: StaffActor;
  name: string;
}

interface LiveSession extends SignedIn {
  until: number;
}

/** Who is signed in. Sessions outlive a restart; tokens are kept as digests only. */
export interface Sessions {
  /** Rejects with `wrong-password`, `account-locked` or `demo-only-on-this-machine`. */
  signIn(staff: string, password: string, fromThisMachine: boolean): Promise<{ token: string; signedIn: SignedIn }>;
  find(token: string | undefined): SignedIn | null;
  signOut(token: string | undefined): void;
}

export function openSessions(table: StaffTable, now: () => number): Sessions {
  const live = new Map<string, LiveSession>();
  const digestOf = (token: string) => hash('sha256', token, 'hex');
  table.forgetSessions(now());
  /** Digests by token, so that the digest is not computed anew for each request; bounded by the sessions' number. */
  const known = new Map<string, string>();
  let changes = table.changesByOthers();
  load();

  function load(): void {
    live.clear();
    known.clear();
    for (const row of table.sessions(now())) {
      const staff = table.find(row.staff);
      if (staff !== undefined) live.set(row.token_digest, { ...signedInOf(staff), until: row.until });
    }
  }

  /** An administrator's program may have taken an account away; its sessions end with the next request. */
  function followOthers(): void {
    const present = table.changesByOthers();
    if (present === changes) return;
    changes = present;
    load();
  }

  function refuseLocked(staff: StaffRow): void {
    const leftMs = staff.locked_until - now();
    if (leftMs > 0) throw new Refused('account-locked', { minutes: Math.ceil(leftMs / minuteMs) });
  }

  function noteFailure(staff: StaffRow): void {
    const failures = staff.failures + 1;
    const locked = failures >= failuresMost;
    table.setFailures(staff.id, locked ? 0 : failures, locked ? now() + lockMinutes * minuteMs : 0);
  }

  return {
    async signIn(id, password, fromThisMachine) {
      const staff = table.find(id);
      if (staff === undefined) throw new Refused('wrong-password');
      refuseLocked(staff);
      if (staff.demo === 1 && !fromThisMachine) throw new Refused('demo-only-on-this-machine');
      const fits = await passwordFits(password, staff.password);
      // Others may have tried while this one was computed: many tries at once are not more than one after the other.
      const present = table.find(id);
      if (present === undefined) throw new Refused('wrong-password');
      refuseLocked(present);
      if (!fits) {
        noteFailure(present);
        throw new Refused('wrong-password');
      }
      table.setFailures(id, 0, 0);
      const token = randomBytes(24).toString('base64url');
      const since = now();
      const until = since + sessionHours * hourMs;
      const digest = digestOf(token);
      table.openSession({ token_digest: digest, staff: id, since, until });
      live.set(digest, { ...signedInOf(staff), until });
      return { token, signedIn: signedInOf(staff) };
    },
    find(token) {
      if (token === undefined) return null;
      followOthers();
      const digest = known.get(token) ?? digestOf(token);
      const session = live.get(digest);
      if (session === undefined) return null;
      if (session.until <= now()) {
        live.delete(digest);
        known.delete(token);
        return null;
      }
      known.set(token, digest);
      return session;
    },
    signOut(token) {
      if (token === undefined) return;
      const digest = digestOf(token);
      live.delete(digest);
      known.delete(token);
      table.closeSession(digest);
    },
  };
}

function signedInOf(staff: { id: string; name: string; role: Role }): SignedIn {
  return { actor: { kind: 'staff', staff: staff.id, role: staff.role }, name: staff.name };
}

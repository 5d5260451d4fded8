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
  /** Ends all sessions of a person at once. */
  end(staff: string): void;
  /** Reads accounts again, after roles or names have changed. */
  reload(): void;
  /** Called whenever somebody's sessions may have ended before their time. */
  onEnded(listener: () => void): () => void;
}

export function openSessions(table: StaffTable, now: () => number): Sessions {
  table.forgetSessions(now());
  return new KeptSessions(table, now);
}

class KeptSessions implements Sessions {
  readonly #table: StaffTable;
  readonly #now: () => number;
  readonly #live = new Map<string, LiveSession>();
  /** Digests by token, so that the digest is not computed anew for each request; bounded by the sessions' number. */
  readonly #known = new Map<string, string>();
  readonly #listeners = new Set<() => void>();
  #changes: number;
  #asked = false;

  constructor(table: StaffTable, now: () => number) {
    this.#table = table;
    this.#now = now;
    this.#changes = table.changesByOthers();
    this.#load();
  }

  async signIn(id: string, password: string, fromThisMachine: boolean) {
    const staff = this.#table.find(id);
    if (staff === undefined) throw new Refused('wrong-password');
    this.#refuseLocked(staff);
    if (staff.demo === 1 && !fromThisMachine) throw new Refused('demo-only-on-this-machine');
    if (staff.disabled === 1) throw new Refused('account-disabled');
    const fits = await passwordFits(password, staff.password);
    // Others may have tried while this one was computed: many tries at once are not more than one after the other.
    const present = this.#table.find(id);
    // And the account may have been taken away, or given to another with a password of its own.
    if (present?.password !== staff.password || present.disabled === 1) throw new Refused('wrong-password');
    this.#refuseLocked(present);
    if (!fits) {
      this.#noteFailure(present);
      throw new Refused('wrong-password');
    }
    this.#table.setFailures(id, 0, 0);
    return { token: this.#open(present), signedIn: signedInOf(present) };
  }

  find(token: string | undefined): SignedIn | null {
    if (token === undefined) return null;
    this.#followOthers();
    const digest = this.#known.get(token) ?? digestOf(token);
    const session = this.#live.get(digest);
    if (session === undefined) return null;
    if (session.until <= this.#now()) {
      this.#live.delete(digest);
      this.#known.delete(token);
      return null;
    }
    this.#known.set(token, digest);
    return session;
  }

  signOut(token: string | undefined): void {
    if (token === undefined) return;
    const digest = digestOf(token);
    this.#live.delete(digest);
    this.#known.delete(token);
    this.#table.closeSession(digest);
    this.#tellEnded();
  }

  end(staff: string): void {
    this.#table.closeSessionsOf(staff);
    this.reload();
  }

  reload(): void {
    this.#load();
    this.#tellEnded();
  }

  onEnded(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tellEnded(): void {
    for (const listener of this.#listeners) listener();
  }

  #open(staff: StaffRow): string {
    const token = randomBytes(24).toString('base64url');
    const since = this.#now();
    const until = since + sessionHours * hourMs;
    this.#table.openSession({ token_digest: digestOf(token), staff: staff.id, since, until });
    this.#live.set(digestOf(token), { ...signedInOf(staff), until });
    return token;
  }

  #load(): void {
    this.#live.clear();
    this.#known.clear();
    for (const row of this.#table.sessions(this.#now())) {
      const staff = this.#table.find(row.staff);
      if (staff !== undefined && staff.disabled === 0)
        this.#live.set(row.token_digest, { ...signedInOf(staff), until: row.until });
    }
  }

  /**
   * An administrator's program may have taken an account away; its sessions end with the next request. Asked once in a
   * turn of the loop, for the question costs as much as a tenth of a request.
   */
  #followOthers(): void {
    if (this.#asked) return;
    this.#asked = true;
    setImmediate(() => {
      this.#asked = false;
    });
    const present = this.#table.changesByOthers();
    if (present === this.#changes) return;
    this.#changes = present;
    this.#load();
  }

  #refuseLocked(staff: StaffRow): void {
    const leftMs = staff.locked_until - this.#now();
    if (leftMs > 0) throw new Refused('account-locked', { minutes: Math.ceil(leftMs / minuteMs) });
  }

  #noteFailure(staff: StaffRow): void {
    const failures = staff.failures + 1;
    const locked = failures >= failuresMost;
    this.#table.setFailures(staff.id, locked ? 0 : failures, locked ? this.#now() + lockMinutes * minuteMs : 0);
  }
}

function digestOf(token: string): string {
  return hash('sha256', token, 'hex');
}

function signedInOf(staff: { id: string; name: string; role: Role }): SignedIn {
  return { actor: { kind: 'staff', staff: staff.id, role: staff.role }, name: staff.name };
}

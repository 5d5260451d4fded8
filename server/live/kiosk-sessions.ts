import type { KioskHelper, KioskReport, KioskSession } from '../contract/kiosk-session.ts';
import { Refused } from '../contract/refusal.ts';

const kiosksMost = 50;
/** A kiosk goes back to its first page sooner than this when nobody touches it; one that is not heard of is gone. */
const silentMs = 180_000;
/** So long a guide helps at most without a further word from the desk. */
const helpedMostMs = 300_000;
/** The kiosk learns of the number that was taken for it within this time, or not at all. */
const doneToldMs = 15_000;

interface Kiosk extends KioskReport {
  since: number;
  heardAt: number;
  taken: { desk: string; until: number; stands(): boolean } | null;
  done: { number: string | null; until: number } | null;
}

/**
 * Who stands at which kiosk, as far as a guide needs it to go on for them: page and services, nothing personal. In memory
 * alone, and every session ends by itself.
 */
export class KioskSessions {
  readonly #now: () => number;
  readonly #kiosks = new Map<string, Kiosk>();
  readonly #listeners = new Set<() => void>();

  constructor(now: () => number) {
    this.#now = now;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The kiosk tells where its visitor is. Another session than before means another visitor. */
  report(terminal: string, report: KioskReport): KioskSession {
    const now = this.#now();
    const known = this.#kiosks.get(terminal);
    const same = known?.session === report.session ? known : undefined;
    const fresh = { since: now, taken: null, done: null };
    this.#kiosks.delete(terminal);
    this.#kiosks.set(terminal, { ...fresh, ...same, ...report, heardAt: now });
    const [oldest] = this.#kiosks.keys();
    if (this.#kiosks.size > kiosksMost && oldest !== undefined) this.#kiosks.delete(oldest);
    this.#tell();
    return this.#line(terminal, this.#find(terminal, report.session));
  }

  /** The visitor is gone, or has a number. What is over already may end again. */
  end(terminal: string, session: string): void {
    if (this.#kiosks.get(terminal)?.session !== session) return;
    this.#kiosks.delete(terminal);
    this.#tell();
  }

  /**
   * A desk goes on for the visitor, or says that it still does. Throws `kiosk-session-over`, and `kiosk-session-taken`
   * while another desk has it.
   */
  takeOver(terminal: string, session: string, desk: string, stands: () => boolean): KioskSession {
    const kiosk = this.#find(terminal, session);
    const other = kiosk.taken;
    if (other !== null && other.desk !== desk) throw new Refused('kiosk-session-taken', { desk: other.desk });
    kiosk.taken = { desk, until: this.#now() + helpedMostMs, stands };
    kiosk.done = null;
    this.#tell();
    return this.#line(terminal, kiosk);
  }

  /** The visitor goes on alone; with a number, the guide has taken it for them. Throws `kiosk-session-over`. */
  release(terminal: string, session: string, number: string | null): KioskSession {
    const kiosk = this.#find(terminal, session);
    if (kiosk.taken !== null && number !== null) kiosk.done = { number, until: this.#now() + doneToldMs };
    kiosk.taken = null;
    // The quiet begins anew for whoever comes back to the keys.
    kiosk.heardAt = this.#now();
    this.#tell();
    return this.#line(terminal, kiosk);
  }

  /** Sessions that go on now, oldest first. */
  lines(): KioskSession[] {
    this.#expire();
    return [...this.#kiosks]
      .map(([terminal, kiosk]) => this.#line(terminal, kiosk))
      .sort((one, other) => one.since - other.since);
  }

  /** What the kiosk shows of it; null while nobody helps. */
  helper(terminal: string): KioskHelper | null {
    this.#expire();
    const kiosk = this.#kiosks.get(terminal);
    if (kiosk?.taken != null)
      return { session: kiosk.session, state: 'helping', until: kiosk.taken.until, number: null };
    if (kiosk?.done != null) return { session: kiosk.session, state: 'done', ...kiosk.done };
    return null;
  }

  /** Ends what is over: called with every beat and whenever somebody's session ends. */
  sweep(): void {
    if (this.#expire()) this.#tell();
  }

  #find(terminal: string, session: string): Kiosk {
    this.#expire();
    const kiosk = this.#kiosks.get(terminal);
    if (kiosk === undefined || kiosk.session !== session) throw new Refused('kiosk-session-over', { terminal });
    return kiosk;
  }

  #line(terminal: string, { session, page, services, since, taken }: Kiosk): KioskSession {
    const by = taken === null ? null : { desk: taken.desk, until: taken.until };
    return { terminal, session, page, services, since, taken: by };
  }

  #expire(): boolean {
    const now = this.#now();
    let ended = false;
    for (const [terminal, kiosk] of this.#kiosks) {
      if (kiosk.taken !== null && (now >= kiosk.taken.until || !kiosk.taken.stands())) {
        kiosk.taken = null;
        kiosk.heardAt = now;
        ended = true;
      }
      if (kiosk.done !== null && now >= kiosk.done.until) kiosk.done = null;
      if (kiosk.taken !== null || now - kiosk.heardAt < silentMs) continue;
      this.#kiosks.delete(terminal);
      ended = true;
    }
    return ended;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

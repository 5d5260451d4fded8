import { type houseCalendar, renewHouseCalendar } from './calendar-file.ts';
import type { CalendarMoves, CalendarSetting } from './contract/calendar.ts';
import type { Hall } from './hall.ts';
import { openDossiersAfter } from './journal/dossier-table.ts';
import type { Journal } from './journal/journal.ts';
import { settingTable } from './journal/setting-table.ts';
import { shortDigest } from './journal/short-digest.ts';

type Calendar = ReturnType<typeof houseCalendar>;

export interface CalendarDeskOptions {
  hall: Hall;
  journal: Journal;
  /** The calendar that everybody holds. */
  calendar: Calendar;
  /** What the county has set now. */
  setting(): CalendarSetting | undefined;
  timeZone: string;
  now(): number;
  log: { error(facts: object, words: string): void };
}

/** Dossiers looked at before others get their turn. */
const pageSize = 50;
const listMost = 20;
const kept = 'calendar-reckoned';

/** Puts the county's working days in force, and has the dates of every open dossier reckoned by them. */
export class CalendarDesk {
  readonly #options: CalendarDeskOptions;
  #inForce: string;
  #stopped = false;
  #work: Promise<void> = Promise.resolve();

  constructor(options: CalendarDeskOptions) {
    this.#options = options;
    this.#inForce = JSON.stringify(options.setting() ?? null);
    // A calendar that came with a new release, or a reckoning that the power cut, is made up for.
    const table = settingTable(options.journal.database);
    if (table.keep(kept, () => this.#digest()) !== this.#digest()) this.#reckonSoon();
  }

  /** After a change of settings. */
  renew(): void {
    const { calendar, timeZone, now, setting } = this.#options;
    const asked = JSON.stringify(setting() ?? null);
    if (asked === this.#inForce) return;
    this.#inForce = asked;
    renewHouseCalendar(calendar, timeZone, now(), setting());
    this.#reckonSoon();
  }

  /** Which open dossiers would have other dates by another setting. Writes nothing. */
  async moves(setting: CalendarSetting): Promise<CalendarMoves> {
    const { hall, calendar, timeZone, now } = this.#options;
    const next = { ...calendar };
    renewHouseCalendar(next, timeZone, now(), setting);
    const found: CalendarMoves = { open: 0, moved: 0, list: [], unread: 0 };
    await this.#eachOpen(async (no) => {
      found.open += 1;
      try {
        const [before, after] = [calendar, next].map((each) => hall.dossiers.datesBy(no, each));
        if (JSON.stringify(before) === JSON.stringify(after)) return;
        found.moved += 1;
        const due = (dates: typeof before) => dates?.promisedOn ?? dates?.redAfter ?? dates?.legalAfter ?? null;
        if (found.list.length < listMost) found.list.push({ no, before: due(before), after: due(after) });
      } catch {
        found.unread += 1;
      }
    });
    return found;
  }

  /** Resolves when nothing is being reckoned any more. */
  settled(): Promise<void> {
    return this.#work;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#work;
  }

  #digest(): string {
    return shortDigest(JSON.stringify(this.#options.calendar.years));
  }

  #reckonSoon(): void {
    this.#work = this.#work.then(() => this.#reckon());
  }

  /** Each dossier whose dates move gets them on its record, by the clock. */
  async #reckon(): Promise<void> {
    const { hall, journal, log } = this.#options;
    const digest = this.#digest();
    let failed = 0;
    await this.#eachOpen(async (no) => {
      try {
        await hall.act({ type: 'dossier', no, order: { type: 'reckon' } }, { kind: 'clock' });
      } catch (error) {
        failed += 1;
        log.error({ error, no }, 'the dates of a dossier were not reckoned anew');
      }
    });
    if (!this.#stopped && failed === 0) settingTable(journal.database).put(kept, digest);
  }

  async #eachOpen(work: (no: string) => Promise<void>): Promise<void> {
    const { journal } = this.#options;
    let after = '';
    while (!this.#stopped) {
      const page = openDossiersAfter(journal.database, after, pageSize);
      await Promise.all(page.map(work));
      await new Promise((resolve) => setImmediate(resolve));
      const last = page.at(-1);
      if (last === undefined || page.length < pageSize) return;
      after = last;
    }
  }
}

import { hash } from 'node:crypto';
import { type Actor, actorName, type StaffActor } from './contract/actor.ts';
import type { DossierCommand, DossierOrder } from './contract/commands.ts';
import type { DossierLifeCommand } from './contract/dossier-commands.ts';
import type { DossierLifeEvent, DossierLodged, DossierWatch } from './contract/dossier-events.ts';
import { type DossierRules, dossierRules } from './contract/dossier-rules.ts';
import type { DossierAnswer, DossierLifeView, DossierPulse, PublicDossier } from './contract/dossier-view.ts';
import type { HallEvent, Recorded } from './contract/events.ts';
import type { HandoverLine } from './contract/leave.ts';
import { localTime } from './contract/local-time.ts';
import { Refused } from './contract/refusal.ts';
import { dateAt, dateOfDay, dayNumber, isPast, type WorkingCalendar } from './domain/calendar/calendar.ts';
import { applyDossier, foldDossier, lodgedDossier } from './domain/dossier/apply.ts';
import { candidatesFor } from './domain/dossier/candidates.ts';
import { decideDossier, watchOf } from './domain/dossier/decide.ts';
import type { Dossier } from './domain/dossier/dossier.ts';
import { clockOfficer, type DossierContext, type Officer } from './domain/dossier/dossier-context.ts';
import { colourOf } from './domain/dossier/lights.ts';
import { decideLodge } from './domain/dossier/lodge.ts';
import { holderOf, officerFor } from './domain/dossier/officer.ts';
import { allowedNow, requireRight } from './domain/dossier/rights.ts';
import { dueCommands } from './domain/dossier/sweep.ts';
import { termsOf } from './domain/dossier/terms.ts';
import { servedNow, yoursBeside, yoursNow } from './domain/dossier/yours.ts';
import type { HallModel } from './domain/hall-model.ts';
import type { HallState } from './domain/hall-state.ts';
import { dossierLines, linesMost, unreadableLine } from './domain/leave/handover-lines.ts';
import { actingForService } from './domain/post/eligibility.ts';
import { responsibleAt } from './domain/post/responsible.ts';
import { lifeView, publicView } from './domain/view/dossier-views.ts';
import { staffNamesOn } from './domain/view/staff-names.ts';
import { type ArchiveTable, archiveTable } from './journal/archive-table.ts';
import { blueRunAt, dossierCount, openDossiersAt } from './journal/dossier-table.ts';
import type { Journal } from './journal/journal.ts';
import { eraseApplicant } from './journal/person-table.ts';

export interface DossierBookOptions {
  journal: Journal;
  model: HallModel;
  calendar: WorkingCalendar;
  /** Left out, the county's preset. */
  rules?: DossierRules;
  newId(): string;
  /** The hall's present day. */
  day(): HallState;
}

/** Folded dossiers that are kept in memory; the least lately touched goes first. */
const keptMost = 2000;

/**
 * Dossiers folded when they are touched, and their way into the journal. As the day's book, it works inside the transaction
 * that its owner has begun; when that fails, `forget` makes it read everything again.
 */
export class DossierBook {
  readonly calendar: WorkingCalendar;
  readonly rules: DossierRules;
  readonly #options: DossierBookOptions;
  readonly #archive: ArchiveTable;
  readonly #kept = new Map<string, Dossier>();

  constructor(options: DossierBookOptions) {
    this.#options = options;
    this.calendar = options.calendar;
    this.rules = options.rules ?? dossierRules.county;
    this.#archive = archiveTable(options.journal.database);
  }

  forget(): void {
    this.#kept.clear();
  }

  /** The dossier as recorded. Throws `unknown-dossier`, or `dossier-unsound` when its record cannot be folded. */
  find(no: string): Dossier {
    const kept = this.#kept.get(no);
    if (kept !== undefined) return this.#keep(kept);
    const folded = this.#sound(no, () => foldDossier(this.#records(no), (event) => this.#fallback(event)));
    if (folded === null) throw new Refused('unknown-dossier', { no });
    return this.#keep(folded);
  }

  #records(no: string): Iterable<Recorded<DossierLifeEvent | DossierLodged>> {
    return this.#options.journal.read(`dossier:${no}`) as Iterable<Recorded<DossierLifeEvent | DossierLodged>>;
  }

  #keep(dossier: Dossier): Dossier {
    this.#kept.delete(dossier.no);
    this.#kept.set(dossier.no, dossier);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > keptMost && oldest !== undefined) this.#kept.delete(oldest);
    return dossier;
  }

  /** One dossier whose record is broken must not take its whole group of commands with it. */
  #sound<T>(no: string, work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (error instanceof Refused) throw error;
      throw new Refused('dossier-unsound', { no, why: error instanceof Error ? error.message : String(error) });
    }
  }

  /** Records of the first release hold neither terms nor day: the number has the day, the hall file the item. */
  #fallback(event: DossierLodged) {
    const item = this.#options.model.items.get(event.item);
    const day = /(\d{4})(\d{2})(\d{2})\d{4}$/.exec(event.no);
    if (item === undefined || day === null) return null;
    return { terms: termsOf(item, this.rules), on: `${day[1]}-${day[2]}-${day[3]}` };
  }

  /** 收件. */
  lodge(command: DossierCommand, actor: Actor, at: number): Recorded[] {
    const { model, journal, newId } = this.#options;
    const day = this.#options.day();
    const item = model.items.get(command.item);
    const numberStem = `${model.file.areaCode}${command.item}${day.date.replaceAll('-', '')}`;
    const lodged = decideLodge(day, command, {
      at,
      actor,
      model,
      newId,
      numberStem,
      lodgedSoFar: dossierCount(journal.database, numberStem),
      itemVersion: hash('sha256', JSON.stringify(item ?? null), 'hex').slice(0, 16),
    });
    if (item === undefined) throw new Refused('unknown-item', { item: command.item });
    const whole = { ...lodged, on: dateAt(this.calendar, at), terms: termsOf(item, this.rules) };
    const event: DossierLodged = { ...whole, watch: watchOf(lodgedDossier(whole), this) };
    const staff = actor.kind === 'staff' ? actor.staff : '';
    const actingFor = actingForService(day, event.counter, staff, command.item);
    journal.keepPerson({ id: event.person, data: JSON.stringify(command.applicant) }, at);
    const recorded = journal.append(`dossier:${event.no}`, [event], { at, by: actorName(actor), actingFor });
    this.#keep(lodgedDossier(event));
    return recorded;
  }

  /**
   * First what the clock owes this dossier by now, so that no late step slips past its card; then the order itself. What is
   * recorded is added to `recorded` at once: a refused order leaves the clock's part standing.
   */
  perform({ no, order, expectedVersion }: DossierOrder, actor: Actor, at: number, recorded: Recorded[]): void {
    let dossier = this.find(no);
    const asClock = this.#context(clockOfficer, at);
    for (const command of this.#sound(no, () => dueCommands(dossier, asClock)))
      dossier = this.#record(dossier, decideDossier(dossier, command, asClock), asClock, recorded);
    this.#requireFresh(dossier, expectedVersion);
    const officer = officerFor(actor, dossier, order, this.#options.day(), this.#options.model);
    const context = this.#context(officer, at);
    this.#record(dossier, decideDossier(dossier, order, context), context, recorded);
  }

  /** Throws `stale-dossier` when a step that matters came after the version that the person saw. */
  #requireFresh({ no, version, lastChange }: Dossier, expectedVersion: number | undefined): void {
    if (expectedVersion === undefined || lastChange === null || lastChange.version <= expectedVersion) return;
    const { at, actingFor } = lastChange;
    const by = lastChange.by.replace(/^staff:/, '');
    const time = localTime(at, this.#options.model.file.timeZone);
    throw new Refused('stale-dossier', { no, by, actingFor, at: new Date(at).toISOString(), time, version });
  }

  #record(dossier: Dossier, events: DossierLifeEvent[], context: DossierContext, recorded: Recorded[]): Dossier {
    const { at, officer } = context;
    const author = { at, by: officer.by, actingFor: officer.actingFor };
    recorded.push(...this.#options.journal.append(`dossier:${dossier.no}`, events, author));
    const after = this.#keep(events.reduce((present, event) => applyDossier(present, { ...author, event }), dossier));
    for (const event of events) this.#fileResult(after, event, at);
    return after;
  }

  /** A result that was handed out is from now on in the shared archive; archiving says who holds its paper. */
  #fileResult({ no, terms, certificateNo }: Dossier, event: DossierLifeEvent, at: number): void {
    if (event.type === 'DossierErased') eraseApplicant(this.#options.journal.database, no);
    if (event.type === 'DossierArchived') this.#archive.move(no, event.paperHolder);
    if (event.type !== 'DossierClosed' || event.code !== 0) return;
    const idNumber = this.#archive.idNumberOf(no);
    if (idNumber === null) return;
    this.#archive.enter(
      idNumber,
      {
        item: terms.item,
        certificateNo: certificateNo ?? no,
        holder: terms.department,
        issuedOn: event.on,
        validUntil: null,
        dossier: no,
      },
      at,
    );
  }

  #context(officer: Officer, at: number): DossierContext {
    const { journal, model } = this.#options;
    return {
      at,
      officer,
      calendar: this.calendar,
      rules: this.rules,
      answerableAt: (counter) => {
        const record = journal.read(`hall:${this.#options.day().date}`) as Iterable<Recorded<HallEvent>>;
        const found = responsibleAt(record, counter, at);
        if (found !== null) return { staff: found.staff, actingFor: found.actingFor, rule: found.rule };
        return { staff: model.posts.get(counter)?.a ?? null, actingFor: null, rule: 'holder' };
      },
      holderOf: (department, duty) => holderOf(model, department, duty),
      covers: (staff, counter) => {
        const { covers, posts } = this.#options.day().duty;
        return covers.get(counter)?.staff.includes(staff) ? (posts.get(counter)?.a ?? null) : null;
      },
      candidates: (dossier) => candidatesFor(dossier, this.#options.day(), model),
      blueRunAt: (counter) => blueRunAt(journal.database, counter),
      heldOf: (no, sourceItem) => {
        const held = this.#archive.holdingsFor(no, dateAt(this.calendar, at)).find(({ item }) => item === sourceItem);
        return held === undefined ? null : { sourceNo: held.certificateNo };
      },
    };
  }

  /** The dossier's page for staff but for its record. Throws as `find`. */
  page(no: string, at: number): Omit<DossierLifeView, 'steps'> {
    return lifeView(this.find(no), this, at);
  }

  /** What a member of staff may do with a dossier now, with each of its cards, urgings and tasks, and for whose visit. Throws as `find`. */
  yours(no: string, actor: StaffActor, at: number): Required<Pick<DossierLifeView, 'yours' | 'beside' | 'served'>> {
    const dossier = this.find(no);
    const { day, model } = this.#options;
    const contextFor = (command: DossierLifeCommand) =>
      this.#context(officerFor(actor, dossier, command, day(), model), at);
    const beside = yoursBeside(dossier, contextFor);
    return { yours: yoursNow(dossier, beside, contextFor), beside, served: servedNow(dossier, day(), actor.staff) };
  }

  /** Names of the staff that a page speaks of by their id. */
  namesOn(page: Parameters<typeof staffNamesOn>[0]): Record<string, string> {
    return staffNamesOn(page, this.#options.model.file.staff);
  }

  /** Throws as `find`, and `not-your-duty` or `not-your-department` for whoever may not give out papers of this dossier. */
  requirePaperRight(no: string, actor: Actor, at: number): void {
    const dossier = this.find(no);
    const order = { type: 'issue-paper' } as DossierLifeCommand;
    const { day, model } = this.#options;
    requireRight(dossier, order, this.#context(officerFor(actor, dossier, order, day(), model), at));
  }

  /** What whoever has number and query code may know. Throws as `find`. */
  publicPage(no: string, at: number): PublicDossier {
    const dossier = this.find(no);
    const name = this.#options.model.items.get(dossier.terms.item)?.name ?? dossier.terms.item;
    return publicView(dossier, name, this, at);
  }

  /** What the open dossiers of a counter put on a handover list. One whose record is broken is named all the same. */
  handoverLines(counter: number, at: number): HandoverLine[] {
    return openDossiersAt(this.#options.journal.database, counter, linesMost + 1).flatMap((no): HandoverLine[] => {
      try {
        const dossier = this.find(no);
        const watch = watchOf(dossier, this);
        const item = this.#options.model.items.get(dossier.terms.item)?.name ?? dossier.terms.item;
        const light = colourOf(watch, this.calendar, at);
        return dossierLines(dossier, item, watch.promisedOn ?? watch.redAfter ?? watch.legalAfter, light);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return [unreadableLine(no)];
      }
    });
  }

  /** By which dates a list tells lights at a moment: today's limits are over once the hall has closed. */
  listDay(at: number): { today: string; pastOn: string } {
    const today = dateAt(this.calendar, at);
    return { today, pastOn: isPast(this.calendar, today, at) ? today : dateOfDay(dayNumber(today) - 1) };
  }

  /** The dates of a dossier by another calendar. Throws as `find`. */
  datesBy(no: string, calendar: WorkingCalendar): DossierWatch {
    return watchOf(this.find(no), { calendar, rules: this.rules });
  }

  /** By what a page that stands open tells that it is old. Throws as `find`. */
  pulse(no: string, at: number): Pick<DossierPulse, 'version' | 'light'> {
    const dossier = this.find(no);
    return { version: dossier.version, light: colourOf(watchOf(dossier, this), this.calendar, at) };
  }

  /** What a step is answered with. */
  answer(no: string, at: number): DossierAnswer {
    const dossier = this.find(no);
    const watch = watchOf(dossier, this);
    return {
      no,
      status: dossier.standing.status,
      light: colourOf(watch, this.calendar, at),
      promisedOn: watch.promisedOn,
      legalOn: watch.legalOn,
      allowed: allowedNow(dossier),
    };
  }
}

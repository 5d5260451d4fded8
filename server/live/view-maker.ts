import type { BackupKeeper } from '../backup-keeper.ts';
import type { ConsultLine } from '../contract/consult.ts';
import type { CoverView } from '../contract/cover-view.ts';
import type { Recorded } from '../contract/events.ts';
import type { KioskSession } from '../contract/kiosk-session.ts';
import type { DossierCount } from '../contract/supervise.ts';
import type {
  CounterTerminalView,
  DeskView,
  DevicesView,
  HallWatchView,
  KioskView,
  SuperviseView,
  TroubledSlip,
} from '../contract/views.ts';
import type { Fleet } from '../device-link.ts';
import { escortLines } from '../domain/desk/escorts.ts';
import { helpLines } from '../domain/desk/help-calls.ts';
import { isOrderedAfter } from '../domain/device/decide-leaflet.ts';
import { longAt } from '../domain/forecast/long-service.ts';
import type { HallModel } from '../domain/hall-model.ts';
import type { Counter, HallState } from '../domain/hall-state.ts';
import { ticketBrief } from '../domain/view/brief.ts';
import { concerns } from '../domain/view/concerns.ts';
import { coverBoard } from '../domain/view/cover-board.ts';
import { presentPeople, speechLoad, zoneWaits } from '../domain/view/hall-figures.ts';
import {
  counterDisplayView,
  counterTerminalView,
  hallView,
  kioskView,
  ratingView,
  type ViewSource,
  zoneQueues,
} from '../domain/view/live-views.ts';
import { zoneView } from '../domain/view/zone-view.ts';
import type { Hall } from '../hall.ts';
import { counterStates } from '../hall-look.ts';
import { openDeviceJobs } from '../journal/device-job-table.ts';
import type { Journal } from '../journal/journal.ts';
import type { RatingTokens } from '../rating-tokens.ts';
import { dossierCounter } from '../reports/dossier-count.ts';
import type { DeviceWatch } from './device-watch.ts';
import type { KioskSessions } from './kiosk-sessions.ts';
import { dossierPulse, ticketPage } from './own-pages.ts';
import type { ScreenWatch } from './screen-watch.ts';

/** What live views need of the fleet. */
export type DeviceWindow = Pick<Fleet, 'health' | 'outputs'>;

/** For a browser that opened a station which another one holds. */
const elsewhere = { elsewhere: true };
const recentMost = 30;
const troubleAfterMs = 15_000;
/** Dossiers and leaves move by the day; counting them at every ticket would be waste. */
const countEveryMs = 15_000;

/** Makes every view from what is recorded now. */
export function viewMaker(
  hall: Hall,
  journal: Journal,
  devices: DeviceWindow,
  watch: Pick<DeviceWatch, 'alarms'>,
  tokens: RatingTokens,
  screens: Pick<ScreenWatch, 'alarms'>,
  kiosks: Pick<KioskSessions, 'lines' | 'helper'>,
  backups: Pick<BackupKeeper, 'lateSince' | 'failed'>,
) {
  const source = () => sourceOf(hall);

  const beside = houseWatch(hall, dossierWatch(hall, journal), screens, backups);
  const changes = { posts: 0, leaves: 0, dossiers: 0 };
  const counterOf = (no: number) => (hall.model.counters.has(no) ? hall.state.counters.get(no) : undefined);

  return {
    /** Told of what was recorded, before anybody is sent a view of it. */
    noteRecorded(recorded: readonly Recorded[]): void {
      for (const { stream } of recorded) {
        if (stream === 'posts') changes.posts += 1;
        else if (stream === 'leave') changes.leaves += 1;
        else if (stream.startsWith('dossier:')) changes.dossiers += 1;
      }
    },
    cover: (): CoverView => coverView(source(), changes),
    hall: () => hallView(source()),
    zone: (no: number) => (hall.model.zones.has(no) ? () => zoneView(source(), no) : undefined),
    /** Undefined when the hall has no such counter. */
    counter(no: number, staff: boolean): (() => object) | undefined {
      if (counterOf(no) === undefined) return undefined;
      return () => {
        const counter = counterOf(no);
        if (counter === undefined) return {};
        return staff ? terminalView(source(), counter, hall) : counterDisplayView(source(), counter);
      };
    },
    /** Undefined when the hall has no such counter. The token is for the counter's own screens. */
    rating(no: number, own: boolean): (() => object) | undefined {
      if (counterOf(no) === undefined) return undefined;
      return () => {
        const counter = counterOf(no);
        if (counter === undefined) return {};
        const view = ratingView(source(), counter, (window) => tokens.ofCounter(no, window));
        return own ? view : { ...view, ...elsewhere, open: null };
      };
    },
    kiosk: (terminal: string, own: boolean) => (): KioskView => {
      const view = kioskView(source(), printerAt(hall.model, devices, terminal));
      if (!own) return { ...view, ...elsewhere, helper: null };
      return { ...view, reader: readsCards(hall.model, devices, terminal), helper: kiosks.helper(terminal) };
    },
    ticket: (id: string) => ticketPage(hall, source, tokens, id),
    dossier: (no: string) => dossierPulse(hall, no),
    supervise: (): SuperviseView => superviseView(source(), watchView(hall, journal, devices, watch), beside()),
    desk: (): DeskView => deskView(hall, watchView(hall, journal, devices, watch), kiosks.lines()),
    devices: () => devicesView(hall.now(), devices, watch),
  };
}

function coverView({ state, model, now }: ViewSource, changes: Pick<CoverView, 'posts' | 'leaves' | 'dossiers'>) {
  const held = [...state.aside.values()].filter(({ standing }) => standing.status === 'held');
  const numbers = held.map(({ number }) => number);
  return { now, date: state.date, board: coverBoard(state, model), ...changes, held: numbers };
}

function deskView(hall: Hall, base: HallWatchView, kiosks: KioskSession[]): DeskView {
  return {
    ...base,
    help: helpLines(hall.state, hall.now(), hall.model),
    consults: hall.desk.consults.lines(),
    kiosks,
    recent: newest(hall.state.tickets, recentMost).map((ticket) => ticketBrief(hall.model, ticket)),
  };
}
export type ViewMaker = ReturnType<typeof viewMaker>;

function sourceOf({ state, model, now, forecast, stars }: Hall): ViewSource {
  return { state, model, now: now(), forecast, stars: stars.now };
}

/** The terminal of a counter, with the questions that its clerk owns or is asked to take over. */
function terminalView(source: ViewSource, counter: Counter, { desk }: Hall): CounterTerminalView {
  const own = ({ owner, offeredTo }: ConsultLine) => owner === counter.staff || offeredTo === counter.staff;
  const consults = counter.staff === null ? [] : desk.consults.lines().filter(own);
  return { ...counterTerminalView(source, counter), consults };
}

function devicesView(now: number, devices: DeviceWindow, watch: Pick<DeviceWatch, 'alarms'>): DevicesView {
  return { now, devices: devices.health(), outputs: devices.outputs(), alarms: watch.alarms() };
}

/** What the supervisor should know that is no part of the day: dossiers, leaves to decide again, screens, and whether the backups go on. */
function houseWatch(
  hall: Hall,
  dossiers: () => DossierCount,
  screens: Pick<ScreenWatch, 'alarms'>,
  backups: Pick<BackupKeeper, 'lateSince' | 'failed'>,
) {
  const leaves = seldom(hall, (at) => hall.leaves.toDecide(at));
  return () => ({
    dossiers: dossiers(),
    leaves: leaves(),
    screens: screens.alarms(),
    backupLateSince: backups.lateSince(),
    backupFailure: backups.failed(),
  });
}

/** Counts the dossiers by light, anew only every so often. */
function dossierWatch(hall: Hall, journal: Journal): () => DossierCount {
  const count = dossierCounter(journal.database);
  return seldom(hall, (at) => count(hall.dossiers.listDay(at)));
}

/** What moves by the day, worked out anew only every so often. */
function seldom<T>(hall: Hall, of: (at: number) => T): () => T {
  let known: { at: number; found: T } | null = null;
  return () => {
    const at = hall.now();
    if (known === null || Math.abs(at - known.at) >= countEveryMs) known = { at, found: of(at) };
    return known.found;
  };
}

function printerAt(model: HallModel, devices: DeviceWindow, terminal: string): KioskView['printer'] {
  const printer = model.printers.get(terminal);
  const health = devices.health().find((device) => device.id === printer);
  return health === undefined ? null : { state: health.state, reason: health.reason };
}

function readsCards(model: HallModel, devices: DeviceWindow, terminal: string): boolean {
  const readers = model.file.devices.filter((device) => device.kind === 'reader' && device.place === terminal);
  return devices.health().some(({ id, state }) => state === 'ready' && readers.some((reader) => reader.id === id));
}

function newest(tickets: HallState['tickets'], most: number) {
  const all = [...tickets.values()];
  return all.slice(-most).reverse();
}

function superviseView(
  source: ViewSource,
  base: HallWatchView,
  beside: ReturnType<ReturnType<typeof houseWatch>>,
): SuperviseView {
  const cover = coverBoard(source.state, source.model);
  const waits = zoneWaits(source);
  const speech = speechLoad(source);
  const { queues, devices, alarms = [], help = [] } = base;
  const around = { queues, waits, cover, devices, alarms, speech, help, ...beside };
  return {
    ...base,
    concerns: concerns(source, around),
    cover,
    waits,
    speech,
    people: presentPeople(source),
    dossiers: beside.dossiers,
  };
}

function watchView(
  hall: Hall,
  journal: Journal,
  devices: DeviceWindow,
  watch: Pick<DeviceWatch, 'alarms'>,
): HallWatchView {
  const { state, model } = hall;
  const now = hall.now();
  return {
    now,
    date: state.date,
    counters: counterStates(hall).map((counter) => {
      const held = state.counters.get(counter.no);
      const ticket = held?.ticketId == null ? undefined : state.tickets.get(held.ticketId);
      const long = held === undefined ? null : longAt(state, model, held, hall.forecast);
      return { ...counter, number: ticket?.number ?? null, stageSince: held?.since ?? null, longAt: long };
    }),
    queues: zoneQueues(state, model).map((queue) => ({
      ...queue,
      oldestWaitSeconds: oldestWait(state, model, queue.zone, now),
    })),
    devices: devices.health(),
    slips: troubledSlips(hall, journal, now),
    alarms: watch.alarms(),
    help: helpLines(state, now, model).filter(({ escalated }) => escalated),
    escorts: escortLines(state, model, now),
  };
}

function oldestWait(state: HallState, model: HallModel, zone: number, now: number): number | null {
  let oldest: number | null = null;
  for (const [service, queue] of state.queues) {
    const head = queue.head;
    if (head === undefined || model.zoneOf.get(service) !== zone) continue;
    oldest = Math.max(oldest ?? 0, Math.round((now - head.waitingSince) / 1000));
  }
  return oldest;
}

/** Slips of today that did not plainly come out: a person decides about them. Fresh ones are left their time. */
function troubledSlips(hall: Hall, journal: Journal, now: number): TroubledSlip[] {
  return openDeviceJobs(journal.database).flatMap((job) => {
    const ticket = hall.state.tickets.get(job.ticketId);
    const leaflet = hall.state.slips.get(job.id)?.leaflet;
    if (job.kind !== 'slip' || (ticket === undefined && leaflet === undefined)) return [];
    const underway = job.status === 'queued' || job.status === 'printing';
    if (underway && now - job.changedAt < troubleAfterMs) return [];
    const { id, status, detail, changedAt } = job;
    const line = { id, printer: job.device, status, detail, since: changedAt };
    // A later slip of the same ticket, or the same leaflet once more, settles the matter.
    if (ticket !== undefined)
      return ticket.slips.some((slip) => slip.id > id) ? [] : [{ ...line, ticketId: ticket.id, number: ticket.number }];
    if (leaflet === undefined || isOrderedAfter(hall.state, id, leaflet)) return [];
    const number = leaflet.form === 'sketch' ? leaflet.item : leaflet.no.slice(-4);
    return [{ ...line, ticketId: '', number, leaflet }];
  });
}

import type {
  CounterSign,
  DeviceHealth,
  DeviceJob,
  DeviceOutput,
  DeviceSignal,
  JobOutcome,
  NewDeviceJob,
  OpenDeviceJob,
  SlipJob,
} from './contract/device.ts';
import type { Recorded, RecordedEvent } from './contract/events.ts';
import { formOf } from './contract/form-lookup.ts';
import type { Leaflet } from './contract/leaflet.ts';
import { Refused } from './contract/refusal.ts';
import type { Slip } from './domain/ticket/ticket.ts';
import { deviceSigns } from './domain/view/device-signs.ts';
import { newSlip, slipContent } from './domain/view/slip-content.ts';
import type { Hall, HallLog } from './hall.ts';
import { openDeviceJobs } from './journal/device-job-table.ts';
import type { Journal } from './journal/journal.ts';
import { MovedNotices } from './moved-notices.ts';
import { deviceJobs } from './reactions/device-jobs.ts';

/** The devices, here or on another PC. Nothing of it may throw or wait. */
export interface Fleet {
  offer(job: DeviceJob): void;
  showSigns(signs: CounterSign[]): void;
  withdraw(callSeq: number): void;
  health(): DeviceHealth[];
  outputs(): DeviceOutput[];
  onChange(listener: () => void): () => void;
  /** Cards and keys, as devices tell them. */
  onSignal(listener: (signal: DeviceSignal) => void): () => void;
  /** Rejects with a plain reason. */
  test(device: string): Promise<void>;
  /** The WAV of a spoken call, or null. */
  sound(device: string, call: number): Uint8Array | null;
  stop(): Promise<void>;
}

/** What a leaflet says, written out from the record; null for one that cannot be written any more. */
export type LeafletWriter = (slip: Slip) => Leaflet | null;
const noLeaflets: LeafletWriter = () => null;

/** What the fleet calls back. */
export interface FleetDoor {
  /** Resolves once it is on the disk that this slip may leave; rejects when it must not. */
  beginSlip(job: Pick<SlipJob, 'id' | 'device'>): Promise<void>;
  report(outcome: JobOutcome, device: string): Promise<void>;
}

export function fleetDoor(hall: Hall): FleetDoor {
  return {
    async beginSlip(job) {
      const actor = { kind: 'device' as const, device: job.device };
      await hall.act({ type: 'begin-slip', slip: job.id, device: job.device }, actor);
    },
    async report(outcome, device) {
      try {
        await hall.act({ type: 'report-job', outcome, device }, { kind: 'device', device });
      } catch (error) {
        // A report the record already knows better than is of no more use; anything else is tried again.
        if (!(error instanceof Refused) || error.code === 'commit-failed') throw error;
      }
    },
  };
}

/** What happens at every ticket and changes no counter's sign; anything else may. */
const leavesSigns: ReadonlySet<RecordedEvent['type']> = new Set([
  'TicketTaken',
  'SlipPrintStarted',
  'SlipPrinted',
  'CallSpoken',
  'CallDropped',
  'AnnouncementMade',
  'AnnouncementSpoken',
  'AnnouncementDropped',
]);

/** An announcement waits for the calls before it, but nobody wants to hear it much later. */
const announcementFreshMs = 90_000;

/** Hands recorded jobs and signs to the fleet, and at start what was left open. Returns the function that ends it. */
export async function linkFleet(
  hall: Hall,
  journal: Journal,
  fleet: Fleet,
  log: HallLog,
  write: LeafletWriter = noLeaflets,
): Promise<() => void> {
  await hall.act({ type: 'turn-day' }, { kind: 'clock' });
  await hall.act({ type: 'doubt-slips', printers: printersHere(hall) }, { kind: 'clock' });
  for (const job of openDeviceJobs(journal.database)) await offerAgain(hall, fleet, job, write);
  fleet.showSigns(signsOf(hall));
  const moved = new MovedNotices(hall);
  for (const notice of moved.take(hall.lastSeq)) fleet.offer(notice);
  return hall.onRecorded((recorded) => {
    for (const each of recorded) {
      for (const job of deviceJobs(each.event)) {
        const whole = wholeJob(hall, each.seq, each.at, job, write);
        if (whole !== null) fleet.offer(whole);
      }
      withdrawUndone(hall, fleet, each);
    }
    for (const notice of moved.take(recorded.at(-1)?.seq ?? 0)) fleet.offer(notice);
    if (recorded.some((each) => !leavesSigns.has(each.event.type))) fleet.showSigns(signsOf(hall));
    if (recorded.some((each) => each.event.type === 'DayClosed')) log.info({}, 'the day was closed');
  });
}

/** Printers that went down with this process, also such as the hall file no longer has. An agent's went on working. */
function printersHere({ state, model }: Hall): string[] {
  const away = new Set(model.file.devices.filter(({ agent }) => agent !== undefined).map(({ id }) => id));
  return [...new Set([...state.slips.values()].map(({ printer }) => printer))].filter((id) => !away.has(id));
}

function signsOf(hall: Hall): CounterSign[] {
  return deviceSigns({ state: hall.state, model: hall.model, now: hall.now() });
}

/** A call that is taken back is not spoken any more, nor are its recalls. */
function withdrawUndone(hall: Hall, fleet: Fleet, recorded: Recorded): void {
  const { event } = recorded;
  if (event.type !== 'ActionUndone' || event.action !== 'call') return;
  for (const call of hall.state.recentCalls)
    if (call.ticketId === event.ticketId && call.counter === event.counter) fleet.withdraw(call.seq);
}

/** After a restart: a slip that never began is printed now; a call that is still fresh is spoken, an old one dropped. */
async function offerAgain(hall: Hall, fleet: Fleet, job: OpenDeviceJob, write: LeafletWriter): Promise<void> {
  if (job.status !== 'queued') return;
  const freshMs = job.ticketId === '' ? announcementFreshMs : hall.model.rules.callExpirySeconds * 1000;
  const expired = job.kind === 'speech' && job.at + freshMs < hall.now();
  if (expired) {
    const outcome = { kind: 'speech' as const, id: job.id, outcome: 'dropped' as const, detail: 'expired' };
    await hall.act({ type: 'report-job', outcome, device: job.device }, { kind: 'clock' });
    return;
  }
  const whole = wholeJob(hall, job.id, job.at, job, write);
  if (whole !== null) fleet.offer(whole);
}

/** Writes a job's content out; null when its ticket or leaflet is not of today. */
export function wholeJob(
  hall: Hall,
  id: number,
  at: number,
  job: NewDeviceJob,
  write: LeafletWriter,
): DeviceJob | null {
  const { state, model } = hall;
  if (job.kind === 'speech' && job.ticketId === '') return announcementJob(hall, id, at, job.device);
  if (job.kind === 'slip' && job.ticketId === '')
    return formJob(hall, id, job.device) ?? leafletJob(hall, id, job.device, write);
  const ticket = state.tickets.get(job.ticketId);
  if (ticket === undefined) return null;
  if (job.kind === 'slip') {
    const replaces = state.slips.get(id)?.replaces;
    const slip = slipContent(state, model, ticket, job.reprint, at);
    return {
      kind: 'slip',
      id,
      device: job.device,
      slip: replaces ? newSlip(state, model, ticket, slip, replaces) : slip,
    };
  }
  const counter = job.counter ?? 0;
  return {
    kind: 'speech',
    id,
    device: job.device,
    number: ticket.number,
    counter,
    zone: model.counters.get(counter)?.zone ?? ticket.zone,
    calledAt: at,
    expiresAt: at + model.rules.callExpirySeconds * 1000,
  };
}

function leafletJob({ state }: Hall, id: number, device: string, write: LeafletWriter): DeviceJob | null {
  const ordered = state.slips.get(id);
  const slip = ordered === undefined ? null : write(ordered);
  return slip === null ? null : { kind: 'slip', id, device, slip };
}

/** The slip with the code of a filled form; null when it is not of today. */
function formJob({ state, model }: Hall, id: number, device: string): DeviceJob | null {
  const record = [...state.forms.values()].find((each) => each.slip === id);
  if (record === undefined) return null;
  const { title, pictogram } = formOf(model.file, record.form);
  const { name: hallName, timeZone } = model.file;
  const { code, passedAt } = record;
  const slip = { form: 'form-code' as const, hallName, code, title: title.zh, pictogram, passedAt, timeZone };
  return { kind: 'slip', id, device, slip };
}

function announcementJob({ state, model }: Hall, id: number, at: number, device: string): DeviceJob | null {
  const made = state.announcements.find(({ seq }) => seq === id);
  if (made === undefined) return null;
  const expiresAt = at + announcementFreshMs;
  const { callExpirySeconds } = model.rules;
  const base = { kind: 'speech' as const, id, device, number: '', counter: 0, zone: made.zones[0] ?? 0, calledAt: at };
  return { ...base, expiresAt: Math.max(expiresAt, at + callExpirySeconds * 1000), text: made.text };
}

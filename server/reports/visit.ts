import type { Database } from 'better-sqlite3';
import type { Unattended } from '../contract/attendance.ts';
import type { RecordedEvent } from '../contract/events.ts';
import { Refused } from '../contract/refusal.ts';
import type {
  ServicePeriod,
  SlipStatus,
  Ticket,
  TicketCall,
  TicketClass,
  TicketOrigin,
  TicketSlip,
  TicketStatus,
  TicketStep,
  WaitRange,
} from '../contract/ticket.ts';
import { restoreWithinMs, ticketActions } from '../contract/ticket.ts';

interface TicketRow {
  changed_at: number;
  id: string;
  date: string;
  number: string;
  zone: number;
  services: string;
  current: number;
  origin: TicketOrigin;
  class: TicketClass;
  taken_at: number;
  key: number;
  told: string;
  status: TicketStatus;
  counter: number | null;
  misses: number;
}
interface PeriodRow {
  no: number;
  service: string;
  counter: number;
  clerk: string;
  acting_for: string | null;
  waiting_since: number;
  called_at: number;
  started_at: number | null;
  start_assumed: number;
  ended_at: number | null;
  outcome: ServicePeriod['outcome'];
  result: string | null;
  note: string | null;
}
interface StepRow {
  seq: number;
  at: number;
  by: string;
  acting_for: string | null;
  type: RecordedEvent['type'];
  event: string;
}
interface JobRow {
  id: number;
  device: string;
  kind: 'slip' | 'speech';
  reprint: number;
  status: string;
  detail: string | null;
  changed_at: number;
}

/** What of a ticket changes while it waits; the hall knows it, the tables do not. */
export interface Outlook {
  ahead: number | null;
  wait: WaitRange | null;
  unattended: Unattended | null;
  counters: number[];
  counter: number | null;
}

export interface VisitReader {
  /** The whole visit behind a ticket of any day. Throws `unknown-ticket`. */
  visit(ticketId: string, outlook: Outlook | null, now: number): Ticket;
}

const iso = (at: number) => new Date(at).toISOString();
const isoOrNull = (at: number | null) => (at === null ? null : iso(at));
const seconds = (ms: number) => Math.max(0, Math.round(ms / 1000));

export function visitReader(database: Database, serviceTitle: (code: string) => string): VisitReader {
  const run = {
    ticket: database.prepare<[string], TicketRow>('SELECT * FROM ticket WHERE id = ?'),
    // A period bears the number of the step that began it, a job that of the step that ordered it.
    periods: database.prepare<[string, string], PeriodRow>(
      `SELECT service_period.* FROM json_each(?) AS step JOIN service_period ON begun_seq = step.value
        WHERE ticket_id = ? ORDER BY no`,
    ),
    jobs: database.prepare<[string, string], JobRow>(
      `SELECT device_job.* FROM json_each(?) AS step JOIN device_job ON device_job.id = step.value
        WHERE ticket_id = ? ORDER BY device_job.id`,
    ),
    dossiers: database.prepare<[string], { no: string }>('SELECT no FROM dossier WHERE ticket_id = ? ORDER BY no'),
    // A day has a few thousand rows; finding those that name the ticket takes milliseconds and needs no index of its own.
    steps: database.prepare<[string, string], StepRow>(
      `SELECT seq, at, by, acting_for, type, event FROM journal
        WHERE stream = ? AND instr(event, ?) > 0 ORDER BY version`,
    ),
  };
  const named = (code: string) => ({ code, name: serviceTitle(code) });

  return {
    visit(ticketId, outlook, now) {
      const row = run.ticket.get(ticketId);
      if (row === undefined) throw new Refused('unknown-ticket', { ticketId });
      const services = JSON.parse(row.services) as string[];
      const steps = run.steps.all(`hall:${row.date}`, ticketId);
      const numbers = JSON.stringify(steps.map((step) => step.seq));
      const periods = run.periods.all(numbers, ticketId).map((period) => periodOf(period, named));
      const jobs = run.jobs.all(numbers, ticketId);
      const told = JSON.parse(row.told) as Ticket['told'];
      const waitingNow = row.status === 'waiting' ? now - waitingSince(row, steps) : 0;
      return {
        id: row.id,
        number: row.number,
        date: row.date,
        zone: row.zone,
        status: row.status,
        service: named(services[row.current] ?? ''),
        services: services.map(named),
        origin: row.origin,
        class: row.class,
        takenAt: iso(row.taken_at),
        key: row.key,
        misses: row.misses,
        ahead: outlook?.ahead ?? null,
        wait: outlook?.wait ?? null,
        unattended: outlook?.unattended ?? null,
        counters: outlook?.counters ?? [],
        counter: outlook === null ? row.counter : outlook.counter,
        told,
        waitingSeconds: periods.reduce((sum, period) => sum + period.waitingSeconds, seconds(waitingNow)),
        servingSeconds: periods.reduce((sum, period) => sum + (period.servingSeconds ?? 0), 0),
        periods,
        calls: callsOf(steps, jobs),
        slips: jobs.filter((job) => job.kind === 'slip').map(slipOf),
        dossiers: run.dossiers.all(ticketId).map((dossier) => dossier.no),
        steps: steps.map(stepOf),
        allowed: ticketActions[row.status].filter((action) => {
          if (action === 'late') return !steps.some((step) => step.type === 'TicketStoodBack');
          return action !== 'restore' || now - row.changed_at <= restoreWithinMs;
        }),
      };
    },
  };
}

function periodOf(row: PeriodRow, named: (code: string) => ServicePeriod['service']): ServicePeriod {
  const from = row.started_at ?? row.called_at;
  const served = row.outcome !== 'withdrawn' && row.outcome !== 'missed' && row.ended_at !== null;
  return {
    no: row.no,
    service: named(row.service),
    counter: row.counter,
    clerk: row.clerk,
    actingFor: row.acting_for,
    calledAt: iso(row.called_at),
    startedAt: isoOrNull(row.started_at),
    startAssumed: row.start_assumed === 1,
    endedAt: isoOrNull(row.ended_at),
    outcome: row.outcome,
    result: row.result,
    note: row.note,
    waitingSeconds: row.outcome === 'withdrawn' ? 0 : seconds(row.called_at - row.waiting_since),
    servingSeconds: served && row.ended_at !== null ? seconds(row.ended_at - from) : row.ended_at === null ? null : 0,
  };
}

/** When the present waiting began: with the newest step that put the ticket into the queue. */
function waitingSince(row: TicketRow, steps: readonly StepRow[]): number {
  const joined = new Set<string>(['TicketTaken', 'TicketRequeued', 'TicketTransferred', 'ServiceFinished']);
  return steps.findLast((step) => joined.has(step.type))?.at ?? row.taken_at;
}

function callsOf(steps: readonly StepRow[], jobs: readonly JobRow[]): TicketCall[] {
  const calls: TicketCall[] = [];
  for (const step of steps) {
    const event = JSON.parse(step.event) as RecordedEvent;
    if (event.type === 'ActionUndone' && event.action === 'call') withdrawNewest(calls, step.at);
    if (event.type !== 'TicketCalled' && event.type !== 'TicketRecalled') continue;
    calls.push({
      seq: step.seq,
      at: iso(step.at),
      kind: event.type === 'TicketCalled' ? 'first' : 'recall',
      counter: event.counter,
      withdrawnAt: null,
      spoken: spokenOf(jobs.filter((job) => job.id === step.seq)),
    });
  }
  return calls;
}

/** Undoing a call withdraws it and its recalls, not those of an earlier period. */
function withdrawNewest(calls: TicketCall[], at: number): void {
  const first = calls.findLastIndex((call) => call.kind === 'first');
  for (const call of calls.slice(first)) call.withdrawnAt = iso(at);
}

function spokenOf(jobs: readonly JobRow[]): TicketCall['spoken'] {
  if (jobs.length === 0) return 'silent';
  if (jobs.some((job) => job.status === 'spoken')) return 'spoken';
  return jobs.every((job) => job.status === 'dropped') ? 'dropped' : 'waiting';
}

function slipOf(job: JobRow): TicketSlip {
  return {
    id: job.id,
    printer: job.device,
    reprint: job.reprint,
    status: job.status as SlipStatus,
    detail: job.detail,
    changedAt: iso(job.changed_at),
  };
}

function stepOf(row: StepRow): TicketStep {
  const event = JSON.parse(row.event) as { reason?: string | null; detail?: string | null; counter?: number };
  return {
    seq: row.seq,
    at: iso(row.at),
    by: row.by,
    actingFor: row.acting_for,
    type: row.type,
    why: event.reason ?? event.detail ?? null,
    counter: event.counter ?? null,
  };
}

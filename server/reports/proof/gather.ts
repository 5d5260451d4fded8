import type { RecordLine } from '../fairness/ledger.ts';
import { Presence, type Span } from './presence.ts';

/** One wait that ended with a call, and how long the call kept a counter busy. Epoch milliseconds. */
export interface Job {
  ticket: string;
  service: string;
  /** Order key at the call, and which of two equal keys goes first. */
  key: number;
  order: number;
  arrives: number;
  /** When it was called, or null: it waited to the end. */
  calledAt: number | null;
  busyMs: number;
}

export interface KnownPost {
  counter: number;
  a: string;
  b: string[];
  services: string[];
  qualified: Record<string, string[]>;
  help: boolean | 'longer';
}

/** All that a replay of one day needs. */
export interface GatheredDay {
  jobs: Job[];
  posts: KnownPost[];
  presence: Presence;
  /** Stand-ins as the system named them, by counter. */
  covers: Map<number, (Span & { staff: string[] })[]>;
  opensAt: number;
  endsAt: number;
}

interface Ticket {
  order: number;
  key: number;
  services: string[];
  current: number;
  waitingSince: number;
  waiting: boolean;
  job: Job | null;
}

/** Where nothing was finished that day, minutes. */
const usualMinutes = 10;
const minuteMs = 60_000;

/** Takes in a day's record line by line. A ticket that is given up while it waits is left out: nobody knows when it would have been called. */
export class DayGatherer {
  readonly #tickets = new Map<string, Ticket>();
  readonly #jobs = new Set<Job>();
  readonly #posts = new Map<number, KnownPost>();
  readonly #covers = new Map<number, (Span & { staff: string[] })[]>();
  readonly #presence = new Presence();
  #opensAt = 0;
  #endsAt = 0;

  note(line: RecordLine): void {
    const { type, event, at } = line;
    this.#endsAt = Math.max(this.#endsAt, at);
    this.#presence.note(line);
    if (type === 'DayOpened') this.#opensAt = event.opensAt as number;
    if (type === 'DayOpened' || type === 'PostsChanged')
      for (const post of event.posts as KnownPost[]) this.#posts.set(post.counter, post);
    else if (type === 'CoverBegan' || type === 'CoverEnded') this.#cover(line);
    else if (type === 'TicketTaken') this.#take(line);
    else {
      const ticket = this.#tickets.get(String(event.ticketId));
      if (ticket !== undefined) this.#move(ticket, line);
    }
  }

  day(): GatheredDay {
    const jobs = [...this.#jobs, ...this.#leftOver()].sort((one, other) => one.arrives - other.arrives);
    return {
      jobs,
      posts: [...this.#posts.values()],
      presence: this.#presence,
      covers: this.#covers,
      opensAt: this.#opensAt,
      endsAt: this.#endsAt,
    };
  }

  #cover({ type, event, at }: RecordLine): void {
    const counter = event.counter as number;
    const spans = this.#covers.get(counter) ?? [];
    const last = spans.at(-1);
    if (last !== undefined && last.until === Number.POSITIVE_INFINITY) last.until = at;
    if (type === 'CoverBegan')
      spans.push({ from: at, until: Number.POSITIVE_INFINITY, staff: event.staff as string[] });
    this.#covers.set(counter, spans);
  }

  #take({ seq, at, event }: RecordLine): void {
    this.#tickets.set(event.ticketId as string, {
      order: seq,
      key: event.key as number,
      services: [...(event.services as string[])],
      current: 0,
      waitingSince: at,
      waiting: true,
      job: null,
    });
  }

  #move(ticket: Ticket, { type, event, at }: RecordLine): void {
    switch (type) {
      case 'TicketCalled':
        return this.#call(ticket, event, at);
      case 'ServiceFinished':
        return this.#finish(ticket, event, at);
      case 'TicketTransferred':
        ticket.services[ticket.current] = event.service as string;
        this.#end(ticket, at);
        return queue(ticket, at);
      case 'TicketMissed':
      case 'TicketHeld':
      case 'TicketExpired':
        // A ticket that expires while it waits goes on counting: it was never called.
        if (ticket.job !== null) this.#end(ticket, at);
        return;
      case 'TicketCancelled':
        ticket.waiting = false;
        return;
      case 'TicketRequeued':
        ticket.key = event.key as number;
        return queue(ticket, at);
      case 'TicketPutFirst':
        ticket.key = event.key as number;
        return;
      case 'ServiceAdded':
        ticket.services.push(event.service as string);
        return;
      case 'ActionUndone':
        this.#undo(ticket, event);
    }
  }

  #call(ticket: Ticket, event: RecordLine['event'], at: number): void {
    const { key, order } = ticket;
    const arrives = event.waitingSince as number;
    const service = event.service as string;
    const job = { ticket: event.ticketId as string, service, key, order, arrives, calledAt: at, busyMs: 0 };
    this.#jobs.add(job);
    ticket.job = job;
    ticket.waiting = false;
  }

  #finish(ticket: Ticket, event: RecordLine['event'], at: number): void {
    if (event.next !== null) ticket.current += 1;
    if (ticket.job !== null) ticket.job.busyMs = at - (ticket.job.calledAt ?? at);
    if (event.onward === 'queue') queue(ticket, at);
  }

  #end(ticket: Ticket, at: number): void {
    if (ticket.job !== null) ticket.job.busyMs = at - (ticket.job.calledAt ?? at);
    ticket.job = null;
    ticket.waiting = false;
  }

  #undo(ticket: Ticket, event: RecordLine['event']): void {
    const restored = event.restored as { status: string; key: number; current: number; services: string[] };
    ticket.key = restored.key;
    ticket.current = restored.current;
    ticket.services = [...restored.services];
    ticket.waiting = restored.status === 'waiting';
    if (event.action === 'call' && ticket.job !== null) {
      this.#jobs.delete(ticket.job);
      ticket.waitingSince = ticket.job.arrives;
      ticket.job = null;
    }
  }

  /** Whoever waits to the end would have taken as long as others with the same matter. */
  #leftOver(): Job[] {
    const seen = new Map<string, { count: number; ms: number }>();
    for (const { service, busyMs } of this.#jobs) {
      const sum = seen.get(service) ?? { count: 0, ms: 0 };
      seen.set(service, { count: sum.count + 1, ms: sum.ms + busyMs });
    }
    return [...this.#tickets].flatMap(([id, { waiting, waitingSince, key, order, services, current }]) => {
      if (!waiting) return [];
      const service = services[current] ?? '';
      const { count, ms } = seen.get(service) ?? { count: 1, ms: usualMinutes * minuteMs };
      return [{ ticket: id, service, key, order, arrives: waitingSince, calledAt: null, busyMs: ms / count }];
    });
  }
}

function queue(ticket: Ticket, at: number): void {
  ticket.waiting = true;
  ticket.waitingSince = at;
  ticket.job = null;
}

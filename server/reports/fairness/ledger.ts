/**
 * The independent check of order. It reads the record and nothing else, and shares no code with the rules it checks:
 * where both agree, both were thought of twice.
 */
export interface RecordLine {
  seq: number;
  at: number;
  by: string;
  type: string;
  event: Record<string, unknown>;
}

/** A line that is helped only where it is longer: by this many tickets than the helper's own. */
const longerBy = 2;

interface WaitingTicket {
  id: string;
  number: string;
  service: string;
  key: number;
  order: number;
  /** The one counter a transfer named, or null. */
  only: number | null;
}

interface KnownTicket extends WaitingTicket {
  services: string[];
  at: number;
}

interface KnownPost {
  counter: number;
  a: string;
  b: string[];
  services: string[];
  qualified: Record<string, string[]>;
  help: boolean | 'longer';
}

/** What must be known of a day to judge its calls, gathered line by line. */
export class Ledger {
  readonly waiting = new Map<string, WaitingTicket>();
  readonly #tickets = new Map<string, KnownTicket>();
  readonly #posts = new Map<number, KnownPost>();
  readonly #covers = new Map<number, string[]>();
  readonly #clerks = new Map<number, string>();
  readonly #away = new Set<string>();
  readonly #silent = new Set<string>();
  readonly #paused = new Set<number>();

  /** Tickets that this counter might have called at this moment, by what is on record of posts and people. */
  eligible(counter: number): WaitingTicket[] {
    const clerk = this.#clerks.get(counter);
    const { own, helped } = this.#services(counter, clerk);
    const waiting = [...this.waiting.values()];
    const ownLine = waiting.filter(({ only, service }) => (only === null ? own.has(service) : only === counter));
    const joined = new Set<string>();
    for (const { post, services } of helped) {
      const line = waiting.filter(({ only, service }) => only === null && !own.has(service) && services.has(service));
      const needed = ownLine.length === 0 || line.length >= ownLine.length + longerBy || !this.#calls(post.counter);
      if (needed) for (const { id } of line) joined.add(id);
    }
    return joined.size === 0 ? ownLine : [...ownLine, ...waiting.filter(({ id }) => joined.has(id))];
  }

  /** What the clerk serves in any case, and post by post what is served only where the line is longer. */
  #services(counter: number, clerk: string | undefined) {
    const own = new Set<string>();
    const helped: { post: KnownPost; services: Set<string> }[] = [];
    if (clerk === undefined) return { own, helped };
    for (const post of this.#posts.values()) {
      const named = post.a === clerk || this.#covers.get(post.counter)?.includes(clerk) === true;
      const isB = post.b.includes(clerk);
      if (!named && !(isB && (post.help !== false || post.counter === counter))) continue;
      const limited = post.qualified[clerk];
      const services = new Set(post.services.filter((service) => limited === undefined || limited.includes(service)));
      if (!named && post.counter !== counter && post.help === 'longer') helped.push({ post, services });
      else for (const service of services) own.add(service);
    }
    return { own, helped };
  }

  /** Somebody sits there who is not away, has not fallen silent and has not paused. */
  #calls(counter: number): boolean {
    const clerk = this.#clerks.get(counter);
    if (clerk === undefined || this.#paused.has(counter)) return false;
    return !this.#away.has(clerk) && !this.#silent.has(clerk);
  }

  #notePresence({ type, event }: RecordLine): void {
    const staff = event.staff as string;
    if (type === 'StaffWentAway') this.#away.add(staff);
    if (type === 'StaffCameBack' || type === 'StaffLeaveOver') this.#away.delete(staff);
    if (type === 'StaffFellSilent') this.#silent.add(staff);
    if (type === 'StaffHeardAgain' || type === 'StaffSignedIn' || type === 'StaffSignedOut') this.#silent.delete(staff);
    if (type === 'CounterPaused') this.#paused.add(event.counter as number);
    if (type === 'CounterResumed' || type === 'CounterClosed') this.#paused.delete(event.counter as number);
  }

  /** Takes in one line, after it was judged. */
  note(line: RecordLine): void {
    const { event } = line;
    this.#notePresence(line);
    const ticket = this.#tickets.get(String(event.ticketId));
    switch (line.type) {
      case 'DayOpened':
      case 'PostsChanged':
        for (const post of event.posts as KnownPost[]) this.#posts.set(post.counter, post);
        return;
      case 'CoverBegan':
        this.#covers.set(event.counter as number, event.staff as string[]);
        return;
      case 'CoverEnded':
        this.#covers.delete(event.counter as number);
        return;
      case 'CounterOpened':
        this.#clerks.set(event.counter as number, event.staff as string);
        return;
      case 'CounterClosed':
        this.#clerks.delete(event.counter as number);
        for (const each of this.waiting.values()) if (each.only === event.counter) each.only = null;
        return;
      case 'TicketTaken':
        this.#take(line);
        return;
      default:
        if (ticket !== undefined) this.#moveTicket(ticket, line);
    }
  }

  #take({ seq, event }: RecordLine): void {
    const services = event.services as string[];
    const ticket: KnownTicket = {
      id: event.ticketId as string,
      number: event.number as string,
      services: [...services],
      at: 0,
      service: services[0] ?? '',
      key: event.key as number,
      order: seq,
      only: null,
    };
    this.#tickets.set(ticket.id, ticket);
    this.waiting.set(ticket.id, ticket);
  }

  #moveTicket(ticket: KnownTicket, { type, event }: RecordLine): void {
    const join = () => this.waiting.set(ticket.id, ticket);
    switch (type) {
      case 'TicketCalled':
      case 'TicketCancelled':
      case 'TicketExpired':
        this.waiting.delete(ticket.id);
        return;
      case 'TicketRequeued':
        ticket.key = event.key as number;
        ticket.only = null;
        join();
        return;
      case 'TicketPutFirst':
      case 'TicketStoodBack':
        ticket.key = event.key as number;
        return;
      case 'TicketRestored':
        ticket.only = event.boundTo as number | null;
        if (event.to === 'waiting') join();
        return;
      case 'TicketMoved':
        ticket.only = event.toCounter as number | null;
        return;
      case 'TicketTransferred':
        ticket.service = event.service as string;
        ticket.services[ticket.at] = ticket.service;
        ticket.only = event.toCounter as number | null;
        join();
        return;
      case 'ServiceAdded':
        ticket.services.push(event.service as string);
        return;
      case 'ServiceFinished':
        if (event.next === null) return;
        ticket.at += 1;
        ticket.service = event.next as string;
        ticket.only = null;
        if (event.onward === 'queue') join();
        return;
      case 'ActionUndone':
        this.#undo(ticket, event.restored as Restored);
        return;
    }
  }

  #undo(ticket: KnownTicket, restored: Restored): void {
    ticket.key = restored.key;
    ticket.at = restored.current;
    ticket.services = [...restored.services];
    ticket.service = restored.services[restored.current] ?? ticket.service;
    if (restored.status !== 'waiting') {
      this.waiting.delete(ticket.id);
      return;
    }
    ticket.only = restored.counter;
    this.waiting.set(ticket.id, ticket);
  }
}

interface Restored {
  status: string;
  counter: number | null;
  key: number;
  current: number;
  services: string[];
}

import { Ledger, type RecordLine } from './ledger.ts';

/** A call that passed over somebody who might have been called and stood before. */
export interface UnjustCall {
  seq: number;
  at: number;
  counter: number;
  called: string;
  /** The ticket with the smallest key that was passed over. */
  passedOver: string;
  /** How many were passed over in all. */
  others: number;
}

export interface FairnessReport {
  date: string;
  calls: number;
  /** Calls out of order that a person gave a reason for. */
  named: { seq: number; at: number; counter: number; called: string; reason: string | null; by: string }[];
  /** Tickets that were put first by name. */
  putFirst: { seq: number; at: number; number: string; reason: string; by: string }[];
  unjust: UnjustCall[];
  /** Calls of tickets that the counter's clerk, by the record, may not serve at all. */
  unqualified: { seq: number; at: number; counter: number; called: string }[];
}

/** Goes through one day of the record and judges each call by what stood in it before. */
export function checkFairness(date: string, lines: Iterable<RecordLine>): FairnessReport {
  const check = new FairnessCheck(date);
  for (const line of lines) check.note(line);
  return check.report;
}

/** The same line by line, for whoever must not stop for a whole day at once. */
export class FairnessCheck {
  readonly report: FairnessReport;
  readonly #ledger = new Ledger();
  readonly #numbers = new Map<string, string>();

  constructor(date: string) {
    this.report = { date, calls: 0, named: [], putFirst: [], unjust: [], unqualified: [] };
  }

  note(line: RecordLine): void {
    const { event, seq, at, by } = line;
    const id = String(event.ticketId);
    if (line.type === 'TicketTaken') this.#numbers.set(id, event.number as string);
    const number = this.#numbers.get(id) ?? id;
    if (line.type === 'TicketPutFirst')
      this.report.putFirst.push({ seq, at, number, reason: event.reason as string, by });
    if (line.type === 'TicketCalled') judge(this.report, this.#ledger, line, number);
    this.#ledger.note(line);
  }
}

function judge(report: FairnessReport, ledger: Ledger, line: RecordLine, called: string): void {
  const { event, seq, at, by } = line;
  const counter = event.counter as number;
  report.calls += 1;
  if (event.chosen === 'named') {
    report.named.push({ seq, at, counter, called, reason: event.reason as string | null, by });
    return;
  }
  const eligible = ledger.eligible(counter);
  const chosen = eligible.find((ticket) => ticket.id === event.ticketId);
  if (chosen === undefined) {
    report.unqualified.push({ seq, at, counter, called });
    return;
  }
  const before = eligible.filter(
    (ticket) => ticket.key < chosen.key || (ticket.key === chosen.key && ticket.order < chosen.order),
  );
  if (before.length === 0) return;
  const first = before.reduce((least, ticket) => (ticket.key < least.key ? ticket : least));
  report.unjust.push({ seq, at, counter, called, passedOver: first.number, others: before.length });
}

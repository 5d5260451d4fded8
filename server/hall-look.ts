import type { CounterState } from './contract/counter.ts';
import type { Applicant } from './contract/dossier.ts';
import type { PublicDossier } from './contract/dossier-view.ts';
import type { Escort } from './contract/escort.ts';
import type { FloorPlan, Way } from './contract/floors.ts';
import type { GuideShown, GuideStep } from './contract/guide.ts';
import type { HelpCall } from './contract/help-call.ts';
import type { DutyLine, HallNotice } from './contract/notices.ts';
import type { NumberStatus } from './contract/number-status.ts';
import type { CoverLine, Post, Presence } from './contract/post.ts';
import type { NamedPostChange, PostDraft } from './contract/post-change.ts';
import { Refused } from './contract/refusal.ts';
import type { Session } from './contract/session.ts';
import { staffName } from './contract/staff-name.ts';
import { type TicketBrief, type TicketOrigin, ticketActions } from './contract/ticket.ts';
import { escortLines } from './domain/desk/escorts.ts';
import { helpAnswer, helpCallOf } from './domain/desk/help-calls.ts';
import { pairingList, readPairingList } from './domain/post/pairing-list.ts';
import { singleServices } from './domain/post/post-state.ts';
import { compareOrder } from './domain/routing/ticket-queue.ts';
import { ticketsOf } from './domain/ticket/decide-ticket.ts';
import { liveStatuses, serviceOf, type Ticket } from './domain/ticket/ticket.ts';
import { counterState, movedShown, ticketBrief, ticketOutlook, unattendedIso } from './domain/view/brief.ts';
import { coverBoard, presenceView } from './domain/view/cover-board.ts';
import { dutyRoster } from './domain/view/duty-roster.ts';
import { explained } from './domain/view/explained.ts';
import { guideShown, noticeShown } from './domain/view/guide-view.ts';
import { noticesOn } from './domain/view/notices.ts';
import { findWay } from './domain/wayfinding/find-way.ts';
import type { Hall } from './hall.ts';
import type { Outlook } from './reports/visit.ts';

const queueShownMost = 100;

/** What changes while a ticket of today waits; null for a ticket of another day. */
export function outlookOf(hall: Hall, ticketId: string): Outlook | null {
  const ticket = hall.state.tickets.get(ticketId);
  return ticket === undefined
    ? null
    : outlookIso(ticketOutlook(hall.state, hall.model, ticket, hall.now(), hall.forecast));
}

function outlookIso({ unattended, ...rest }: ReturnType<typeof ticketOutlook>): Outlook {
  return { ...rest, unattended: unattendedIso(unattended) };
}

/** The plan of the hall's floors. Throws `no-floor-plan`. */
export function floorPlanOf(hall: Hall): FloorPlan {
  const plan = hall.model.file.floors;
  if (plan === undefined) throw new Refused('no-floor-plan');
  return plan;
}

/** The shortest way from a place to a counter. Throws `no-floor-plan` and, for places or counters it lacks, `no-way`. */
export function wayTo(hall: Hall, from: string, counter: number, stepFree: boolean): Way {
  const way = findWay(floorPlanOf(hall), from, counter, stepFree);
  if (way === null) throw new Refused('no-way', { from, counter });
  return way;
}

/** A step of the desk as its visitor sees it. Throws as `guideShown`. */
export function guideShownNow(hall: Hall, step: GuideStep): GuideShown {
  return guideShown({ state: hall.state, model: hall.model, now: hall.now() }, step);
}

/** What a dossier lacks, with nothing in it that tells who applied. */
export function noticeShownNow(hall: Hall, dossier: PublicDossier, applicant: Applicant | null): GuideShown {
  return noticeShown(hall.model, dossier, applicant);
}

/** The ticket of today that carries this number. Throws `unknown-ticket`. */
export function ticketByNumber(hall: Hall, number: string): Ticket {
  for (const ticket of hall.state.tickets.values()) if (ticket.number === number) return ticket;
  throw new Refused('unknown-ticket', { number });
}

/** Where the numbers stand that a person took today with the id card, newest first; at most nine. */
export function numbersOf(hall: Hall, visitor: string): NumberStatus[] {
  const taken = ticketsOf(hall.state, visitor).reverse();
  const live = taken.filter(({ standing }) => liveStatuses.has(standing.status) || standing.status === 'abandoned');
  return live.slice(0, 9).map(({ number }) => numberStatus(hall, number));
}

/** What a kiosk tells whoever types a number. Throws `unknown-ticket`. */
export function numberStatus(hall: Hall, number: string): NumberStatus {
  const ticket = ticketByNumber(hall, number);
  const { status } = ticket.standing;
  return {
    number: ticket.number,
    zone: ticket.zone,
    status,
    ...outlookIso(ticketOutlook(hall.state, hall.model, ticket, hall.now(), hall.forecast)),
    mayRequeue: ticketActions[status].includes('requeue'),
    ...movedShown(ticket),
  };
}

/** Every counter of the hall file as it stands, by number. */
export function counterStates(hall: Hall): CounterState[] {
  return [...hall.model.counters.keys()].flatMap((no) => {
    const counter = hall.state.counters.get(no);
    return counter === undefined ? [] : [counterState(hall.state, hall.model, counter, hall.now())];
  });
}

/** Counters where a person holds A and B, and the one that is open under this person's name. */
export function postsOf(hall: Hall, staff: string): Pick<Session, 'counters' | 'counter'> {
  const posts = [...hall.state.duty.posts.values()];
  const open = [...hall.state.counters.values()].find((counter) => counter.staff === staff);
  return {
    counters: {
      a: posts.filter((post) => post.a === staff).map((post) => post.counter),
      b: posts.filter((post) => post.b.includes(staff)).map((post) => post.counter),
    },
    counter: open?.no ?? null,
  };
}

/** The first tickets that wait in a zone, in order; at most `queueShownMost`. Throws `unknown-zone`. */
export function zoneQueue({ state, model }: Hall, zone: number): (TicketBrief & { boundTo: number | null })[] {
  if (!model.zones.has(zone)) throw new Refused('unknown-zone', { zone });
  const waiting = [...state.tickets.values()].filter(
    (ticket) => ticket.standing.status === 'waiting' && (model.zoneOf.get(serviceOf(ticket)) ?? ticket.zone) === zone,
  );
  return waiting
    .sort(compareOrder)
    .slice(0, queueShownMost)
    .map((ticket) => ({
      ...ticketBrief(model, ticket),
      boundTo: ticket.standing.status === 'waiting' ? ticket.standing.boundTo : null,
    }));
}

/** Where a ticket is taken when nobody says: the first place of that kind with a printer. A phone has none. */
export function defaultTerminal(hall: Hall, origin: TicketOrigin): string | null {
  if (origin === 'phone') return null;
  for (const place of hall.model.printers.keys()) if (place.startsWith(`${origin}-`)) return place;
  return null;
}

/** The published list of posts with the services that stand or fall with one person. */
export function publishedPosts(hall: Hall): (Post & { single: string[] })[] {
  return [...hall.state.duty.posts.values()].map((post) => ({ ...post, single: singleServices(post) }));
}

/** Every change of posts, newest first, with the names of those it speaks of. */
export function namedPostChanges({ posts, model }: Hall): NamedPostChange[] {
  return posts.list().map((change) => {
    const deciders = change.decidedBy === null ? [] : [change.decidedBy];
    const people = [change.proposedBy, ...deciders, ...change.posts.flatMap(({ a, b }) => [a, ...b])];
    return { ...change, names: Object.fromEntries(people.map((id) => [id, staffName(model.file, id)])) };
  });
}

/** What hangs on the notices wall today: the county's notices and the duty roster. */
export function publishedToday({ state, model }: Hall): { notices: HallNotice[]; duty: DutyLine[] } {
  return { notices: noticesOn(model.file.notices ?? [], state.date), duty: dutyRoster(state, model) };
}

/** The pairing list in force as a table. */
export function pairingTable(hall: Hall): string {
  return pairingList([...hall.state.duty.posts.values()].sort((left, right) => left.counter - right.counter));
}

/**
 * What an imported list would change on the day it begins; the lines that say what is in force already are left out.
 * Throws `post-unsound` when that is all of them.
 */
export function importedDrafts(hall: Hall, csv: string, from: string): PostDraft[] {
  const present = new Map(hall.posts.on(from).map((post) => [post.counter, post]));
  const changed = readPairingList(csv).filter((draft) => {
    const post = present.get(draft.counter);
    return post === undefined || JSON.stringify({ ...post, ...draft }) !== JSON.stringify(post);
  });
  if (changed.length === 0) throw new Refused('post-unsound', { problem: 'nothing changes' });
  return changed;
}

export function coverBoardOf(hall: Hall): CoverLine[] {
  return coverBoard(hall.state, hall.model);
}

export function presenceNow(hall: Hall, staff: string): Presence {
  return presenceView(hall.state, hall.model, staff);
}

/** A call for a person of today. Throws `unknown-help-call`. */
export function helpCallNow(hall: Hall, id: string): HelpCall {
  return helpAnswer(helpCallOf(hall.state, id));
}

/** Escorts that wait for a guide, are under way or were done just now. */
export function escortsNow({ state, model, now }: Hall): Escort[] {
  return escortLines(state, model, now());
}

/** Why a ticket of today is next, or not yet. Throws `unknown-ticket`. */
export function explanationOf(hall: Hall, ticketId: string) {
  const ticket = hall.state.tickets.get(ticketId);
  if (ticket === undefined) throw new Refused('unknown-ticket', { ticketId });
  return explained(hall.state, hall.model, ticket);
}

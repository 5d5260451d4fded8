import type { AssistEvent } from '../contract/assist.ts';
import type { EscortEvent } from '../contract/escort.ts';
import type {
  CounterEvent,
  DayEvent,
  HallEvent,
  PostEvent,
  Recorded,
  ServiceEvent,
  StoredCallEvent,
  TicketEvent,
} from '../contract/events.ts';
import type { FormEvent } from '../contract/form.ts';
import type { HelpEvent } from '../contract/help-call.ts';
import type { RatingEvent } from '../contract/rating.ts';
import type { SuperviseEvent } from '../contract/supervise.ts';
import { applyCounter, applyService } from './counter/apply-counter.ts';
import { applyStored } from './counter/stored-calls.ts';
import { applyEscort } from './desk/escorts.ts';
import { applyHelp } from './desk/help-calls.ts';
import { applyForm } from './form/forms.ts';
import type { HallState } from './hall-state.ts';
import { applyDay, applyPost } from './post/apply-post.ts';
import { applyRating } from './rating/apply-rating.ts';
import { applySupervise } from './supervise/apply-supervise.ts';
import { applyTicket } from './ticket/apply-ticket.ts';
import { applyAssist } from './ticket/assist.ts';

const handlers: { [T in HallEvent['type']]: (state: HallState, recorded: Recorded<HallEvent>) => void } = {
  TicketTaken: ticket,
  TicketCancelled: ticket,
  TicketRequeued: ticket,
  TicketExpired: ticket,
  TicketPutFirst: ticket,
  TicketStoodBack: ticket,
  TicketRestored: ticket,
  AssistNoted: (state, recorded) => applyAssist(state, recorded as Recorded<AssistEvent>),
  SlipReprintOrdered: ticket,
  LeafletOrdered: ticket,
  SlipPrintStarted: ticket,
  SlipPrinted: ticket,
  SlipPrintUncertain: ticket,
  SlipPrintFailed: ticket,
  SlipSettled: ticket,
  TicketCalled: service,
  TicketRecalled: service,
  ServiceStarted: service,
  ServiceFinished: service,
  ServiceAdded: service,
  TicketMissed: service,
  TicketHeld: service,
  TicketTransferred: service,
  ActionUndone: service,
  CallSpoken: service,
  CallDropped: service,
  NextStored: stored,
  NextPromised: stored,
  NextUnpromised: stored,
  NextStoreCancelled: stored,
  RatingAsked: rating,
  TicketRated: rating,
  CounterOpened: counter,
  CounterClosed: counter,
  CounterPaused: counter,
  CounterResumed: counter,
  DayOpened: day,
  DayClosed: day,
  PostsChanged: post,
  StaffSignedIn: post,
  StaffSignedOut: post,
  StaffWentAway: post,
  StaffCameBack: post,
  StaffLeaveOver: post,
  PostHandedOver: post,
  StaffFellSilent: post,
  StaffHeardAgain: post,
  CoverBegan: post,
  CoverEnded: post,
  HelpCalled: help,
  HelpTaken: help,
  HelpEnded: help,
  HelpExpired: help,
  FormPassed: form,
  FormTaken: form,
  FormFiled: form,
  TicketMoved: supervise,
  AnnouncementMade: supervise,
  AnnouncementSpoken: supervise,
  AnnouncementDropped: supervise,
  EscortSent: escort,
  EscortTaken: escort,
  EscortEnded: escort,
  EscortExpired: escort,
};

function ticket(state: HallState, recorded: Recorded<HallEvent>): void {
  applyTicket(state, recorded as Recorded<TicketEvent>);
}
function service(state: HallState, recorded: Recorded<HallEvent>): void {
  applyService(state, recorded as Recorded<ServiceEvent>);
}
function counter(state: HallState, recorded: Recorded<HallEvent>): void {
  applyCounter(state, recorded as Recorded<CounterEvent>);
}
function stored(state: HallState, recorded: Recorded<HallEvent>): void {
  applyStored(state, recorded as Recorded<StoredCallEvent>);
}
function rating(state: HallState, recorded: Recorded<HallEvent>): void {
  applyRating(state, recorded as Recorded<RatingEvent>);
}
function day(state: HallState, recorded: Recorded<HallEvent>): void {
  applyDay(state, recorded as Recorded<DayEvent>);
}
function post(state: HallState, recorded: Recorded<HallEvent>): void {
  applyPost(state, recorded as Recorded<PostEvent>);
}

function help(state: HallState, recorded: Recorded<HallEvent>): void {
  applyHelp(state, recorded as Recorded<HelpEvent>);
}
function form(state: HallState, recorded: Recorded<HallEvent>): void {
  applyForm(state, recorded as Recorded<FormEvent>);
}
function escort(state: HallState, recorded: Recorded<HallEvent>): void {
  applyEscort(state, recorded as Recorded<EscortEvent>);
}
function supervise(state: HallState, recorded: Recorded<HallEvent>): void {
  applySupervise(state, recorded as Recorded<SuperviseEvent>);
}

/** Applies one recorded event to the day it belongs to, in place, and gives the same state back. */
export function apply(state: HallState, recorded: Recorded<HallEvent>): HallState {
  handlers[recorded.event.type](state, recorded);
  return state;
}

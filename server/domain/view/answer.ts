import type { DossierCommand, HallCommand } from '../../contract/commands.ts';
import type { CounterAnswer } from '../../contract/counter.ts';
import type { LodgedDossier } from '../../contract/dossier.ts';
import type { Escort, EscortCommand } from '../../contract/escort.ts';
import type { Recorded, RecordedEvent } from '../../contract/events.ts';
import type { PassedForm } from '../../contract/form.ts';
import { formById } from '../../contract/form-lookup.ts';
import type { HelpCall, HelpCommand } from '../../contract/help-call.ts';
import type { OrderedLeaflet } from '../../contract/leaflet.ts';
import type { RatingAnswer } from '../../contract/rating.ts';
import { staffName } from '../../contract/staff-name.ts';
import type { SettledSlip, TakenTicket, TicketAnswer } from '../../contract/ticket.ts';
import { escortLine, escortOf, sameEscort } from '../desk/escorts.ts';
import { helpAnswer, helpCallOf, liveCallAt } from '../desk/help-calls.ts';
import type { Forecast } from '../forecast/forecast.ts';
import { formByCode, passedForm } from '../form/forms.ts';
import type { HallModel } from '../hall-model.ts';
import type { HallState } from '../hall-state.ts';
import { recordedTicket } from '../ticket/apply-ticket.ts';
import { counterAnswer, isoTime, takenTicket, ticketAnswer } from './brief.ts';

/** The query code is told by the route: it is not kept with the answer. */
export type LodgedAnswer = Omit<LodgedDossier, 'queryCode'>;
export type Answer =
  | TakenTicket
  | TicketAnswer
  | CounterAnswer
  | LodgedAnswer
  | SettledSlip
  | HelpCall
  | Escort
  | OrderedLeaflet
  | PassedForm
  | { id: string; form: string }
  | RatingAnswer
  | { recorded: number };

function find<T extends RecordedEvent['type']>(recorded: readonly Recorded[], type: T) {
  return recorded.find((each) => each.event.type === type) as Recorded<Extract<RecordedEvent, { type: T }>> | undefined;
}

function slipOrdered(recorded: readonly Recorded[]): number | null {
  return find(recorded, 'SlipReprintOrdered')?.seq ?? null;
}

/** What a recorded command is answered with, from the state after it. */
export function answerOf(
  state: HallState,
  model: HallModel,
  command: HallCommand | DossierCommand,
  recorded: readonly Recorded[],
  at: number,
  forecast?: Forecast,
): Answer {
  switch (command.type) {
    case 'take-ticket':
      return takenAnswer(state, model, recorded);
    case 'cancel-ticket':
    case 'requeue-ticket':
    case 'late-ticket':
    case 'restore-ticket':
    case 'put-first':
    case 'note-assist':
    case 'reprint-slip':
    case 'replace-slip':
      return ticketAnswer(state, model, recordedTicket(state, command.ticketId), at, slipOrdered(recorded), forecast);
    case 'print-leaflet':
      return leafletAnswer(model, recorded);
    case 'rate':
      return ratingAnswer(recorded);
    case 'settle-slip':
      return { slip: command.slip, status: command.came ? 'printed' : 'failed' };
    case 'lodge-dossier':
      return lodgedAnswer(model, recorded);
    case 'call-help':
    case 'take-help':
    case 'end-help':
      return helpAnswer(helpMeant(state, command));
    case 'pass-form':
    case 'take-form':
    case 'file-form':
      return formAnswer(state, command, recorded);
    case 'send-escort':
    case 'take-escort':
    case 'end-escort':
      return escortLine(state, model, escortMeant(state, command, find(recorded, 'EscortSent')?.seq));
    case 'begin-slip':
    case 'report-job':
    case 'doubt-slips':
    case 'open-day':
    case 'close-day':
    case 'sign-in':
    case 'sign-out':
    case 'go-away':
    case 'come-back':
    case 'watch-posts':
    case 'change-posts':
    case 'keep-leaves':
    case 'settle-covers':
    case 'turn-day':
    case 'call-stored':
    case 'call-in':
    case 'release-cover':
    case 'move-tickets':
    case 'announce':
      return { recorded: recorded.length };
    default: {
      const counter = state.counters.get(command.counter);
      if (counter === undefined) throw new Error(`counter ${command.counter} acted but is not there`);
      const call = find(recorded, 'TicketCalled')?.seq ?? find(recorded, 'TicketRecalled')?.seq ?? null;
      return counterAnswer(state, model, counter, at, call);
    }
  }
}

/** The escort of the command: the one that it sent, or that was under way already. */
function escortMeant(state: HallState, command: EscortCommand, seq: number | undefined) {
  if (command.type !== 'send-escort') return escortOf(state, command.escort);
  const escort = seq === undefined ? sameEscort(state, command) : escortOf(state, seq);
  if (escort === undefined) throw new Error('an escort was sent without a trace');
  return escort;
}

function takenAnswer(state: HallState, model: HallModel, recorded: readonly Recorded[]): TakenTicket {
  const taken = find(recorded, 'TicketTaken');
  if (taken === undefined) throw new Error('a ticket was taken without its event');
  return takenTicket(state, model, recordedTicket(state, taken.event.ticketId));
}

function leafletAnswer(model: HallModel, recorded: readonly Recorded[]): OrderedLeaflet {
  const ordered = find(recorded, 'LeafletOrdered');
  if (ordered === undefined) throw new Error('a leaflet was ordered without its event');
  const { printer, reprint } = ordered.event;
  const printerName = model.file.devices.find(({ id }) => id === printer)?.name ?? printer;
  return { slip: ordered.seq, printer, printerName, reprint };
}

/** The call of the command: the one that is under way at its place, or the one that it names. */
function helpMeant(state: HallState, command: HelpCommand) {
  if (command.type !== 'call-help') return helpCallOf(state, command.helpId);
  const called = liveCallAt(state, command.place);
  if (called === undefined) throw new Error('help was called without a trace');
  return called;
}

type FormCommand = Extract<HallCommand, { type: 'pass-form' | 'take-form' | 'file-form' }>;

function formAnswer(state: HallState, command: FormCommand, recorded: readonly Recorded[]): Answer {
  if (command.type === 'pass-form') return passedForm(state, formEventId(recorded));
  const { id, form } = command.type === 'file-form' ? formById(state, command.id) : formByCode(state, command.code);
  return { id, form };
}

function formEventId(recorded: readonly Recorded[]): string {
  const event = find(recorded, 'FormPassed')?.event;
  if (event === undefined) throw new Error('a form was handed on without its event');
  return event.id;
}

function ratingAnswer(recorded: readonly Recorded[]): RatingAnswer {
  const rated = find(recorded, 'TicketRated');
  if (rated === undefined) throw new Error('a rating left no event');
  const { number, level } = rated.event;
  const followUp = find(recorded, 'FollowUpOpened')?.event.id ?? null;
  return { number, level, at: isoTime(rated.at), followUp };
}

function lodgedAnswer(model: HallModel, recorded: readonly Recorded[]): LodgedAnswer {
  const lodged = find(recorded, 'DossierLodged');
  if (lodged === undefined) throw new Error('a dossier was lodged without its event');
  const { event, at, by, actingFor } = lodged;
  const item = model.items.get(event.item);
  const received = new Map(event.materials.map((material) => [material.name, material.received]));
  return {
    no: event.no,
    item: { code: event.item, name: item?.name ?? event.item, department: item?.department ?? '' },
    ticketId: event.ticketId,
    lodgedAt: isoTime(at),
    missing: (item?.materials ?? [])
      .filter((material) => (received.get(material.name) ?? 'missing') === 'missing')
      .map((material) => material.name),
    handledBy: {
      staff: staffName(model.file, by.replace(/^staff:/, '')),
      actingFor: actingFor === null ? null : staffName(model.file, actingFor),
    },
  };
}

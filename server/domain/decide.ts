import type { CounterCommand, DeviceCommand, HallCommand, PostCommand, TicketCommand } from '../contract/commands.ts';
import type { EscortCommand } from '../contract/escort.ts';
import type { HallEvent } from '../contract/events.ts';
import type { FormCommand } from '../contract/form.ts';
import type { HelpCommand } from '../contract/help-call.ts';
import type { SuperviseCommand } from '../contract/supervise.ts';
import type { Context } from './context.ts';
import { decideCounter } from './counter/decide-counter.ts';
import { decideCallStored } from './counter/stored-calls.ts';
import { decideCloseDay } from './day/close-day.ts';
import { decideOpenDay } from './day/open-day.ts';
import { decideEscort } from './desk/escorts.ts';
import { decideHelp } from './desk/help-calls.ts';
import { decideDevice } from './device/decide-device.ts';
import { decideLeaflet } from './device/decide-leaflet.ts';
import { decideForm } from './form/forms.ts';
import type { HallState } from './hall-state.ts';
import { decidePost } from './post/decide-post.ts';
import { decideRating } from './rating/decide-rating.ts';
import { decideSupervise } from './supervise/decide-supervise.ts';
import { decideAssist } from './ticket/assist.ts';
import { decideTicket } from './ticket/decide-ticket.ts';

/**
 * What a command does to the hall, as events, or `Refused`. Pure: it reads state, command and context and changes
 * nothing. An empty list means that nothing needed doing.
 */
export function decide(state: HallState, command: HallCommand, context: Context): HallEvent[] {
  switch (command.type) {
    case 'take-ticket':
    case 'cancel-ticket':
    case 'requeue-ticket':
    case 'late-ticket':
    case 'restore-ticket':
    case 'put-first':
    case 'reprint-slip':
    case 'replace-slip':
      return decideTicket(state, command satisfies TicketCommand, context);
    case 'note-assist':
      return decideAssist(state, command);
    case 'print-leaflet':
      return decideLeaflet(state, command, context);
    case 'begin-slip':
    case 'report-job':
    case 'doubt-slips':
    case 'settle-slip':
      return decideDevice(state, command satisfies DeviceCommand);
    case 'call-stored':
      return decideCallStored(state, command.counter, context);
    case 'rate':
      return decideRating(state, command, context);
    case 'open-day':
      return decideOpenDay(state, command, context);
    case 'close-day':
      return decideCloseDay(state);
    case 'turn-day':
      return [];
    case 'sign-in':
    case 'sign-out':
    case 'go-away':
    case 'come-back':
    case 'watch-posts':
    case 'change-posts':
    case 'keep-leaves':
    case 'settle-covers':
      return decidePost(state, command satisfies PostCommand, context);
    case 'call-help':
    case 'take-help':
    case 'end-help':
      return decideHelp(state, command satisfies HelpCommand, context);
    case 'pass-form':
    case 'take-form':
    case 'file-form':
      return decideForm(state, command satisfies FormCommand, context);
    case 'open-for':
    case 'call-in':
    case 'release-cover':
    case 'move-tickets':
    case 'force-finish':
    case 'announce':
      return decideSupervise(state, command satisfies SuperviseCommand, context);
    case 'send-escort':
    case 'take-escort':
    case 'end-escort':
      return decideEscort(state, command satisfies EscortCommand, context);
    default:
      return decideCounter(state, command satisfies CounterCommand, context);
  }
}

import type { TakenTicket } from '../../server/contract/ticket.ts';
import type { KioskView } from '../../server/contract/views.ts';

/** Rule T17: a page that leaves by itself stays at least this long. */
const shownWithSlipSeconds = 15;
/** Without paper the number must be learned or photographed. */
const shownWithoutSlipSeconds = 45;

/** Whether paper will come out: a printer stands here, took the job and is in order. */
export function slipComes(ticket: TakenTicket, printer: KioskView['printer'] | undefined): boolean {
  if (ticket.slip === null || printer === null) return false;
  return printer === undefined || ['ready', 'busy', 'starting'].includes(printer.state);
}

export const shownSeconds = (withSlip: boolean) => (withSlip ? shownWithSlipSeconds : shownWithoutSlipSeconds);

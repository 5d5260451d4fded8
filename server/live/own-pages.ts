import type { DossierPulse } from '../contract/dossier-view.ts';
import { Refused } from '../contract/refusal.ts';
import { ticketPageView, type ViewSource } from '../domain/view/live-views.ts';
import type { Hall } from '../hall.ts';
import type { RatingTokens } from '../rating-tokens.ts';

/** Undefined when no ticket of today has this id. */
export function ticketPage(
  hall: Hall,
  source: () => ViewSource,
  tokens: Pick<RatingTokens, 'ofTicket'>,
  id: string,
): (() => object) | undefined {
  const found = hall.state.tickets.get(id);
  if (found === undefined) return undefined;
  // After midnight the hall forgets the ticket; whoever still looks at it keeps seeing its end.
  const page = (ticket: typeof found) => {
    const view = ticketPageView(source(), ticket);
    const { rating } = view;
    if (rating == null || rating.level !== null) return view;
    return { ...view, rating: { ...rating, token: tokens.ofTicket(id) } };
  };
  let last = page(found);
  return () => {
    const ticket = hall.state.tickets.get(id);
    last =
      ticket === undefined
        ? { ...last, status: 'expired', ahead: null, wait: null, unattended: null, allowed: [], rating: null }
        : page(ticket);
    return last;
  };
}

/** One that turns unsound while somebody looks keeps its last pulse. */
export function dossierPulse(hall: Hall, no: string): () => DossierPulse {
  let last = hall.dossiers.pulse(no, hall.now());
  return () => {
    const now = hall.now();
    try {
      last = hall.dossiers.pulse(no, now);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
    return { now, ...last };
  };
}

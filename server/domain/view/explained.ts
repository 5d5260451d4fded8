import { clockWords } from '../../contract/local-time.ts';
import { fillText, type Language } from '../../contract/texts/define.ts';
import { explainTexts, statusTexts } from '../../contract/texts/explain.ts';
import type { HallModel } from '../hall-model.ts';
import type { HallState } from '../hall-state.ts';
import { type Explanation, explain } from '../routing/explain.ts';
import type { Ticket } from '../ticket/ticket.ts';

/** The explanation of one ticket as data and as one sentence in each language. */
export function explained(state: HallState, model: HallModel, ticket: Ticket) {
  const explanation = explain(state, model, ticket);
  return {
    number: ticket.number,
    ...explanation,
    sentence: sentence(explanation, ticket, model, 'zh'),
    english: sentence(explanation, ticket, model, 'en'),
  };
}

function sentence(explanation: Explanation, ticket: Ticket, model: HallModel, language: Language): string {
  const clock = (at: number) => clockWords(at, model.file.timeZone);
  const { number } = ticket;
  switch (explanation.why) {
    case 'next': {
      const { counter, of } = explanation;
      const values = { number, counter, of, taken: clock(explanation.takenAt), minutes: headStart(ticket, model) };
      return fillText(nextText(explanation), language, values);
    }
    case 'behind': {
      const { ahead, first, counters } = explanation;
      const values = { number, ahead, first: first.number, firstTaken: clock(first.takenAt), counters };
      return fillText(explainTexts.behind, language, values);
    }
    case 'nobody-here':
      return fillText(explainTexts.nobody, language, { number, counters: explanation.counters });
    case 'not-waiting':
      return fillText(explainTexts.status, language, { number, status: statusTexts[explanation.status][language] });
  }
}

function nextText(explanation: Extract<Explanation, { why: 'next' }>) {
  if (explanation.class === 'green') return explainTexts.nextGreen;
  if (explanation.class === 'completed') return explainTexts.nextCompleted;
  return explanation.putFirst ? explainTexts.nextFirst : explainTexts.next;
}

function headStart(ticket: Ticket, model: HallModel): number {
  return ticket.class === 'green' ? model.rules.greenHeadStartMinutes : model.rules.completedHeadStartMinutes;
}

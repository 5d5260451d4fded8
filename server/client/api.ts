import type { AssistNeed } from '../contract/assist.ts';
import type { ArrivedBooking, Booking, FreeSlot } from '../contract/booking.ts';
import type { CardFields } from '../contract/card.ts';
import type { HallCard, ItemCard, SearchWords, ServiceCard } from '../contract/catalogue.ts';
import type { Consult, ConsultAction, ConsultOutcome, ConsultStanding } from '../contract/consult.ts';
import type { CounterAnswer, CounterVerb } from '../contract/counter.ts';
import type { OwnKeys } from '../contract/counter-keys.ts';
import type { Applicant, Dossier, LodgedDossier, ReceivedMaterial } from '../contract/dossier.ts';
import type { Escort, EscortAction } from '../contract/escort.ts';
import type { FloorPlan, Way } from '../contract/floors.ts';
import type { FollowUp, FollowUpVerb } from '../contract/follow-up.ts';
import type { HelpCall, HelpCallAction, HelpPlace } from '../contract/help-call.ts';
import type { OrderedLeaflet } from '../contract/leaflet.ts';
import type { NoticesWall } from '../contract/notices.ts';
import type { NumberStatus } from '../contract/number-status.ts';
import type { Problem } from '../contract/problem.ts';
import type { RatingAnswer, RatingLevel, RatingReason } from '../contract/rating.ts';
import type { Session } from '../contract/session.ts';
import type {
  AskedClass,
  CheckedPapers,
  GreenReason,
  SettledSlip,
  TakenTicket,
  Ticket,
  TicketAnswer,
  TicketBrief,
  TicketOrigin,
} from '../contract/ticket.ts';

/** A refusal as the server told it, or `unreachable` when no answer came. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly problem: Problem | null,
  ) {
    super(problem?.detail ?? code);
    this.name = 'ApiError';
  }
}

/** A fresh id for one intention of a person. Repeat the same id on a retry: the server then does nothing twice. */
export function newCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Patience for one answer; after it the same command may be sent again under its id. */
const answerTimeoutMs = 8000;

/** One request of a screen. Throws `ApiError`. */
export async function request<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), answerTimeoutMs);
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      signal: abort.signal,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
    });
  } catch {
    throw new ApiError('unreachable', 0, null);
  } finally {
    clearTimeout(timer);
  }
  const text = await response.text();
  const parsed: unknown = text === '' ? null : JSON.parse(text);
  if (!response.ok) {
    const problem = parsed as Problem | null;
    throw new ApiError(problem?.code ?? 'internal-error', response.status, problem);
  }
  return parsed as T;
}

/** Sends a command; when no answer comes it is sent again under the same id, up to three times in all. */
export async function command<T>(path: string, body: Record<string, unknown>): Promise<T> {
  const whole = { commandId: newCommandId(), ...body };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await request<T>('POST', path, whole);
    } catch (error) {
      const again = error instanceof ApiError && error.code === 'unreachable' && attempt < 3;
      if (!again) throw error;
      await new Promise((resolve) => setTimeout(resolve, 300 * attempt));
    }
  }
}

export interface TakeTicketBody {
  commandId?: string;
  service: string;
  further?: string[];
  class?: AskedClass;
  checked?: CheckedPapers[];
  greenReason?: GreenReason;
  origin?: TicketOrigin;
  terminal?: string;
  /** Token of the id card on the terminal's reader. */
  card?: string;
  assist?: AssistNeed[];
}
export interface LodgeBody {
  commandId?: string;
  ticketId: string;
  item: string;
  applicant: Applicant;
  materials: ReceivedMaterial[];
}

/** A waiting ticket and the counter a transfer named, if any. */
export type QueuedTicket = TicketBrief & { boundTo: number | null };
export type SuperviseVerb = 'open-for' | 'call-in' | 'release-cover' | 'force-finish';

/** Typed calls of every route a screen uses. Every one may throw `ApiError`. */
export const api = {
  hall: () => request<HallCard>('GET', '/api/hall'),
  services: () => request<ServiceCard[]>('GET', '/api/services'),
  items: () => request<ItemCard[]>('GET', '/api/items'),
  searchWords: () => request<SearchWords[]>('GET', '/api/search-words'),
  noticesWall: () => request<NoticesWall>('GET', '/api/notices'),
  item: (code: string) => request<ItemCard>('GET', `/api/items/${encodeURIComponent(code)}`),
  floors: () => request<FloorPlan>('GET', '/api/floors'),
  way: (from: string, counter: number, stepFree: boolean) =>
    request<Way>(
      'GET',
      `/api/ways?${new URLSearchParams({ from, counter: String(counter), stepFree: stepFree ? '1' : '0' })}`,
    ),
  session: () => request<Session>('GET', '/api/sessions/current'),
  signIn: (staff: string, password: string) => request<Session>('POST', '/api/sessions', { staff, password }),
  ownKeys: () => request<{ own: OwnKeys }>('GET', '/api/key-bindings'),
  bindKeys: (own: OwnKeys) => command<{ own: OwnKeys }>('/api/key-bindings', { own }),
  signOut: () => request<null>('DELETE', '/api/sessions/current'),
  takeTicket: (body: TakeTicketBody) => command<TakenTicket>('/api/tickets', { ...body }),
  ticket: (id: string) => request<Ticket>('GET', `/api/tickets/${encodeURIComponent(id)}`),
  number: (number: string) => request<NumberStatus>('GET', `/api/numbers/${encodeURIComponent(number)}`),
  requeueNumber: (number: string, terminal: string) =>
    command<NumberStatus>(`/api/numbers/${encodeURIComponent(number)}/requeue`, { terminal }),
  newSlipForNumber: (number: string, terminal: string) =>
    command<NumberStatus>(`/api/numbers/${encodeURIComponent(number)}/new-slip`, { terminal }),
  ticketVerb: (
    id: string,
    verb: 'cancel' | 'requeue' | 'reprint' | 'new-slip' | 'late' | 'restore',
    body: Record<string, unknown> = {},
  ) => command<TicketAnswer>(`/api/tickets/${encodeURIComponent(id)}/${verb}`, body),
  settleSlip: (slip: number, came: boolean) => command<SettledSlip>(`/api/slips/${slip}/settle`, { came }),
  cardNumbers: (terminal: string, token: string) =>
    request<NumberStatus[]>('GET', `/api/kiosks/${terminal}/cards/${token}`),
  cardReprint: (terminal: string, token: string, number: string) =>
    command<NumberStatus>(`/api/kiosks/${terminal}/cards/${token}/reprint`, { number }),
  forgetCard: (terminal: string, token: string) => request<null>('DELETE', `/api/kiosks/${terminal}/cards/${token}`),
  slipAgain: (slip: number, terminal?: string) =>
    command<OrderedLeaflet>(`/api/slips/${slip}/again`, terminal === undefined ? {} : { terminal }),
  printSketch: (item: string, terminal: string) =>
    command<OrderedLeaflet>(`/api/items/${encodeURIComponent(item)}/sketch`, { terminal }),
  counterVerb: (no: number, verb: CounterVerb, body: Record<string, unknown> = {}) =>
    command<CounterAnswer>(`/api/counters/${no}/${verb}`, body),
  card: (counter: number, token: string) => request<CardFields>('GET', `/api/counters/${counter}/card/${token}`),
  lodgeDossier: (body: LodgeBody) => command<LodgedDossier>('/api/dossiers', { ...body }),
  dossier: (no: string) => request<Dossier>('GET', `/api/dossiers/${encodeURIComponent(no)}`),
  callHelp: (place: HelpPlace, reason?: string) => command<HelpCall>('/api/help-calls', { place, reason }),
  helpCall: (id: string) => request<HelpCall>('GET', `/api/help-calls/${encodeURIComponent(id)}`),
  helpCallVerb: (id: string, verb: HelpCallAction) =>
    command<HelpCall>(`/api/help-calls/${encodeURIComponent(id)}/${verb}`, {}),
  zoneQueue: (zone: number) => request<QueuedTicket[]>('GET', `/api/queues/${zone}`),
  superviseCounter: (no: number, verb: SuperviseVerb, body: Record<string, unknown> = {}) =>
    command<unknown>(`/api/counters/${no}/${verb}`, body),
  moveTickets: (body: { tickets: string[]; counter: number | null; reason: string }) =>
    command<unknown>('/api/queues/move', body),
  announce: (body: { text: string; zones: number[] }) => command<unknown>('/api/announcements', body),
  sendEscort: (body: { ticketId?: string; from?: HelpPlace; counter?: number; guide?: string; note?: string }) =>
    command<Escort>('/api/escorts', body),
  escortVerb: (escort: number, verb: EscortAction) => command<Escort>(`/api/escorts/${escort}/${verb}`, {}),
  book: (body: { date: string; slot: string; service: string }) => command<Booking>('/api/bookings', body),
  bookings: (date: string) => request<Booking[]>('GET', `/api/bookings?date=${date}`),
  freeSlots: (date: string, service: string) =>
    request<FreeSlot[]>('GET', `/api/bookings/slots?date=${date}&service=${encodeURIComponent(service)}`),
  arriveBooking: (id: string, terminal?: string) =>
    command<ArrivedBooking>(`/api/bookings/${encodeURIComponent(id)}/arrive`, { terminal }),
  cancelBooking: (id: string) => command<Booking>(`/api/bookings/${encodeURIComponent(id)}/cancel`, {}),
  consults: (state: 'open' | 'closed') => request<Consult[]>('GET', `/api/consults?state=${state}`),
  openConsult: (body: { item?: string; ticketId?: string; question: string }) =>
    command<ConsultStanding>('/api/consults', body),
  consultVerb: (
    id: string,
    verb: ConsultAction,
    body: { to?: string; outcome?: ConsultOutcome; answer?: string } = {},
  ) => command<ConsultStanding>(`/api/consults/${encodeURIComponent(id)}/${verb}`, body),
  noteAssist: (ticketId: string, needs: AssistNeed[]) =>
    command<TicketAnswer>(`/api/tickets/${encodeURIComponent(ticketId)}/assist`, { needs }),
  putFirst: (ticketId: string, reason: string) =>
    command<TicketAnswer>(`/api/tickets/${encodeURIComponent(ticketId)}/put-first`, { reason }),
  rate: (body: { commandId: string; token: string; level: RatingLevel; reasons?: RatingReason[]; phone?: string }) =>
    command<RatingAnswer>('/api/ratings', body),
  followUps: () => request<FollowUp[]>('GET', '/api/follow-ups'),
  followUpContact: (id: string) =>
    request<{ phone: string }>('GET', `/api/follow-ups/${encodeURIComponent(id)}/contact`),
  followUpVerb: (id: string, verb: FollowUpVerb, body: Record<string, unknown>) =>
    command<FollowUp>(`/api/follow-ups/${encodeURIComponent(id)}/${verb}`, body),
  testDevice: (id: string) => command<{ ok: true }>(`/api/devices/${encodeURIComponent(id)}/test`, {}),
};

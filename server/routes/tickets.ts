import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { anyoneOf, staffOf } from '../access/guard.ts';
import { AssistNeeds } from '../contract/assist.ts';
import { Refused } from '../contract/refusal.ts';
import {
  AskedClass,
  CheckedPapers,
  GreenReason,
  ServiceCode,
  TakenTicket,
  Ticket,
  TicketAnswer,
  TicketOrigin,
} from '../contract/ticket.ts';
import type { Hall } from '../hall.ts';
import { defaultTerminal, explanationOf, outlookOf } from '../hall-look.ts';
import type { VisitReader } from '../reports/visit.ts';
import type { SignalDesk } from '../signal-desk.ts';
import { CommandId, openBody, Reason, refusals, sendActed, Terminal, TicketId } from './common.ts';
import { CardToken, visitorAt } from './kiosk-cards.ts';

const tags = ['tickets'];
const params = Type.Object({ id: TicketId });

const TakeBody = Type.Object(
  {
    commandId: CommandId,
    service: ServiceCode,
    /** Further services on the same ticket, in the order they are wanted. */
    further: Type.Optional(Type.Array(ServiceCode, { maxItems: 8 })),
    class: Type.Optional(AskedClass),
    /** Named with class `green`; nothing is proved here. Without a class it makes the ticket green. */
    greenReason: Type.Optional(GreenReason),
    origin: Type.Optional(TicketOrigin),
    /** The terminal where the visitor stands; its printer prints the slip. */
    terminal: Type.Optional(Terminal),
    /** Papers that the desk has looked at; only the staff may say so. */
    checked: Type.Optional(Type.Array(CheckedPapers, { maxItems: 9 })),
    /** What the visitor chose or asked for: listening, dialect and the like. */
    assist: Type.Optional(AssistNeeds),
    /** Token of the id card on this terminal's reader: one waiting ticket for each service. */
    card: Type.Optional(CardToken),
  },
  openBody,
);
const ReasonBody = Type.Object({ commandId: CommandId, reason: Type.Optional(Reason) }, openBody);
const ReprintBody = Type.Object(
  { commandId: CommandId, reason: Type.Optional(Reason), terminal: Type.Optional(Terminal) },
  openBody,
);

const Explained = Type.Object(
  {
    number: Type.String(),
    why: Type.Union([
      Type.Literal('next'),
      Type.Literal('behind'),
      Type.Literal('nobody-here'),
      Type.Literal('not-waiting'),
    ]),
    /** One sentence in Chinese. */
    sentence: Type.String(),
    english: Type.String(),
    counter: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
    counters: Type.Optional(Type.Array(Type.Integer())),
    ahead: Type.Optional(Type.Integer()),
    of: Type.Optional(Type.Integer()),
    first: Type.Optional(Type.Object({ number: Type.String(), takenAt: Type.Number() })),
    status: Type.Optional(Type.String()),
  },
  { description: 'Why a ticket is next, or not yet.' },
);

export interface TicketRoutesOptions {
  hall: Hall;
  visits: VisitReader;
  signals: Pick<SignalDesk, 'visitor'>;
}

export const ticketRoutes: FastifyPluginAsyncTypebox<TicketRoutesOptions> = async (app, options) => {
  const { hall, visits, signals } = options;

  app.post(
    '/tickets',
    { schema: { tags, summary: 'Take a ticket 取号', body: TakeBody, response: { 201: TakenTicket, ...refusals } } },
    async (request, reply) => {
      const { commandId, service, further = [], origin = 'kiosk', terminal = null, greenReason, card } = request.body;
      const ticketClass = request.body.class ?? (greenReason === undefined ? 'ordinary' : 'green');
      if (greenReason !== undefined && ticketClass !== 'green')
        throw new Refused('invalid-request', { problem: 'greenReason belongs to class green' });
      const command = {
        type: 'take-ticket' as const,
        services: [service, ...further],
        class: ticketClass,
        greenReason,
        origin,
        terminal: terminal ?? defaultTerminal(hall, origin),
        ...(request.body.checked === undefined ? {} : { checked: request.body.checked }),
        ...(request.body.assist === undefined ? {} : { assist: request.body.assist }),
        ...(card === undefined ? {} : { visitor: visitorAt(signals, terminal ?? '', card) }),
      };
      if (request.body.checked !== undefined) staffOf(request, 'desk', 'supervisor', 'clerk');
      return sendActed(reply, await hall.act(command, anyoneOf(request, command.terminal), commandId), 201);
    },
  );

  app.get(
    '/tickets/:id',
    { schema: { tags, summary: 'The whole visit 号票全程', params, response: { 200: Ticket, ...refusals } } },
    async (request) => visits.visit(request.params.id, outlookOf(hall, request.params.id), hall.now()),
  );

  app.get(
    '/tickets/:id/explain',
    {
      schema: {
        tags,
        summary: 'Why this ticket is next, or not yet 为什么',
        params,
        response: { 200: Explained, ...refusals },
      },
    },
    async (request) => explanationOf(hall, request.params.id),
  );

  app.post(
    '/tickets/:id/put-first',
    {
      schema: {
        tags,
        summary: 'Put an emergency first, with the reason on record 优先',
        params,
        body: Type.Object({ commandId: CommandId, reason: Reason }, openBody),
        response: { 200: TicketAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const { commandId, reason } = request.body;
      const actor = staffOf(request, 'desk', 'supervisor');
      return sendActed(
        reply,
        await hall.act({ type: 'put-first', ticketId: request.params.id, reason }, actor, commandId),
      );
    },
  );

  for (const verb of ['cancel', 'requeue', 'late'] as const) {
    app.post(
      `/tickets/:id/${verb}`,
      {
        schema: {
          tags,
          summary: summaries[verb],
          params,
          body: ReasonBody,
          response: { 200: TicketAnswer, ...refusals },
        },
      },
      async (request, reply) => {
        const { commandId, reason = null } = request.body;
        const command = { type: `${verb}-ticket` as const, ticketId: request.params.id, reason };
        return sendActed(reply, await hall.act(command, anyoneOf(request, null), commandId));
      },
    );
  }

  app.post(
    '/tickets/:id/reprint',
    {
      schema: {
        tags,
        summary: 'Print a marked reprint 补打',
        params,
        body: ReprintBody,
        response: { 200: TicketAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const { commandId, reason = '补打', terminal = null } = request.body;
      const actor = staffOf(request, 'clerk', 'desk', 'supervisor');
      const command = { type: 'reprint-slip' as const, ticketId: request.params.id, terminal, reason };
      return sendActed(reply, await hall.act(command, actor, commandId));
    },
  );
};

const summaries = {
  cancel: 'Give up a number 放弃号票',
  requeue: 'Come back to the queue 回到队列',
  late: 'Stand behind the next few, once 往后排几位',
};

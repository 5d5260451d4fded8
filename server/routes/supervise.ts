import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Static, type TSchema, Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import { CounterAnswer } from '../contract/counter.ts';
import { AnnouncementText, type SuperviseCommand } from '../contract/supervise.ts';
import { TicketBrief } from '../contract/ticket.ts';
import type { Hall } from '../hall.ts';
import { zoneQueue } from '../hall-look.ts';
import { CommandId, openBody, Reason, refusals, sendActed, TicketId } from './common.ts';

const tags = ['supervise'];
const counterParams = Type.Object({ no: Type.String({ pattern: '^[0-9]{1,3}$' }) });
const StaffId = Type.String({ pattern: '^[a-z][a-z0-9]{1,19}$' });
const CounterNo = Type.Integer({ minimum: 1, maximum: 999 });
const Done = Type.Object({ recorded: Type.Integer() }, openBody);
const QueuedTicket = Type.Object(
  { ...TicketBrief.properties, boundTo: Type.Union([Type.Integer(), Type.Null()]) },
  openBody,
);

const counterVerbs = {
  'open-for': {
    summary: 'Open a counter for a clerk who is in the hall 代开窗',
    body: Type.Object({ commandId: CommandId, staff: StaffId }, openBody),
    answer: CounterAnswer,
  },
  'call-in': {
    summary: 'Have somebody stand in by name 点名顶岗',
    body: Type.Object({ commandId: CommandId, staff: StaffId }, openBody),
    answer: Done,
  },
  'release-cover': {
    summary: 'End a cover that was ordered by name 结束顶岗',
    body: Type.Object({ commandId: CommandId }, openBody),
    answer: Done,
  },
  'force-finish': {
    summary: 'End a forgotten service, with the reason on record 代办结',
    body: Type.Object({ commandId: CommandId, reason: Reason }, openBody),
    answer: CounterAnswer,
  },
} satisfies Record<string, { summary: string; body: TSchema; answer: TSchema }>;
type Verb = keyof typeof counterVerbs;
type Body<V extends Verb> = Static<(typeof counterVerbs)[V]['body']>;

const commands: { [V in Verb]: (counter: number, body: Body<V>) => SuperviseCommand } = {
  'open-for': (counter, { staff }) => ({ type: 'open-for', counter, staff }),
  'call-in': (counter, { staff }) => ({ type: 'call-in', counter, staff }),
  'release-cover': (counter) => ({ type: 'release-cover', counter }),
  'force-finish': (counter, { reason }) => ({ type: 'force-finish', counter, reason }),
};

const MoveBody = Type.Object(
  {
    commandId: CommandId,
    tickets: Type.Array(TicketId, { minItems: 1, maxItems: 100 }),
    /** Null: back to everybody who serves them. */
    counter: Type.Union([CounterNo, Type.Null()]),
    reason: Reason,
  },
  openBody,
);
const AnnounceBody = Type.Object(
  {
    commandId: CommandId,
    text: AnnouncementText,
    /** Left out or empty: the whole hall. */
    zones: Type.Optional(Type.Array(Type.Integer({ minimum: 1, maximum: 9 }), { maxItems: 9 })),
  },
  openBody,
);
/** Acts for whoever is signed in; what a role may not do the domain refuses. */
async function order(
  hall: Hall,
  request: FastifyRequest,
  reply: FastifyReply,
  command: SuperviseCommand,
  commandId: string,
): Promise<FastifyReply> {
  return sendActed(reply, await hall.act(command, staffOf(request), commandId));
}

/** What a supervisor orders at a counter. */
export const superviseCounterRoutes: FastifyPluginAsyncTypebox<{ hall: Hall }> = async (app, { hall }) => {
  const route = <V extends Verb>(verb: V) => {
    const { summary, body, answer } = counterVerbs[verb];
    const handler = async (request: FastifyRequest, reply: FastifyReply) => {
      const { no } = request.params as { no: string };
      const given = request.body as Body<V> & { commandId: string };
      return order(hall, request, reply, commands[verb](Number(no), given), given.commandId);
    };
    const schema = { tags, summary, params: counterParams, body, response: { 200: answer, ...refusals } };
    app.post(`/counters/:no/${verb}`, { schema }, handler);
  };
  for (const verb of Object.keys(counterVerbs) as Verb[]) route(verb);
};

/** What a supervisor orders for queues and hall. */
export const superviseHallRoutes: FastifyPluginAsyncTypebox<{ hall: Hall }> = async (app, { hall }) => {
  app.get(
    '/queues/:zone',
    {
      schema: {
        tags,
        summary: 'Who waits in a zone, in order',
        params: Type.Object({ zone: Type.String({ pattern: '^[1-9]$' }) }),
        response: { 200: Type.Array(QueuedTicket), ...refusals },
      },
    },
    async (request) => {
      staffOf(request, 'supervisor', 'desk');
      return zoneQueue(hall, Number(request.params.zone));
    },
  );
  app.post(
    '/queues/move',
    { schema: { tags, summary: 'Move waiting tickets 移号', body: MoveBody, response: { 200: Done, ...refusals } } },
    async (request, reply) => {
      const { commandId, tickets: ticketIds, counter: toCounter, reason } = request.body;
      return order(hall, request, reply, { type: 'move-tickets', ticketIds, toCounter, reason }, commandId);
    },
  );
  app.post(
    '/announcements',
    {
      schema: { tags, summary: 'Speak in the hall 广播', body: AnnounceBody, response: { 200: Done, ...refusals } },
    },
    async (request, reply) => {
      const { commandId, text, zones = [] } = request.body;
      return order(hall, request, reply, { type: 'announce', text, zones }, commandId);
    },
  );
};

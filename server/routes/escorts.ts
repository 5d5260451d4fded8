import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import { Escort } from '../contract/escort.ts';
import { HelpPlace } from '../contract/help-call.ts';
import type { Hall } from '../hall.ts';
import { escortsNow } from '../hall-look.ts';
import { CommandId, openBody, refusals, sendActed, TicketId } from './common.ts';

const tags = ['escorts'];
const params = Type.Object({ id: Type.String({ pattern: '^[1-9][0-9]{0,14}$' }) });
const VerbBody = Type.Object({ commandId: CommandId }, openBody);
const response = { 200: Escort, ...refusals };

const SendBody = Type.Object(
  {
    commandId: CommandId,
    /** Whom the guide walks with; left out, a guide goes to `counter`, or meets whoever stands at `from`. */
    ticketId: Type.Optional(TicketId),
    /** Where the visitor stands; left out, at the consultation desk. */
    from: Type.Optional(HelpPlace),
    /** Where to; left out, wherever the ticket is served. */
    counter: Type.Optional(Type.Integer({ minimum: 1, maximum: 999 })),
    /** Who goes; left out, whoever of the desk takes it. */
    guide: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9]{1,19}$' })),
    note: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
  },
  openBody,
);

/** 陪同: a guide is sent for, takes it, and it is done. Desk and supervisor see all that are under way. */
export const escortRoutes: FastifyPluginAsyncTypebox<{ hall: Hall }> = async (app, { hall }) => {
  app.get(
    '/escorts',
    { schema: { tags, summary: 'Escorts under way 陪同', response: { 200: Type.Array(Escort), ...refusals } } },
    async (request) => {
      staffOf(request, 'desk', 'supervisor');
      return escortsNow(hall);
    },
  );

  app.post(
    '/escorts',
    { schema: { tags, summary: 'Send for a guide 派人陪同', body: SendBody, response: { 201: Escort, ...refusals } } },
    async (request, reply) => {
      const { commandId, ticketId = null, from = null, counter = null, guide = null, note = null } = request.body;
      const command = { type: 'send-escort', ticketId, from, counter, guide, note } as const;
      return sendActed(reply, await hall.act(command, staffOf(request), commandId), 201);
    },
  );

  for (const verb of ['take', 'done'] as const)
    app.post(
      `/escorts/:id/${verb}`,
      { schema: { tags, summary: summaries[verb], params, body: VerbBody, response } },
      async (request, reply) => {
        const actor = verb === 'take' ? staffOf(request, 'desk', 'supervisor') : staffOf(request);
        const type = verb === 'take' ? ('take-escort' as const) : ('end-escort' as const);
        const command = { type, escort: Number(request.params.id) };
        return sendActed(reply, await hall.act(command, actor, request.body.commandId));
      },
    );
};

const summaries = { take: 'I walk with them 我去', done: 'They are there 已带到' };

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { anyoneOf } from '../access/guard.ts';
import { NumberStatus } from '../contract/number-status.ts';
import { TicketAnswer } from '../contract/ticket.ts';
import type { Hall } from '../hall.ts';
import { numberStatus, ticketByNumber } from '../hall-look.ts';
import { CommandId, openBody, refusals, sendActed, Terminal, TicketId } from './common.ts';

const tags = ['tickets'];
const params = Type.Object({ number: Type.String({ pattern: '^[0-9A-Z]{2,9}$' }) });
const RequeueBody = Type.Object({ commandId: CommandId, terminal: Terminal }, openBody);

/**
 * What a number on a board is worth to whoever types it at a kiosk: where it stands, and the way back for a missed one.
 * Giving a number up needs the ticket's own id, which only its holder has.
 */
export const numberRoutes: FastifyPluginAsyncTypebox<{ hall: Hall }> = async (app, { hall }) => {
  app.get(
    '/numbers/:number',
    { schema: { tags, summary: 'Where a number stands 查号', params, response: { 200: NumberStatus, ...refusals } } },
    async (request) => numberStatus(hall, request.params.number),
  );

  app.post(
    '/numbers/:number/requeue',
    {
      schema: {
        tags,
        summary: 'Fetch a missed number back, at a kiosk 过号重排',
        params,
        body: RequeueBody,
        response: { 200: NumberStatus, ...refusals },
      },
    },
    async (request) => {
      const { commandId, terminal } = request.body;
      const ticketId = ticketByNumber(hall, request.params.number).id;
      const command = { type: 'requeue-ticket' as const, ticketId, reason: null };
      await hall.act(command, anyoneOf(request, terminal), commandId);
      return numberStatus(hall, request.params.number);
    },
  );

  app.post(
    '/tickets/:id/restore',
    {
      schema: {
        tags,
        summary: 'Have a number back that was just given up 撤销退号',
        params: Type.Object({ id: TicketId }),
        body: Type.Object({ commandId: CommandId }, openBody),
        response: { 200: TicketAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const command = { type: 'restore-ticket' as const, ticketId: request.params.id };
      return sendActed(reply, await hall.act(command, anyoneOf(request, null), request.body.commandId));
    },
  );
};

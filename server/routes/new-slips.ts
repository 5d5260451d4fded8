import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { anyoneOf } from '../access/guard.ts';
import { NumberStatus } from '../contract/number-status.ts';
import { TicketAnswer } from '../contract/ticket.ts';
import type { Hall } from '../hall.ts';
import { numberStatus, ticketByNumber } from '../hall-look.ts';
import { CommandId, openBody, refusals, sendActed, Terminal, TicketId } from './common.ts';

const tags = ['tickets'];
const NewSlipBody = Type.Object({ commandId: CommandId, terminal: Type.Optional(Terminal) }, openBody);

/**
 * R11: whoever was sent to another counter gets a slip that says so, once for each move, at a kiosk or the desk. With the
 * ticket's id, which only its holder and the staff have, it bears the code again; for a number that anybody may have read
 * off a board it bears none. Throws `not-moved`, `new-slip-printed`, `slip-still-printing` and `no-printer`.
 */
export const newSlipRoutes: FastifyPluginAsyncTypebox<{ hall: Hall }> = async (app, { hall }) => {
  app.post(
    '/tickets/:id/new-slip',
    {
      schema: {
        tags,
        summary: 'A new slip after the counters changed 换新票',
        params: Type.Object({ id: TicketId }),
        body: NewSlipBody,
        response: { 200: TicketAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const { commandId, terminal = null } = request.body;
      const command = { type: 'replace-slip' as const, ticketId: request.params.id, terminal, code: true };
      return sendActed(reply, await hall.act(command, anyoneOf(request, terminal), commandId));
    },
  );

  app.post(
    '/numbers/:number/new-slip',
    {
      schema: {
        tags,
        summary: 'A new slip for a number typed at a kiosk, without its code 换新票',
        params: Type.Object({ number: Type.String({ pattern: '^[0-9A-Z]{2,9}$' }) }),
        body: NewSlipBody,
        response: { 200: NumberStatus, ...refusals },
      },
    },
    async (request) => {
      const { commandId, terminal = null } = request.body;
      const ticketId = ticketByNumber(hall, request.params.number).id;
      const command = { type: 'replace-slip' as const, ticketId, terminal, code: false };
      await hall.act(command, anyoneOf(request, terminal), commandId);
      return numberStatus(hall, request.params.number);
    },
  );
};

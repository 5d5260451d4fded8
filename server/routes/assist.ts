import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { anyoneOf } from '../access/guard.ts';
import { AssistNeeds } from '../contract/assist.ts';
import { TicketAnswer } from '../contract/ticket.ts';
import type { Hall } from '../hall.ts';
import { CommandId, openBody, refusals, sendActed, TicketId } from './common.ts';

const tags = ['tickets'];
const params = Type.Object({ id: TicketId });

/** 便民提示: told by the kiosk where the number was taken, or noted and taken away by the staff. */
export const assistRoutes: FastifyPluginAsyncTypebox<{ hall: Hall }> = async (app, { hall }) => {
  app.post(
    '/tickets/:id/assist',
    {
      schema: {
        tags,
        summary: 'Note what makes the visit easier, all of it anew 便民提示',
        params,
        body: Type.Object({ commandId: CommandId, needs: AssistNeeds }, openBody),
        response: { 200: TicketAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const { commandId, needs } = request.body;
      const command = { type: 'note-assist' as const, ticketId: request.params.id, needs };
      return sendActed(reply, await hall.act(command, anyoneOf(request, null), commandId));
    },
  );
};

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import { SettledSlip } from '../contract/ticket.ts';
import type { Hall } from '../hall.ts';
import { CommandId, openBody, refusals, sendActed } from './common.ts';

const params = Type.Object({ id: Type.String({ pattern: '^[1-9][0-9]{0,14}$' }) });
const SettleBody = Type.Object(
  { commandId: CommandId, came: Type.Boolean({ description: 'Whether the slip came out of the printer.' }) },
  openBody,
);

/** A person's word about a slip that only a person can decide on. */
export const slipRoutes: FastifyPluginAsyncTypebox<{ hall: Hall }> = async (app, { hall }) => {
  app.post(
    '/slips/:id/settle',
    {
      schema: {
        tags: ['tickets'],
        summary: 'Say whether a slip came out 小票认定',
        params,
        body: SettleBody,
        response: { 200: SettledSlip, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = staffOf(request, 'clerk', 'desk', 'supervisor');
      const { commandId, came } = request.body;
      const command = { type: 'settle-slip' as const, slip: Number(request.params.id), came };
      return sendActed(reply, await hall.act(command, actor, commandId));
    },
  );
};

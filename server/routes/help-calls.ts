import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import type { Actor } from '../contract/actor.ts';
import { HelpCall, HelpPlace } from '../contract/help-call.ts';
import type { Hall } from '../hall.ts';
import { helpCallNow } from '../hall-look.ts';
import { CommandId, openBody, Reason, refusals, sendActed } from './common.ts';

const tags = ['help-calls'];
const params = Type.Object({ id: Type.String({ minLength: 8, maxLength: 40, pattern: '^[A-Za-z0-9_-]+$' }) });
const CallBody = Type.Object({ commandId: CommandId, place: HelpPlace, reason: Type.Optional(Reason) }, openBody);
const VerbBody = Type.Object({ commandId: CommandId }, openBody);
const response = { 200: HelpCall, ...refusals };

/** 呼叫导办: anybody at a screen may call a person; who is called says that somebody comes, and that it is over. */
export const helpCallRoutes: FastifyPluginAsyncTypebox<{ hall: Hall }> = async (app, { hall }) => {
  app.post(
    '/help-calls',
    {
      schema: {
        tags,
        summary: 'Call a person to this place 找人帮',
        description:
          'The same place pressing again is answered with its call that is open, or that was taken within two minutes.',
        body: CallBody,
        response: { 201: HelpCall, ...refusals },
      },
    },
    async (request, reply) => {
      const { commandId, place, reason = null } = request.body;
      const terminal: Actor = { kind: 'terminal', terminal: `${place.kind}/${place.id}` };
      const actor = request.signedIn?.actor ?? terminal;
      return sendActed(reply, await hall.act({ type: 'call-help', place, reason }, actor, commandId), 201);
    },
  );

  app.get(
    '/help-calls/:id',
    { schema: { tags, summary: 'Whether somebody comes', params, response } },
    async (request) => helpCallNow(hall, request.params.id),
  );

  app.post(
    '/help-calls/:id/take',
    { schema: { tags, summary: 'Somebody goes there 我去', params, body: VerbBody, response } },
    async (request, reply) => {
      const command = { type: 'take-help', helpId: request.params.id } as const;
      return sendActed(reply, await hall.act(command, staffOf(request), request.body.commandId));
    },
  );

  app.post(
    '/help-calls/:id/done',
    { schema: { tags, summary: 'It is over 已处理', params, body: VerbBody, response } },
    async (request, reply) => {
      const command = { type: 'end-help', helpId: request.params.id } as const;
      return sendActed(reply, await hall.act(command, staffOf(request), request.body.commandId));
    },
  );
};

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import {
  CallBackResult,
  FollowUp,
  type FollowUpCommand,
  FollowUpFinding,
  FollowUpStatus,
  type FollowUpVerb,
  followUpVerbs,
} from '../contract/follow-up.ts';
import { Refused } from '../contract/refusal.ts';
import type { Hall } from '../hall.ts';
import { CommandId, openBody, refusals, sendActed } from './common.ts';

const tags = ['follow-ups'];
const params = Type.Object({ id: Type.String({ minLength: 8, maxLength: 40, pattern: '^[A-Za-z0-9_-]+$' }) });
const Words = Type.String({ minLength: 2, maxLength: 1000 });

const bodies = {
  assign: Type.Object({ commandId: CommandId, owner: Type.String({ minLength: 2, maxLength: 20 }) }, openBody),
  check: Type.Object({ commandId: CommandId, finding: FollowUpFinding, text: Words }, openBody),
  answer: Type.Object({ commandId: CommandId, text: Words }, openBody),
  'call-back': Type.Object({ commandId: CommandId, result: CallBackResult, text: Type.Optional(Words) }, openBody),
  close: Type.Object({ commandId: CommandId, text: Words }, openBody),
};
type Body<V extends FollowUpVerb> = Static<(typeof bodies)[V]>;

const summaries: Record<FollowUpVerb, string> = {
  assign: 'Name who looks into it 指定承办人',
  check: 'Record what was found 核实, within 1 working day',
  answer: 'Record what is done about it 答复',
  'call-back': 'Record a call to the visitor 回访',
  close: 'Close it 办结, within 15 working days, once the visitor was called back or left no number',
};

const commands: { [V in FollowUpVerb]: (id: string, body: Body<V>) => FollowUpCommand } = {
  assign: (id, { owner }) => ({ type: 'follow-up', id, verb: 'assign', owner }),
  check: (id, { finding, text }) => ({ type: 'follow-up', id, verb: 'check', finding, text }),
  answer: (id, { text }) => ({ type: 'follow-up', id, verb: 'answer', text }),
  'call-back': (id, { result, text }) => ({ type: 'follow-up', id, verb: 'call-back', result, text: text ?? null }),
  close: (id, { text }) => ({ type: 'follow-up', id, verb: 'close', text }),
};

export interface FollowUpRouteOptions {
  hall: Hall;
  /** The telephone number of a follow-up; null when none is kept. Every look is noted. */
  contact(id: string, reader: string): string | null;
}

export const followUpRoutes: FastifyPluginAsyncTypebox<FollowUpRouteOptions> = async (app, { hall, contact }) => {
  app.get(
    '/follow-ups',
    {
      schema: {
        tags,
        summary: 'Follow-ups of poor ratings 差评核实, newest first',
        querystring: Type.Object({ status: Type.Optional(FollowUpStatus) }, openBody),
        response: { 200: Type.Array(FollowUp), ...refusals },
      },
    },
    async (request) => {
      staffOf(request, 'supervisor', 'admin');
      const { status } = request.query;
      return hall.followUps.list(hall.now()).filter((each) => status === undefined || each.status === status);
    },
  );

  app.get(
    '/follow-ups/:id',
    { schema: { tags, summary: 'One follow-up with its steps', params, response: { 200: FollowUp, ...refusals } } },
    async (request) => {
      staffOf(request, 'supervisor', 'admin');
      const { id } = request.params;
      const found = hall.followUps.find(id, hall.now());
      if (found === undefined) throw new Refused('unknown-follow-up', { id });
      return found;
    },
  );

  app.get(
    '/follow-ups/:id/contact',
    {
      schema: {
        tags,
        summary: 'The telephone number to call back; who asked is noted',
        params,
        response: { 200: Type.Object({ phone: Type.String() }, openBody), ...refusals },
      },
    },
    async (request, reply) => {
      const { staff } = staffOf(request, 'supervisor');
      const phone = contact(request.params.id, staff);
      if (phone === null) throw new Refused('no-contact-left', { id: request.params.id });
      reply.header('cache-control', 'no-store');
      return { phone };
    },
  );

  const route = <V extends FollowUpVerb>(verb: V) => {
    const handler = async (request: FastifyRequest, reply: FastifyReply) => {
      const { id } = request.params as { id: string };
      const body = request.body as Body<V>;
      const command = commands[verb](id, body);
      return sendActed(reply, await hall.act(command, staffOf(request, 'supervisor'), body.commandId));
    };
    const response = { 200: FollowUp, ...refusals };
    app.post(
      `/follow-ups/:id/${verb}`,
      { schema: { tags, summary: summaries[verb], params, body: bodies[verb], response } },
      handler,
    );
  };
  for (const verb of followUpVerbs) route(verb);
};

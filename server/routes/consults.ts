import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import { Consult, ConsultOutcome, ConsultStanding, ConsultText } from '../contract/consult.ts';
import { ServiceCode } from '../contract/ticket.ts';
import type { Hall } from '../hall.ts';
import { CommandId, openBody, refusals, sendActed, TicketId } from './common.ts';

const tags = ['consults'];
const params = Type.Object({ id: Type.String({ minLength: 8, maxLength: 40, pattern: '^[A-Za-z0-9_-]+$' }) });
const OpenBody = Type.Object(
  {
    commandId: CommandId,
    question: ConsultText,
    item: Type.Optional(ServiceCode),
    ticketId: Type.Optional(TicketId),
  },
  openBody,
);
const HandOnBody = Type.Object(
  { commandId: CommandId, to: Type.String({ pattern: '^[a-z][a-z0-9]{1,19}$' }) },
  openBody,
);
const PlainBody = Type.Object({ commandId: CommandId }, openBody);
const CloseBody = Type.Object(
  { commandId: CommandId, outcome: ConsultOutcome, answer: Type.Optional(ConsultText) },
  openBody,
);
const response = { 200: ConsultStanding, ...refusals };

/** 咨询记录: whoever was asked first owns it until somebody takes it over or it is closed; nobody can delete one. */
export const consultRoutes: FastifyPluginAsyncTypebox<{ hall: Hall }> = async (app, { hall }) => {
  app.get(
    '/consults',
    {
      schema: {
        tags,
        summary: 'Consultations, newest first; a clerk sees the own ones',
        querystring: Type.Object(
          { state: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('closed')])) },
          openBody,
        ),
        response: { 200: Type.Array(Consult), ...refusals },
      },
    },
    async (request) => {
      const { staff, role } = staffOf(request, 'desk', 'supervisor', 'clerk');
      return hall.desk.consults.list(request.query.state !== 'closed', role === 'clerk' ? staff : null);
    },
  );

  app.post(
    '/consults',
    {
      schema: {
        tags,
        summary: 'Note what somebody asked 首问登记',
        body: OpenBody,
        response: { 201: ConsultStanding, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = staffOf(request, 'desk', 'supervisor', 'clerk');
      const { commandId, question, item = null, ticketId = null } = request.body;
      return sendActed(
        reply,
        await hall.act({ type: 'open-consult', item, ticketId, question }, actor, commandId),
        201,
      );
    },
  );
};

/** From hand to hand, and to its end. */
export const consultVerbRoutes: FastifyPluginAsyncTypebox<{ hall: Hall }> = async (app, { hall }) => {
  app.post(
    '/consults/:id/hand-on',
    { schema: { tags, summary: 'Ask somebody else to take it over 转交', params, body: HandOnBody, response } },
    async (request, reply) => {
      const command = { type: 'hand-on-consult', id: request.params.id, to: request.body.to } as const;
      return sendActed(reply, await hall.act(command, staffOf(request), request.body.commandId));
    },
  );

  for (const verb of ['accept', 'decline'] as const) {
    app.post(
      `/consults/:id/${verb}`,
      { schema: { tags, summary: summaries[verb], params, body: PlainBody, response } },
      async (request, reply) => {
        const command = { type: `${verb}-consult`, id: request.params.id } as const;
        return sendActed(reply, await hall.act(command, staffOf(request), request.body.commandId));
      },
    );
  }

  app.post(
    '/consults/:id/close',
    { schema: { tags, summary: 'Close it with what came of it 办结', params, body: CloseBody, response } },
    async (request, reply) => {
      const { commandId, outcome, answer = null } = request.body;
      const command = { type: 'close-consult', id: request.params.id, outcome, answer } as const;
      return sendActed(reply, await hall.act(command, staffOf(request), commandId));
    },
  );
};

const summaries = { accept: 'Take it over 接收', decline: 'Say no 不接收' };

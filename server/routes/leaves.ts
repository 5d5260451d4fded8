import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type TProperties, Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import { Briefing, DayHalf, Leave, LeaveDetail, LeaveReason, LocalDate } from '../contract/leave.ts';
import type { LeaveCommand } from '../contract/leave-events.ts';
import type { Hall } from '../hall.ts';
import type { BriefingReader } from '../reports/briefing.ts';
import { CommandId, openBody, Reason, refusals, sendActed } from './common.ts';

const tags = ['leaves'];
const params = Type.Object({ id: Type.String({ minLength: 8, maxLength: 40, pattern: '^[A-Za-z0-9_-]+$' }) });
const HalfDay = Type.Object({ date: LocalDate, half: DayHalf }, openBody);
const Staff = Type.String({ pattern: '^[a-z][a-z0-9]{1,19}$' });
const Words = Type.String({ minLength: 1, maxLength: 500 });
const counter = { counter: Type.Optional(Type.Integer({ minimum: 1, maximum: 999 })) };
const created = { response: { 201: LeaveDetail, ...refusals } };
const answers = { response: { 200: LeaveDetail, ...refusals } };
const bodyOf = <P extends TProperties>(properties: P) => Type.Object({ commandId: CommandId, ...properties }, openBody);

const AskBody = bodyOf({
  /** Left out, the person who asks. */
  staff: Type.Optional(Staff),
  reason: Type.Optional(LeaveReason),
  first: HalfDay,
  last: HalfDay,
  third: Type.Optional(Staff),
  /** What nobody could know a working day before; the duty officer enters it. */
  unplanned: Type.Optional(Type.Boolean()),
});

interface LeaveRouteOptions {
  hall: Hall;
  briefings: BriefingReader;
}

/** Asking for leave, and what there is. */
export const leaveRoutes: FastifyPluginAsyncTypebox<LeaveRouteOptions> = async (app, { hall, briefings }) => {
  app.post(
    '/leaves',
    {
      schema: {
        tags,
        summary: 'Ask for leave for whole or half working days 请假',
        description: 'At least one working day ahead (R3); A and B never both away without a third person (R5).',
        body: AskBody,
        ...created,
      },
    },
    async (request, reply) => {
      const actor = staffOf(request);
      const { commandId, first, last, staff = actor.staff, reason = 'leave', third = null } = request.body;
      const unplanned = request.body.unplanned ?? false;
      const command = { type: 'ask-leave', staff, reason, first, last, third, unplanned } as const;
      return sendActed(reply, await hall.act(command, actor, commandId), 201);
    },
  );

  app.get(
    '/leaves',
    {
      schema: {
        tags,
        summary: 'Leaves that touch a span of local dates, in their order; a month is one span 请假日历',
        querystring: Type.Object({ from: LocalDate, until: LocalDate }, openBody),
        response: { 200: Type.Array(Leave), ...refusals },
      },
    },
    async (request) => {
      staffOf(request);
      return hall.leaves.list(request.query.from, request.query.until, hall.now());
    },
  );

  app.get(
    '/leaves/:id',
    { schema: { tags, summary: 'A leave with its handover lists 交接清单', params, ...answers } },
    async (request) => {
      staffOf(request);
      return hall.leaves.detail(request.params.id, hall.now());
    },
  );

  await app.register(leaveVerbRoutes, { hall });
  await app.register(handoverRoutes, { hall });
  await app.register(briefingRoutes, { hall, briefings });
};

/** What becomes of a leave, one route per verb. */
const leaveVerbRoutes: FastifyPluginAsyncTypebox<{ hall: Hall }> = async (app, { hall }) => {
  app.post(
    '/leaves/:id/withdraw',
    { schema: { tags, summary: 'Give a leave up 撤销', params, body: bodyOf({ reason: Reason }), ...answers } },
    async (request, reply) => {
      const { commandId, reason } = request.body;
      const command: LeaveCommand = { type: 'withdraw-leave', leave: request.params.id, reason };
      return sendActed(reply, await hall.act(command, staffOf(request), commandId));
    },
  );

  app.post(
    '/leaves/:id/name-third',
    {
      schema: {
        tags,
        summary: 'Name a third person before the leave begins 另指定顶岗的人',
        params,
        body: bodyOf({ third: Staff }),
        ...answers,
      },
    },
    async (request, reply) => {
      const { commandId, third } = request.body;
      const command: LeaveCommand = { type: 'name-third', leave: request.params.id, third };
      return sendActed(reply, await hall.act(command, staffOf(request), commandId));
    },
  );
};

/** The handover list, line by line. */
const handoverRoutes: FastifyPluginAsyncTypebox<{ hall: Hall }> = async (app, { hall }) => {
  app.post(
    '/leaves/:id/add-line',
    {
      schema: { tags, summary: 'A adds a line 加一行', params, body: bodyOf({ ...counter, text: Words }), ...answers },
    },
    async (request, reply) => {
      const { commandId, text, counter: at = null } = request.body;
      const command: LeaveCommand = { type: 'add-handover-line', leave: request.params.id, counter: at, text };
      return sendActed(reply, await hall.act(command, staffOf(request), commandId));
    },
  );

  app.post(
    '/leaves/:id/confirm-line',
    {
      schema: {
        tags,
        summary: 'B confirms one line 逐项确认',
        params,
        body: bodyOf({ ...counter, line: Type.String({ minLength: 1, maxLength: 200 }) }),
        ...answers,
      },
    },
    async (request, reply) => {
      const { commandId, line, counter: at = null } = request.body;
      const command: LeaveCommand = { type: 'confirm-handover-line', leave: request.params.id, counter: at, line };
      return sendActed(reply, await hall.act(command, staffOf(request), commandId));
    },
  );

  app.post(
    '/leaves/:id/confirm',
    {
      schema: {
        tags,
        summary: 'The duty officer confirms and freezes the list 监交',
        params,
        body: bodyOf(counter),
        ...answers,
      },
    },
    async (request, reply) => {
      const { commandId, counter: at = null } = request.body;
      const command: LeaveCommand = { type: 'confirm-handover', leave: request.params.id, counter: at };
      return sendActed(reply, await hall.act(command, staffOf(request), commandId));
    },
  );
};

/** 返岗告知 (R9): what the returning holder is told in writing, and confirms. */
const briefingRoutes: FastifyPluginAsyncTypebox<LeaveRouteOptions> = async (app, { hall, briefings }) => {
  app.get(
    '/leaves/:id/briefing',
    {
      schema: {
        tags,
        summary: 'What happened at the posts meanwhile, from the record 返岗告知',
        params,
        response: { 200: Briefing, ...refusals },
      },
    },
    async (request) => {
      staffOf(request);
      return briefings.briefing(request.params.id);
    },
  );

  app.post(
    '/leaves/:id/add-words',
    { schema: { tags, summary: 'The stand-in adds words', params, body: bodyOf({ text: Words }), ...answers } },
    async (request, reply) => {
      const { commandId, text } = request.body;
      const command: LeaveCommand = { type: 'add-briefing-words', leave: request.params.id, text };
      return sendActed(reply, await hall.act(command, staffOf(request), commandId));
    },
  );

  app.post(
    '/leaves/:id/confirm-briefing',
    { schema: { tags, summary: 'The returned holder confirms', params, body: bodyOf({}), ...answers } },
    async (request, reply) => {
      const actor = staffOf(request);
      const { id } = request.params;
      const briefing = briefings.briefing(id);
      // What was confirmed stays as it was, whatever a repeated asking would be told now.
      if (briefing.confirmedAt !== null && actor.staff === briefing.staff) return hall.leaves.detail(id, hall.now());
      const command: LeaveCommand = { type: 'confirm-briefing', leave: id, briefing };
      return sendActed(reply, await hall.act(command, actor, request.body.commandId));
    },
  );
};

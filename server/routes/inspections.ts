import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import { Inspection, InspectionAspect, inspectionWordsMost } from '../contract/inspection.ts';
import { ReportDate } from '../contract/service-report.ts';
import type { Hall } from '../hall.ts';
import { CommandId, openBody, refusals, sendActed } from './common.ts';

const tags = ['inspections'];
const Words = Type.String({ minLength: 1, maxLength: inspectionWordsMost });
const params = Type.Object({ id: Type.String({ minLength: 8, maxLength: 40, pattern: '^[A-Za-z0-9_-]+$' }) });

type Options = { hall: Hall; today(): string };

export const inspectionRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { hall, today }) => {
  await app.register(inspectionVerbs, { hall });
  app.get(
    '/inspections',
    {
      schema: {
        tags,
        summary: 'Checks of a day 日常巡查, newest first; left out, today',
        querystring: Type.Object({ date: Type.Optional(ReportDate) }, openBody),
        response: { 200: Type.Array(Inspection), ...refusals },
      },
    },
    async (request) => {
      const viewer = staffOf(request, 'supervisor', 'admin');
      const date = request.query.date ?? today();
      return hall.inspections.list(date, date, viewer, hall.now());
    },
  );

  app.get(
    '/inspections/mine',
    {
      schema: {
        tags,
        summary: 'What was checked of the person who asks, newest first',
        response: { 200: Type.Array(Inspection), ...refusals },
      },
    },
    async (request) => {
      const viewer = staffOf(request);
      return hall.inspections.of(viewer.staff, viewer, hall.now());
    },
  );
};

const inspectionVerbs: FastifyPluginAsyncTypebox<Pick<Options, 'hall'>> = async (app, { hall }) => {
  app.post(
    '/inspections',
    {
      schema: {
        tags,
        summary: 'Record one check of a counter: dress, discipline or presence at the post',
        body: Type.Object(
          {
            commandId: CommandId,
            counter: Type.Integer({ minimum: 1, maximum: 999 }),
            aspect: InspectionAspect,
            good: Type.Boolean(),
            note: Type.Optional(Words),
          },
          openBody,
        ),
        response: { 201: Inspection, ...refusals },
      },
    },
    async (request, reply) => {
      const { commandId, counter, aspect, good, note = null } = request.body;
      const command = { type: 'inspect', counter, aspect, good, note } as const;
      return sendActed(reply, await hall.act(command, staffOf(request, 'supervisor', 'admin'), commandId), 201);
    },
  );

  app.post(
    '/inspections/:id/take-back',
    {
      schema: {
        tags,
        summary: 'Take a check back 撤回, the same day; it stays on record',
        params,
        body: Type.Object({ commandId: CommandId }, openBody),
        response: { 200: Inspection, ...refusals },
      },
    },
    async (request, reply) => {
      const command = { type: 'take-back-inspection', id: request.params.id } as const;
      const actor = staffOf(request, 'supervisor', 'admin');
      return sendActed(reply, await hall.act(command, actor, request.body.commandId));
    },
  );

  app.post(
    '/inspections/:id/answer',
    {
      schema: {
        tags,
        summary: 'Answer a finding 说明; the person it is about alone, within 7 days',
        params,
        body: Type.Object({ commandId: CommandId, text: Words }, openBody),
        response: { 200: Inspection, ...refusals },
      },
    },
    async (request, reply) => {
      const { commandId, text } = request.body;
      const command = { type: 'answer-inspection', id: request.params.id, text } as const;
      return sendActed(reply, await hall.act(command, staffOf(request), commandId));
    },
  );
};

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import { AwayReason, CoverLine, Post, Presence, Responsible } from '../contract/post.ts';
import { Refused } from '../contract/refusal.ts';
import type { Hall } from '../hall.ts';
import { coverBoardOf, presenceNow, publishedPosts } from '../hall-look.ts';
import type { DutyReader } from '../reports/duty.ts';
import { CommandId, openBody, refusals } from './common.ts';

const tags = ['posts'];
const Instant = Type.String({ format: 'date-time', maxLength: 40 });
const AwayBody = Type.Object({ commandId: CommandId, reason: AwayReason, until: Type.Optional(Instant) }, openBody);
const BackBody = Type.Object({ commandId: CommandId }, openBody);
const PublishedPost = Type.Object({ ...Post.properties, single: Type.Array(Type.String()) }, openBody);

export const postRoutes: FastifyPluginAsyncTypebox<{ hall: Hall; duty: DutyReader }> = async (app, options) => {
  const { hall, duty } = options;

  app.get(
    '/posts',
    {
      schema: {
        tags,
        summary: 'The published list of posts 岗位公示; `single` names services that only one person may serve',
        response: { 200: Type.Array(PublishedPost), ...refusals },
      },
    },
    async () => publishedPosts(hall),
  );

  app.get(
    '/cover',
    {
      schema: {
        tags,
        summary: 'Who is A, B and active now; uncovered first',
        response: { 200: Type.Array(CoverLine), ...refusals },
      },
    },
    async (request) => {
      staffOf(request);
      return coverBoardOf(hall);
    },
  );

  app.post(
    '/presence/away',
    {
      schema: {
        tags,
        summary: 'Leave with a reason and a time of return 离岗',
        body: AwayBody,
        response: { 200: Presence, ...refusals },
      },
    },
    async (request) => {
      const actor = staffOf(request);
      const { commandId, reason, until } = request.body;
      const untilAt = until === undefined ? null : Date.parse(until);
      await hall.act({ type: 'go-away', reason, until: untilAt }, actor, commandId);
      return presenceNow(hall, actor.staff);
    },
  );

  app.post(
    '/presence/back',
    { schema: { tags, summary: 'Back again 返岗', body: BackBody, response: { 200: Presence, ...refusals } } },
    async (request) => {
      const actor = staffOf(request);
      await hall.act({ type: 'come-back' }, actor, request.body.commandId);
      return presenceNow(hall, actor.staff);
    },
  );

  app.get(
    '/counters/:no/responsible',
    {
      schema: {
        tags,
        summary: 'Who answered for a counter at a moment 谁负责',
        params: Type.Object({ no: Type.String({ pattern: '^[0-9]{1,3}$' }) }),
        querystring: Type.Object({ at: Type.Optional(Instant) }, openBody),
        response: { 200: Responsible, ...refusals },
      },
    },
    async (request) => {
      staffOf(request);
      const counter = Number(request.params.no);
      const at = request.query.at === undefined ? hall.now() : Date.parse(request.query.at);
      const found = duty.responsible(counter, at);
      if (found === null) throw new Refused('unknown-counter', { counter });
      return found;
    },
  );
};

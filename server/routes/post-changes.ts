import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import { NamedPostChange, PostChange, PostDraft, PostTerm } from '../contract/post-change.ts';
import type { Hall } from '../hall.ts';
import { importedDrafts, namedPostChanges, pairingTable } from '../hall-look.ts';
import { CommandId, openBody, Reason, refusals, sendActed } from './common.ts';

const tags = ['posts'];
const params = Type.Object({ id: Type.String({ minLength: 8, maxLength: 40, pattern: '^[A-Za-z0-9_-]+$' }) });
const Term = { from: PostTerm.from, until: Type.Optional(PostTerm.until) };
const ProposeBody = Type.Object(
  { commandId: CommandId, posts: Type.Array(PostDraft, { minItems: 1, maxItems: 200 }), ...Term, reason: Reason },
  openBody,
);
const ImportBody = Type.Object(
  { commandId: CommandId, csv: Type.String({ minLength: 1, maxLength: 60_000 }), ...Term, reason: Reason },
  openBody,
);
const answers = { response: { 200: PostChange, ...refusals } };
const created = { response: { 201: PostChange, ...refusals } };

/** Who may propose how posts are to be, and decide on what another one proposed. */
const deciders = ['supervisor', 'admin'] as const;

/** Posts that change, as they are proposed, listed and exported. */
export const postChangeRoutes: FastifyPluginAsyncTypebox<{ hall: Hall }> = async (app, { hall }) => {
  app.get(
    '/posts/changes',
    {
      schema: {
        tags,
        summary: 'Every change of posts, newest first 岗位变更',
        response: { 200: Type.Array(NamedPostChange), ...refusals },
      },
    },
    async (request) => {
      staffOf(request);
      return namedPostChanges(hall);
    },
  );

  app.post(
    '/posts/changes',
    { schema: { tags, summary: 'Propose how posts are to be', body: ProposeBody, ...created } },
    async (request, reply) => {
      const { commandId, posts: drafts, from, until = null, reason } = request.body;
      const command = { type: 'propose-posts', drafts, from, until, reason } as const;
      return sendActed(reply, await hall.act(command, staffOf(request, ...deciders), commandId), 201);
    },
  );

  app.post(
    '/posts/import',
    {
      schema: {
        tags,
        summary: 'Propose a whole pairing list, as exported by /posts.csv',
        body: ImportBody,
        ...created,
      },
    },
    async (request, reply) => {
      const actor = staffOf(request, ...deciders);
      const { commandId, csv, from, until = null, reason } = request.body;
      const command = { type: 'propose-posts', drafts: importedDrafts(hall, csv, from), from, until, reason } as const;
      return sendActed(reply, await hall.act(command, actor, commandId), 201);
    },
  );

  app.get(
    '/posts.csv',
    {
      schema: {
        tags,
        summary: 'The pairing list for spreadsheets',
        response: {
          200: { description: 'UTF-8, comma-separated', content: { 'text/csv': { schema: Type.String() } } },
          ...refusals,
        },
      },
    },
    async (_request, reply) => reply.type('text/csv; charset=utf-8').send(pairingTable(hall)),
  );
};

/** What becomes of a proposal. */
export const postDecisionRoutes: FastifyPluginAsyncTypebox<{ hall: Hall }> = async (app, { hall }) => {
  app.post(
    '/posts/changes/:id/approve',
    {
      schema: {
        tags,
        summary: 'Approve what somebody else proposed 批准',
        params,
        body: Type.Object({ commandId: CommandId }, openBody),
        ...answers,
      },
    },
    async (request, reply) => {
      const command = { type: 'approve-posts', id: request.params.id } as const;
      return sendActed(reply, await hall.act(command, staffOf(request, ...deciders), request.body.commandId));
    },
  );

  app.post(
    '/posts/changes/:id/reject',
    {
      schema: {
        tags,
        summary: 'Reject with a reason 驳回',
        params,
        body: Type.Object({ commandId: CommandId, reason: Reason }, openBody),
        ...answers,
      },
    },
    async (request, reply) => {
      const command = { type: 'reject-posts', id: request.params.id, reason: request.body.reason } as const;
      return sendActed(reply, await hall.act(command, staffOf(request, ...deciders), request.body.commandId));
    },
  );
};

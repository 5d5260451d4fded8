import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import { Applicant, Dossier, LodgedDossier, ReceivedMaterial } from '../contract/dossier.ts';
import type { Hall } from '../hall.ts';
import type { DossierReader } from '../reports/dossier.ts';
import { CommandId, dossierReaders, openBody, refusals, sendActed, TicketId } from './common.ts';
import { dossierListRoutes } from './dossier-list.ts';
import { type DossierQuery, dossierQueryRoutes, queryCode } from './dossier-query.ts';
import { dossierVerbRoutes } from './dossier-verbs.ts';

const tags = ['dossiers'];
const Masked = Type.Optional(
  Type.Literal('true', { description: 'The applicant masked; only a reading of the whole is on the audit’s record.' }),
);
const LodgeBody = Type.Object(
  {
    commandId: CommandId,
    ticketId: TicketId,
    item: Type.String({ minLength: 2, maxLength: 8 }),
    applicant: Applicant,
    materials: Type.Array(ReceivedMaterial, { maxItems: 60 }),
  },
  openBody,
);

export const dossierRoutes: FastifyPluginAsyncTypebox<{
  hall: Hall;
  dossiers: DossierReader;
  secret: string;
  query: DossierQuery;
}> = async (app, { hall, dossiers, secret, query }) => {
  app.post(
    '/dossiers',
    {
      schema: {
        tags,
        summary: 'Open a dossier from a served ticket 收件',
        body: LodgeBody,
        response: { 201: LodgedDossier, ...refusals },
      },
    },
    async (request, reply) => {
      const { commandId, ...lodging } = request.body;
      const acted = await hall.act({ type: 'lodge-dossier', ...lodging }, staffOf(request), commandId);
      const answer = JSON.parse(acted.text) as { no: string };
      const text = JSON.stringify({ ...answer, queryCode: queryCode(secret, answer.no) });
      return sendActed(reply, { ...acted, text }, 201);
    },
  );

  app.get(
    '/dossiers/:no',
    {
      schema: {
        tags,
        summary: 'A dossier as it stands, with its clocks and its record; staff only',
        params: Type.Object({ no: Type.String({ minLength: 8, maxLength: 50 }) }),
        querystring: Type.Object({ masked: Masked }, openBody),
        response: { 200: Dossier, ...refusals },
      },
    },
    async (request) => {
      const { no } = request.params;
      const actor = staffOf(request, ...dossierReaders);
      const at = hall.now();
      const dossier = dossiers.dossier(no, actor.staff, request.query.masked === 'true');
      const life = { ...hall.dossiers.page(no, at), ...hall.dossiers.yours(no, actor, at), steps: dossiers.steps(no) };
      return { ...dossier, life: { ...life, names: hall.dossiers.namesOn(life) } };
    },
  );

  await app.register(dossierListRoutes, { hall, dossiers });
  await app.register(dossierQueryRoutes, { query });
  await app.register(dossierVerbRoutes, { hall });
};

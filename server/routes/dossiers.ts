import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import type { Role } from '../contract/actor.ts';
import { Applicant, Dossier, LodgedDossier, ReceivedMaterial } from '../contract/dossier.ts';
import { DossierStatus, LightColour } from '../contract/dossier-life.ts';
import { DossierPage } from '../contract/dossier-view.ts';
import type { Hall } from '../hall.ts';
import type { DossierReader } from '../reports/dossier.ts';
import { CommandId, openBody, refusals, sendActed, TicketId } from './common.ts';
import { dossierQueryRoutes, queryCode } from './dossier-query.ts';
import { dossierVerbRoutes } from './dossier-verbs.ts';

const tags = ['dossiers'];
const readers: Role[] = ['clerk', 'supervisor', 'archivist'];
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
}> = async (app, { hall, dossiers, secret }) => {
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
    '/dossiers',
    {
      schema: {
        tags,
        summary: 'Work list: the most urgent first, open ones unless a status is asked for 办件列表',
        querystring: Type.Object(
          {
            light: Type.Optional(LightColour),
            department: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
            status: Type.Optional(DossierStatus),
            cursor: Type.Optional(Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2},[0-9A-Z]{8,50}$' })),
          },
          openBody,
        ),
        response: { 200: DossierPage, ...refusals },
      },
    },
    async (request) => {
      staffOf(request, ...readers);
      return dossiers.list(request.query, hall.dossiers.listDay(hall.now()));
    },
  );

  app.get(
    '/dossiers/:no',
    {
      schema: {
        tags,
        summary: 'A dossier as it stands, with its clocks and its record; staff only',
        params: Type.Object({ no: Type.String({ minLength: 8, maxLength: 50 }) }),
        response: { 200: Dossier, ...refusals },
      },
    },
    async (request) => {
      const { no } = request.params;
      const dossier = dossiers.dossier(no, staffOf(request, ...readers).staff);
      return { ...dossier, life: { ...hall.dossiers.page(no, hall.now()), steps: dossiers.steps(no) } };
    },
  );

  await app.register(dossierQueryRoutes, { hall, secret });
  await app.register(dossierVerbRoutes, { hall });
};

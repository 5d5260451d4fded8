import { createHmac } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import { Applicant, Dossier, LodgedDossier, ReceivedMaterial } from '../contract/dossier.ts';
import type { Hall } from '../hall.ts';
import type { DossierReader } from '../reports/dossier.ts';
import { CommandId, openBody, refusals, sendActed, TicketId } from './common.ts';

const tags = ['dossiers'];
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

/** Six digits that only this hall can make of a dossier's number: told on the receipt, never stored. */
function queryCode(secret: string, dossierNo: string): string {
  const digest = createHmac('sha256', secret).update(dossierNo).digest();
  return String(digest.readUInt32BE(0) % 1_000_000).padStart(6, '0');
}

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
    '/dossiers/:no',
    {
      schema: {
        tags,
        summary: 'A dossier as it stands; staff only',
        params: Type.Object({ no: Type.String({ minLength: 8, maxLength: 50 }) }),
        response: { 200: Dossier, ...refusals },
      },
    },
    async (request) => dossiers.dossier(request.params.no, staffOf(request, 'clerk', 'supervisor', 'archivist').staff),
  );
};

import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { QueryGuesses } from '../access/query-guesses.ts';
import { PublicDossier } from '../contract/dossier-view.ts';
import { Refused } from '../contract/refusal.ts';
import type { Hall } from '../hall.ts';
import { openBody, refusals } from './common.ts';

const tags = ['dossiers'];

/** Six digits that only this hall can make of a dossier's number: told on the receipt, never stored. */
export function queryCode(secret: string, dossierNo: string): string {
  const digest = createHmac('sha256', secret).update(dossierNo).digest();
  return String(digest.readUInt32BE(0) % 1_000_000).padStart(6, '0');
}

/** The public side: whoever has the receipt's number and code may know how far it is, and nothing personal. */
export const dossierQueryRoutes: FastifyPluginAsyncTypebox<{ hall: Hall; secret: string }> = async (
  app,
  { hall, secret },
) => {
  const guesses = new QueryGuesses();
  app.post(
    '/dossier-query',
    {
      schema: {
        tags,
        summary: 'What whoever has number and query code may know 办件查询; changes nothing',
        body: Type.Object(
          { no: Type.String({ minLength: 8, maxLength: 50 }), code: Type.String({ pattern: '^[0-9]{6}$' }) },
          openBody,
        ),
        response: { 200: PublicDossier, ...refusals },
      },
    },
    async (request) => {
      const { no, code } = request.body;
      const at = hall.now();
      guesses.check(no, at);
      if (!timingSafeEqual(Buffer.from(code), Buffer.from(queryCode(secret, no)))) {
        guesses.wrong(no, at);
        throw new Refused('unknown-dossier', { no });
      }
      return hall.dossiers.publicPage(no, at);
    },
  );
};

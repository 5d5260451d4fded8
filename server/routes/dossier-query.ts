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

/** Opens a dossier's public page to whoever has number and code; guesses are counted wherever they are made. */
export class DossierQuery {
  readonly #hall: Hall;
  readonly #secret: string;
  readonly #guesses = new QueryGuesses();

  constructor(hall: Hall, secret: string) {
    this.#hall = hall;
    this.#secret = secret;
  }

  /** Throws `unknown-dossier` also for a wrong code, and `too-many-guesses`. */
  find(no: string, code: string): PublicDossier {
    const at = this.#hall.now();
    this.#guesses.check(no, at);
    if (!timingSafeEqual(Buffer.from(code), Buffer.from(queryCode(this.#secret, no)))) {
      this.#guesses.wrong(no, at);
      throw new Refused('unknown-dossier', { no });
    }
    return this.#hall.dossiers.publicPage(no, at);
  }
}

export const DossierKey = {
  no: Type.String({ minLength: 8, maxLength: 50 }),
  code: Type.String({ pattern: '^[0-9]{6}$' }),
};

/** The public side: whoever has the receipt's number and code may know how far it is, and nothing personal. */
export const dossierQueryRoutes: FastifyPluginAsyncTypebox<{ query: DossierQuery }> = async (app, { query }) => {
  app.post(
    '/dossier-query',
    {
      schema: {
        tags,
        summary: 'What whoever has number and query code may know 办件查询; changes nothing',
        body: Type.Object(DossierKey, openBody),
        response: { 200: PublicDossier, ...refusals },
      },
    },
    async (request) => query.find(request.body.no, request.body.code),
  );
};

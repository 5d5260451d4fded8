import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import type { Actor } from '../contract/actor.ts';
import { type RateCommand, RatingAnswer, RatingLevel, RatingLine, RatingReason } from '../contract/rating.ts';
import type { Hall } from '../hall.ts';
import type { Journal } from '../journal/journal.ts';
import type { RatingTokens } from '../rating-tokens.ts';
import { ratingLines } from '../reports/ratings.ts';
import { CommandId, openBody, refusals, sendActed } from './common.ts';

const tags = ['ratings'];
const LocalDate = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });

/** A telephone number as people write it. */
export const Phone = Type.String({ minLength: 5, maxLength: 30, pattern: '^[0-9+][0-9 +-]*$' });

const RateBody = Type.Object(
  {
    commandId: CommandId,
    token: Type.String({ minLength: 24, maxLength: 120, pattern: '^[A-Za-z0-9._-]+$' }),
    level: RatingLevel,
    reasons: Type.Optional(Type.Array(RatingReason, { maxItems: 7, uniqueItems: true })),
    /** Where the visitor wants to be called back; with the last two levels only. Kept apart and erased on schedule. */
    phone: Type.Optional(Phone),
  },
  openBody,
);

export interface RatingRouteOptions {
  hall: Hall;
  tokens: RatingTokens;
  database: Journal['database'];
}

export const ratingRoutes: FastifyPluginAsyncTypebox<RatingRouteOptions> = async (app, { hall, tokens, database }) => {
  app.post(
    '/ratings',
    {
      schema: {
        tags,
        summary: 'Rate a visit 评价: once, with the token its counter or its page was given',
        body: RateBody,
        response: { 201: RatingAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const { commandId, token, level, reasons = [], phone } = request.body;
      const through = tokens.read(token);
      const command: RateCommand = {
        type: 'rate',
        through,
        level,
        reasons,
        channel: 'counter' in through ? 'tablet' : 'phone',
        ...(phone === undefined ? {} : { contact: phone }),
      };
      return sendActed(reply, await hall.act(command, raterOf(through), commandId), 201);
    },
  );

  app.get(
    '/ratings',
    {
      schema: {
        tags,
        summary: 'Ratings of some days, each with its ticket, its dossiers and the person who acted',
        querystring: Type.Object({ from: LocalDate, until: LocalDate }, openBody),
        response: { 200: Type.Array(RatingLine), ...refusals },
      },
    },
    async (request) => {
      staffOf(request, 'supervisor', 'admin', 'archivist');
      return ratingLines(database, request.query.from, request.query.until);
    },
  );
};

/** Nobody rates under a name: it is the screen at the counter, or whoever holds the ticket. */
function raterOf(through: RateCommand['through']): Actor {
  return 'counter' in through ? { kind: 'terminal', terminal: `rating-${through.counter}` } : { kind: 'citizen' };
}

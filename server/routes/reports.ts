import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import type { Journal } from '../journal/journal.ts';
import { checkFairness } from '../reports/fairness/check.ts';
import { recordOfDay } from '../reports/fairness/read-record.ts';
import { openBody, refusals } from './common.ts';

const tags = ['reports'];
const Call = { seq: Type.Integer(), at: Type.Integer(), counter: Type.Integer(), called: Type.String() };
const Fairness = Type.Object({
  date: Type.String(),
  calls: Type.Integer(),
  named: Type.Array(Type.Object({ ...Call, reason: Type.Union([Type.String(), Type.Null()]), by: Type.String() })),
  putFirst: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      at: Type.Integer(),
      number: Type.String(),
      reason: Type.String(),
      by: Type.String(),
    }),
  ),
  unjust: Type.Array(Type.Object({ ...Call, passedOver: Type.String(), others: Type.Integer() })),
  unqualified: Type.Array(Type.Object(Call)),
});

export const reportRoutes: FastifyPluginAsyncTypebox<{ database: Journal['database']; today: () => string }> = async (
  app,
  { database, today },
) => {
  app.get(
    '/reports/fairness',
    {
      schema: {
        tags,
        summary: 'Every call of a day judged by an independent program that reads only the record',
        querystring: Type.Object(
          { date: Type.Optional(Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' })) },
          openBody,
        ),
        response: { 200: Fairness, ...refusals },
      },
    },
    async (request) => {
      staffOf(request, 'supervisor', 'admin', 'archivist');
      const date = request.query.date ?? today();
      return checkFairness(date, recordOfDay(database, date));
    },
  );
};

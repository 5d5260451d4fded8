import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import type { Journal } from '../journal/journal.ts';
import { DayReports } from '../reports/day-report.ts';
import { openBody, refusals } from './common.ts';

const tags = ['reports'];
const Call = { seq: Type.Integer(), at: Type.Integer(), counter: Type.Integer(), called: Type.String() };
const minutes = Type.Number({ minimum: 0 });
/** Waits of one day in minutes. */
const WaitFigures = Type.Object({
  waits: Type.Integer({ description: 'Waits, each ended by a call; a visit with several services has several.' }),
  uncalled: Type.Integer({ description: 'Waits that no call ended.' }),
  meanMinutes: minutes,
  p95Minutes: minutes,
  longestMinutes: minutes,
  overtakenMost: Type.Integer({ description: 'Most who came later for the same service and were called before.' }),
});
const Proof = Type.Object(
  {
    recorded: WaitFigures,
    present: WaitFigures,
    byHand: WaitFigures,
    pooled: WaitFigures,
    gapClosed: Type.Union([Type.Number(), Type.Null()]),
  },
  {
    description: `The day replayed from the record with the same arrivals, service times and people: under the posts in
force with help and cover, with cover arranged by hand after 10 minutes, and with everybody doing everything. gapClosed =
(byHand - present) / (byHand - pooled), of the mean; null where there is no gap (R16).`,
  },
);
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
  proof: Type.Union([Proof, Type.Null()]),
});

export const reportRoutes: FastifyPluginAsyncTypebox<{ database: Journal['database']; today: () => string }> = async (
  app,
  { database, today },
) => {
  const days = new DayReports(database);
  app.get(
    '/reports/fairness',
    {
      schema: {
        tags,
        summary: 'Every call of a day judged by the record alone, and what help and cover were worth that day',
        querystring: Type.Object(
          { date: Type.Optional(Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' })) },
          openBody,
        ),
        response: { 200: Fairness, ...refusals },
      },
    },
    async (request) => {
      staffOf(request, 'supervisor', 'admin', 'archivist');
      return days.of(request.query.date ?? today());
    },
  );
};

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import { DossierReport } from '../contract/dossier-statistics.ts';
import { Refused } from '../contract/refusal.ts';
import type { Journal } from '../journal/journal.ts';
import { DayReports } from '../reports/day-report.ts';
import type { Period } from '../reports/dossier-statistics.ts';
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

const LocalDate = Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' });

export const reportRoutes: FastifyPluginAsyncTypebox<{
  database: Journal['database'];
  today: () => string;
  statistics: (period: Period) => DossierReport;
}> = async (app, { database, today, statistics }) => {
  const days = new DayReports(database);
  app.get(
    '/reports/dossiers',
    {
      schema: {
        tags,
        summary: 'Items in the hall, promises kept, copies saved, visits and cards of a period 办件统计',
        querystring: Type.Object({ from: LocalDate, until: LocalDate }, openBody),
        response: { 200: DossierReport, ...refusals },
      },
    },
    async (request) => {
      staffOf(request, 'supervisor', 'admin', 'archivist');
      const { from, until } = request.query;
      if (until < from) throw new Refused('dates-not-in-order', { from, until });
      return statistics({ from, until });
    },
  );

  app.get(
    '/reports/fairness',
    {
      schema: {
        tags,
        summary: 'Every call of a day judged by the record alone, and what help and cover were worth that day',
        querystring: Type.Object({ date: Type.Optional(LocalDate) }, openBody),
        response: { 200: Fairness, ...refusals },
      },
    },
    async (request) => {
      staffOf(request, 'supervisor', 'admin', 'archivist');
      return days.of(request.query.date ?? today());
    },
  );
};

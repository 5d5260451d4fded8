import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { DossierReport } from '../contract/dossier-statistics.ts';
import { type ModelPost, NoticesWall } from '../contract/notices.ts';
import type { Hall } from '../hall.ts';
import { publishedToday } from '../hall-look.ts';
import type { Journal } from '../journal/journal.ts';
import type { Period } from '../reports/dossier-statistics.ts';
import { serviceFiguresReader } from '../reports/service-figures.ts';
import { refusals } from './common.ts';

/** Sums over a month are made anew only so often, however many walls ask. */
const countEveryMs = 30_000;

export interface NoticeOptions {
  hall: Hall;
  database: Journal['database'];
  statistics: (period: Period) => DossierReport;
}

/** 政务公开: what the notices wall shows. */
export const noticeRoutes: FastifyPluginAsyncTypebox<NoticeOptions> = async (app, { hall, database, statistics }) => {
  const figures = serviceFiguresReader(database, statistics);
  let counted: { at: number; date: string; today: NoticesWall['today']; month: NoticesWall['month'] } | null = null;
  const count = () => {
    const [at, date] = [hall.now(), hall.state.date];
    if (counted === null || counted.date !== date || Math.abs(at - counted.at) >= countEveryMs) {
      const today = figures({ from: date, until: date });
      counted = { at, date, today, month: figures({ from: `${date.slice(0, 8)}01`, until: date }) };
    }
    return counted;
  };

  app.get(
    '/notices',
    {
      schema: {
        tags: ['hall'],
        summary: 'The notices wall 政务公开: notices, the duty roster and figures of today and this month',
        response: { 200: NoticesWall, ...refusals },
      },
    },
    async () => {
      const { date, today, month } = count();
      return { date, ...publishedToday(hall), models: modelPosts(hall), today, month };
    },
  );
};

/** Posts with stars of the last closed month. */
function modelPosts({ model, stars }: Hall): ModelPost[] {
  return [...model.counters.values()].flatMap(({ no, name }) => {
    const given = stars.now.ofCounter.get(no) ?? 0;
    return given > 0 ? [{ counter: no, name, stars: given, honours: [] }] : [];
  });
}

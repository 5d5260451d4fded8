import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import type { FollowUp } from '../contract/follow-up.ts';
import { type OwnFollowUp, type OwnRating, OwnRecord } from '../contract/own-record.ts';
import type { RatingLine } from '../contract/rating.ts';
import type { Hall } from '../hall.ts';
import type { Journal } from '../journal/journal.ts';
import { localDate } from '../local-day.ts';
import type { AttendanceReader } from '../reports/attendance.ts';
import type { Period } from '../reports/dossier-statistics.ts';
import { ratingLines } from '../reports/ratings.ts';
import { openBody, refusals } from './common.ts';

const Month = Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$' });

export interface OwnRecordOptions {
  hall: Hall;
  database: Journal['database'];
  attendance: AttendanceReader;
}

/** Whoever is signed in reads the own record and nobody else's. */
export const ownRecordRoutes: FastifyPluginAsyncTypebox<OwnRecordOptions> = async (app, options) => {
  const { hall, database, attendance } = options;
  app.get(
    '/own-record',
    {
      schema: {
        tags: ['own-record'],
        summary: 'Attendance, ratings and follow-ups of the person who asks 我的记录, of a month; left out, this one',
        querystring: Type.Object({ month: Type.Optional(Month) }, openBody),
        response: { 200: OwnRecord, ...refusals },
      },
    },
    async (request) => {
      const { staff } = staffOf(request);
      const month = request.query.month ?? hall.state.date.slice(0, 'yyyy-MM'.length);
      const period = daysOf(month);
      const own = (line: { staff: string }) => line.staff === staff;
      const { timeZone } = hall.model.file;
      const ofMonth = ({ openedAt }: FollowUp) => localDate(Date.parse(openedAt), timeZone).startsWith(month);
      return {
        month,
        attendance: attendance(period).filter(own),
        ratings: ratingLines(database, period.from, period.until).filter(own).map(ownRating).reverse(),
        followUps: hall.followUps
          .list(hall.now())
          .filter((each) => own(each) && ofMonth(each))
          .map(ownFollowUp),
      };
    },
  );
};

function daysOf(month: string): Period {
  const [year = 0, no = 0] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year, no, 0)).getUTCDate();
  return { from: `${month}-01`, until: `${month}-${last}` };
}

const ownRating = ({ at, counter, service, level, reasons }: RatingLine): OwnRating => ({
  at,
  counter,
  service,
  level,
  reasons,
});

function ownFollowUp(each: FollowUp): OwnFollowUp {
  const { id, openedAt, counter, service, level, reasons, status, finding, answer, closedAt } = each;
  return { id, openedAt, counter, service, level, reasons, status, finding, answer, closedAt };
}

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import type { CalendarDesk } from '../calendar-desk.ts';
import { stateYear } from '../calendar-file.ts';
import { CalendarMoves, CalendarSetting, StateYear } from '../contract/calendar.ts';
import { CommandId, openBody, refusals } from './common.ts';

const tags = ['settings'];

/** Working days: what the state has told, and what a change would move. The change itself goes through the settings. */
export const calendarRoutes: FastifyPluginAsyncTypebox<{ calendar: CalendarDesk }> = async (app, { calendar }) => {
  app.get(
    '/settings/calendar/:year',
    {
      schema: {
        tags,
        summary: 'A year as the state has it, without the county’s changes 工作日历',
        params: Type.Object({ year: Type.String({ pattern: '^20[0-9]{2}$' }) }),
        response: { 200: StateYear, ...refusals },
      },
    },
    async (request) => {
      staffOf(request, 'admin');
      return stateYear(Number(request.params.year));
    },
  );
  app.post(
    '/settings/calendar/moves',
    {
      schema: {
        tags,
        summary: 'Which open dossiers a calendar would give other dates; changes nothing',
        body: Type.Object({ commandId: CommandId, calendar: CalendarSetting }, openBody),
        response: { 200: CalendarMoves, ...refusals },
      },
    },
    async (request) => {
      staffOf(request, 'admin');
      return calendar.moves(request.body.calendar);
    },
  );
};

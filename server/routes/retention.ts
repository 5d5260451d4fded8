import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import { Retention } from '../contract/retention.ts';
import type { StaffTable } from '../journal/staff-table.ts';
import type { RetentionKeeper } from '../retention-keeper.ts';
import { CommandId, openBody, refusals } from './common.ts';

const tags = ['settings'];

export interface RetentionRouteOptions {
  retention: RetentionKeeper;
  staff: StaffTable;
  now(): number;
}

/** What is kept for how long stands in the settings; here is what the nights have taken away. */
export const retentionRoutes: FastifyPluginAsyncTypebox<RetentionRouteOptions> = async (app, options) => {
  const { retention, staff, now } = options;
  app.get(
    '/retention',
    {
      schema: {
        tags,
        summary: 'What was erased on schedule, and what is due 到期清除',
        response: { 200: Retention, ...refusals },
      },
    },
    async (request) => {
      staffOf(request, 'admin', 'supervisor', 'archivist');
      return retention.state();
    },
  );
  app.post(
    '/retention',
    {
      schema: {
        tags,
        summary: 'Erase now what is due; a second run finds nothing 立即清除',
        body: Type.Object({ commandId: CommandId }, openBody),
        response: { 200: Retention, ...refusals },
      },
    },
    async (request) => {
      const actor = staffOf(request, 'admin');
      staff.audit(now(), `staff:${actor.staff}`, 'erase what is due', null, null);
      await retention.run();
      return retention.state();
    },
  );
};

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import type { BackupKeeper } from '../backup-keeper.ts';
import { Backups } from '../contract/backup.ts';
import type { StaffTable } from '../journal/staff-table.ts';
import { CommandId, openBody, refusals } from './common.ts';

const tags = ['settings'];

export interface BackupRouteOptions {
  backups: BackupKeeper;
  staff: StaffTable;
  now(): number;
}

/** Copies of everything the hall holds; when and where they are made stands in the settings. */
export const backupRoutes: FastifyPluginAsyncTypebox<BackupRouteOptions> = async (app, { backups, staff, now }) => {
  app.get(
    '/backups',
    { schema: { tags, summary: 'Backups with size, time and check 备份', response: { 200: Backups, ...refusals } } },
    async (request) => {
      staffOf(request, 'admin', 'supervisor');
      return backups.state();
    },
  );
  app.post(
    '/backups',
    {
      schema: {
        tags,
        summary: 'Begin a backup now; ask for the list to see what became of it 立即备份',
        body: Type.Object({ commandId: CommandId }, openBody),
        response: { 202: Backups, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = staffOf(request, 'admin');
      // A command that comes twice meets the one that is running.
      if (!backups.state().running) {
        staff.audit(now(), `staff:${actor.staff}`, 'backup now', null, null);
        void backups.make();
      }
      return reply.code(202).send(backups.state());
    },
  );
};

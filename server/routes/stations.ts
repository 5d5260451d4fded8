import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import type { Stations } from '../access/stations.ts';
import { refusals } from './common.ts';

/** Kiosks and rating screens, each of which is held by the browser that opened it first. */
export const stationRoutes: FastifyPluginAsyncTypebox<{ stations: Stations }> = async (app, { stations }) => {
  app.delete(
    '/stations/:view/:id',
    {
      schema: {
        tags: ['live'],
        summary: 'Forget which browser is this kiosk or rating screen; the next to open it keeps it 解除登记',
        params: Type.Object({
          view: Type.Union([Type.Literal('kiosk'), Type.Literal('rating')]),
          id: Type.String({ minLength: 1, maxLength: 40, pattern: '^[a-z0-9-]+$' }),
        }),
        response: { 204: Type.Null(), ...refusals },
      },
    },
    async (request, reply) => {
      staffOf(request, 'supervisor', 'admin');
      stations.release(`${request.params.view}/${request.params.id}`);
      return reply.code(204).send(null);
    },
  );
};

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Hall } from '../hall.ts';
import { assistRoutes } from './assist.ts';
import { bookingRoutes, bookingVerbRoutes } from './bookings.ts';
import { consultRoutes, consultVerbRoutes } from './consults.ts';
import { escortRoutes } from './escorts.ts';
import { helpCallRoutes } from './help-calls.ts';

/** All that the consultation desk works with. */
export const deskRoutes: FastifyPluginAsyncTypebox<{ hall: Hall }> = async (app, options) => {
  for (const routes of [
    helpCallRoutes,
    assistRoutes,
    bookingRoutes,
    bookingVerbRoutes,
    consultRoutes,
    consultVerbRoutes,
    escortRoutes,
  ])
    await app.register(routes, options);
};

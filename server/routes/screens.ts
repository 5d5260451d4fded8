import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { ScreenBeat, ScreenBeatTaken } from '../contract/screen.ts';
import type { ScreenWatch } from '../live/screen-watch.ts';
import { refusals } from './common.ts';

/** Public screens say that they live (rule D13). Open to all, small, and bounded for each sender. */
export const screenRoutes: FastifyPluginAsyncTypebox<{ screens: ScreenWatch }> = async (app, { screens }) => {
  app.post(
    '/screens/beat',
    {
      bodyLimit: 1024,
      schema: {
        tags: ['health'],
        summary: 'A public screen says that it lives, every ten seconds 心跳',
        body: ScreenBeat,
        response: { 200: ScreenBeatTaken, ...refusals },
      },
    },
    async (request) => screens.note(request.body, request.ip),
  );
};

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { FloorPlan, Way } from '../contract/floors.ts';
import type { Hall } from '../hall.ts';
import { floorPlanOf, wayTo } from '../hall-look.ts';
import { openBody, refusals } from './common.ts';

const tags = ['ways'];
const Query = Type.Object(
  {
    from: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9-]{0,39}$', description: 'A place of the floor plan.' }),
    counter: Type.String({ pattern: '^[0-9]{1,3}$' }),
    stepFree: Type.Optional(Type.Union([Type.Literal('0'), Type.Literal('1')])),
  },
  openBody,
);

/** The plan of the floors and the way to a counter, for every public screen. */
export const wayRoutes: FastifyPluginAsyncTypebox<{ hall: Hall }> = async (app, { hall }) => {
  app.get(
    '/floors',
    { schema: { tags, summary: 'Floor plan 平面图', response: { 200: FloorPlan, ...refusals } } },
    async () => floorPlanOf(hall),
  );
  app.get(
    '/ways',
    {
      schema: { tags, summary: 'The way to a counter 怎么走', querystring: Query, response: { 200: Way, ...refusals } },
    },
    async (request) => {
      const { from, counter, stepFree = '0' } = request.query;
      return wayTo(hall, from, Number(counter), stepFree === '1');
    },
  );
};

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import { FirstRun, FirstStep, firstSteps } from '../contract/first-run.ts';
import { CommandId, openBody, refusals } from './common.ts';

const tags = ['settings'];
const name = 'first-run';

export interface FirstRunOptions {
  /** Small values that the hall keeps for itself. */
  kept: { find(name: string): string | undefined; put(name: string, value: string): unknown };
}

/** How far an administrator has come with the guide; told to every administrator alike. */
export const firstRunRoutes: FastifyPluginAsyncTypebox<FirstRunOptions> = async (app, { kept }) => {
  const done = (): FirstStep[] => JSON.parse(kept.find(name) ?? '[]') as FirstStep[];
  app.get(
    '/settings/first-run',
    { schema: { tags, summary: 'How far the guide was followed', response: { 200: FirstRun, ...refusals } } },
    async (request) => {
      staffOf(request, 'admin');
      return { done: done() };
    },
  );
  app.post(
    '/settings/first-run/:step/done',
    {
      schema: {
        tags,
        summary: 'A step of the guide is done',
        params: Type.Object({ step: FirstStep }),
        body: Type.Object({ commandId: CommandId }, openBody),
        response: { 200: FirstRun, ...refusals },
      },
    },
    async (request) => {
      staffOf(request, 'admin');
      const before = new Set(done()).add(request.params.step);
      const after = firstSteps.filter((step) => before.has(step));
      kept.put(name, JSON.stringify(after));
      return { done: after };
    },
  );
};

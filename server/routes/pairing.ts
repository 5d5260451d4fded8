import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import { PairingAdvice, PairingHelp, PairingReach } from '../contract/pairing.ts';
import type { PairingDesk } from '../pairing-desk.ts';
import { openBody, refusals } from './common.ts';

export const pairingRoutes: FastifyPluginAsyncTypebox<{ pairings: PairingDesk }> = async (app, { pairings }) => {
  app.get(
    '/reports/pairing',
    {
      schema: {
        tags: ['reports'],
        summary: 'Who should be B of which post, and what the latest days would have been under it B岗配对建议',
        querystring: Type.Object(
          {
            within: Type.Optional(PairingReach),
            help: Type.Optional(PairingHelp),
            two: Type.Optional(Type.Union([Type.Literal('true'), Type.Literal('false')])),
          },
          openBody,
        ),
        response: { 200: PairingAdvice, ...refusals },
      },
    },
    async (request) => {
      staffOf(request, 'supervisor', 'admin');
      const { within = 'hall', two = 'false', help = 'always' } = request.query;
      return pairings.of({ within, two: two === 'true', help });
    },
  );
};

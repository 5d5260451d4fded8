import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { DeviceTokens } from '../access/device-tokens.ts';
import type { AgentDesk } from '../agent-fleet.ts';
import {
  AgentBegin,
  AgentHealth,
  AgentId,
  AgentOutput,
  AgentReport,
  AgentRun,
  AgentSignal,
  AgentTested,
} from '../contract/agent.ts';
import { refusals } from './common.ts';

const tags = ['agents'];
const security = [{ bearer: [] }];
const params = Type.Object({ id: AgentId });
const Done = Type.Object({ ok: Type.Literal(true) });
const done = { ok: true } as const;
const response = { 200: Done, ...refusals };
/** Slips of a fake printer come with their pictures. */
const outputMostBytes = 8 * 1024 * 1024;

/** What device agents on other PCs hear and tell. Every request carries the agent's token. */
export const agentRoutes: FastifyPluginAsyncTypebox<{ agents: AgentDesk; tokens: DeviceTokens }> = async (
  app,
  { agents, tokens },
) => {
  app.addHook('onRequest', async (request: FastifyRequest) => {
    tokens.require(request.headers.authorization, (request.params as { id: string }).id);
  });

  app.get(
    '/agents/:id/feed',
    {
      // A HEAD request would open a stream that never says anything.
      exposeHeadRoute: false,
      schema: {
        tags,
        security,
        summary: 'Follow the jobs of one device agent by server-sent events',
        description:
          'Messages: hello, signs, jobs (its id is the cursor), withdraw, test, beat, superseded. `printing` names the slips that this run has begun and not reported; others on record as begun become uncertain.',
        params,
        querystring: Type.Object({
          run: AgentRun,
          cursor: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$' })),
          printing: Type.Optional(Type.String({ maxLength: 4000, pattern: '^([0-9]{1,15}(,[0-9]{1,15})*)?$' })),
        }),
        response: {
          200: {
            description: 'The stream; it ends when another run takes over or the token is taken away.',
            content: { 'text/event-stream': { schema: Type.String() } },
          },
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { run, cursor = '0', printing = '' } = request.query;
      await agents.admit(id, run, printing.split(',').filter(Boolean).map(Number));
      const { authorization } = request.headers;
      reply.hijack();
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      agents.open(id, run, Number(cursor), reply.raw, () => tokens.stands(authorization, id));
    },
  );

  app.post(
    '/agents/:id/begin-slip',
    { schema: { tags, security, summary: 'May this slip leave?', params, body: AgentBegin, response } },
    async (request) => {
      const { run, slip, device } = request.body;
      await agents.takeBegin(request.params.id, run, slip, device);
      return done;
    },
  );
  app.post(
    '/agents/:id/report',
    { schema: { tags, security, summary: 'Tell what became of a job', params, body: AgentReport, response } },
    async (request) => {
      await agents.takeReport(request.params.id, request.body);
      return done;
    },
  );
  app.post(
    '/agents/:id/health',
    { schema: { tags, security, summary: 'Tell how the devices are', params, body: AgentHealth, response } },
    async (request) => {
      agents.takeHealth(request.params.id, request.body.run, request.body.health);
      return done;
    },
  );
  app.post(
    '/agents/:id/output',
    {
      bodyLimit: outputMostBytes,
      schema: { tags, security, summary: 'Show what fake devices put out', params, body: AgentOutput, response },
    },
    async (request) => {
      agents.takeOutputs(request.params.id, request.body.run, request.body.outputs);
      return done;
    },
  );
  app.post(
    '/agents/:id/tested',
    { schema: { tags, security, summary: 'Tell what became of a test', params, body: AgentTested, response } },
    async (request) => {
      const { run, test, trouble } = request.body;
      agents.takeTested(request.params.id, run, test, trouble);
      return done;
    },
  );
  app.post(
    '/agents/:id/signal',
    { schema: { tags, security, summary: 'Tell of a card or a key', params, body: AgentSignal, response } },
    async (request) => {
      agents.takeSignal(request.params.id, request.body);
      return done;
    },
  );
};

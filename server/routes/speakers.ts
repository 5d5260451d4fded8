import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { Refused } from '../contract/refusal.ts';
import { SpeakerHeard, SpeakerLease, SpeakerLeased } from '../contract/speaker.ts';
import type { Loudspeakers } from '../live/loudspeakers.ts';
import { refusals } from './common.ts';

const tags = ['speech'];
const params = Type.Object({ id: Type.String({ minLength: 1, maxLength: 40 }) });
const Wave = {
  description: 'A WAV file: 16 bits, one channel',
  content: { 'audio/wav': { schema: Type.Unsafe<Buffer>({ type: 'string' }) } },
};

/** For pages that lend a loudspeaker their sound: who may speak, what, and what became of it. */
export const speakerRoutes: FastifyPluginAsyncTypebox<{ loudspeakers: Loudspeakers }> = async (
  app,
  { loudspeakers },
) => {
  const known = (id: string) => {
    if (!loudspeakers.has(id)) throw new Refused('not-found', { device: id });
  };

  app.post(
    '/speakers/:id/lease',
    {
      schema: {
        tags,
        summary: 'Ask to be the one page that speaks for a loudspeaker, and go on being it',
        params,
        body: SpeakerLease,
        response: { 200: SpeakerLeased, ...refusals },
      },
    },
    async (request) => {
      known(request.params.id);
      return loudspeakers.lease(request.params.id, request.body);
    },
  );

  app.post(
    '/speakers/:id/heard',
    {
      schema: {
        tags,
        summary: 'Say that an announcement was heard to its end, or was not',
        params,
        body: SpeakerHeard,
        response: { 200: Type.Object({ noted: Type.Boolean() }), ...refusals },
      },
    },
    async (request) => {
      known(request.params.id);
      return { noted: loudspeakers.heard(request.params.id, request.body) };
    },
  );

  app.get(
    '/speakers/:id/:file',
    {
      schema: {
        tags,
        summary: 'The sound of the announcement that is due now (WAV)',
        params: Type.Object({ ...params.properties, file: Type.String({ pattern: '^[0-9]{1,12}\\.wav$' }) }),
        response: { 200: Wave, ...refusals },
      },
    },
    async (request, reply) => {
      const { id, file } = request.params;
      const wav = loudspeakers.wav(id, Number.parseInt(file, 10));
      if (wav === null) throw new Refused('not-found', { file });
      return reply.type('audio/wav').header('cache-control', 'no-store').send(Buffer.from(wav));
    },
  );
};

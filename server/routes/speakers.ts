import { createReadStream } from 'node:fs';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { Refused } from '../contract/refusal.ts';
import { MusicCard, SpeakerHeard, SpeakerLease, SpeakerLeased } from '../contract/speaker.ts';
import type { Loudspeakers } from '../live/loudspeakers.ts';
import type { Music, Track } from '../music.ts';
import { refusals } from './common.ts';

const tags = ['speech'];
const params = Type.Object({ id: Type.String({ minLength: 1, maxLength: 40 }) });
const Sound = (type: string) => ({
  description: 'A sound file',
  content: { [type]: { schema: Type.Unsafe<Buffer>({ type: 'string' }) } },
});

/** For pages that lend a loudspeaker their sound: who may speak, what, and what became of it. Music goes the same way. */
export const speakerRoutes: FastifyPluginAsyncTypebox<{ loudspeakers: Loudspeakers; music: Music }> = async (
  app,
  { loudspeakers, music },
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
        response: { 200: Sound('audio/wav'), ...refusals },
      },
    },
    async (request, reply) => {
      const { id, file } = request.params;
      const wav = loudspeakers.wav(id, Number.parseInt(file, 10));
      if (wav === null) throw new Refused('not-found', { file });
      return reply.type('audio/wav').header('cache-control', 'no-store').send(Buffer.from(wav));
    },
  );

  app.get(
    '/music',
    { schema: { tags, summary: 'Background music 背景音乐', response: { 200: MusicCard, ...refusals } } },
    async () => music.card(),
  );

  app.get(
    '/music/:file',
    {
      schema: {
        tags,
        summary: 'One track; a range of its bytes may be asked for',
        params: Type.Object({ file: Type.String({ minLength: 1, maxLength: 255 }) }),
        response: { 200: Sound('audio/*'), 206: Sound('audio/*'), ...refusals },
      },
    },
    async (request, reply) => {
      const track = await music.track(request.params.file);
      if (track === null) throw new Refused('not-found', { file: request.params.file });
      return sendTrack(reply, track, request.headers.range);
    },
  );
};

function sendTrack(reply: FastifyReply, { path, type, bytes }: Track, range: string | undefined): FastifyReply {
  reply.type(type).header('accept-ranges', 'bytes').header('cache-control', 'public, max-age=600');
  const asked = /^bytes=([0-9]{1,15})-([0-9]{0,15})$/.exec(range ?? '');
  if (asked === null) return reply.header('content-length', bytes).send(createReadStream(path));
  const start = Number(asked[1]);
  const end = Math.min(bytes - 1, asked[2] ? Number(asked[2]) : bytes - 1);
  if (start > end) return reply.code(416).header('content-range', `bytes */${bytes}`).send();
  reply
    .code(206)
    .header('content-range', `bytes ${start}-${end}/${bytes}`)
    .header('content-length', end - start + 1);
  return reply.send(createReadStream(path, { start, end }));
}

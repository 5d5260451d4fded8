import { createReadStream } from 'node:fs';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { Refused } from '../contract/refusal.ts';
import { MusicCard } from '../contract/speaker.ts';
import type { Music, Track } from '../music.ts';
import { refusals } from './common.ts';

const tags = ['speech'];
const Sound = {
  description: 'A sound file',
  content: { 'audio/*': { schema: Type.Unsafe<Buffer>({ type: 'string' }) } },
};

/** Background music: what there is, and each track. */
export const musicRoutes: FastifyPluginAsyncTypebox<{ music: Music }> = async (app, { music }) => {
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
        response: { 200: Sound, 206: Sound, ...refusals },
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

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import { ClipWords, KeptClip, PackCard, type PackDesk, PackIdentity, RecordingScript } from '../contract/recording.ts';
import { VoiceId } from '../contract/speech.ts';
import { refusals } from './common.ts';

const tags = ['speech'];
/** Eight seconds of 16-bit sound at 48 kHz, and a header. */
const clipMostBytes = 1024 * 1024;
const pack = Type.Object({ pack: VoiceId });
const clip = Type.Object({ pack: VoiceId, words: ClipWords });
const Wave = {
  description: 'A WAV file: 16 bits, one channel',
  content: { 'audio/wav': { schema: Type.Unsafe<Buffer>({ type: 'string' }) } },
};
const recorder = (request: FastifyRequest) => staffOf(request, 'supervisor', 'admin');

export interface RecordingsOptions {
  packs: PackDesk;
  script: RecordingScript;
}

/** Recording a voice for the hall, clip by clip. What is recorded speaks with the next call. */
export const recordingRoutes: FastifyPluginAsyncTypebox<RecordingsOptions> = async (app, { packs, script }) => {
  app.get(
    '/recordings',
    {
      schema: {
        tags,
        summary: 'Recorded voices, and what there is to read 录音',
        response: { 200: Type.Object({ packs: Type.Array(PackCard), script: RecordingScript }), ...refusals },
      },
    },
    async (request) => {
      recorder(request);
      return { packs: await packs.list(), script };
    },
  );

  app.put(
    '/recordings/:pack',
    {
      schema: {
        tags,
        summary: 'Make a recorded voice, or give it another name',
        params: pack,
        body: PackIdentity,
        response: { 200: PackCard, ...refusals },
      },
    },
    async (request) => {
      recorder(request);
      return packs.name(request.params.pack, request.body);
    },
  );
};

/** The clips of a recorded voice. */
export const clipRoutes: FastifyPluginAsyncTypebox<Pick<RecordingsOptions, 'packs'>> = async (app, { packs }) => {
  app.addContentTypeParser('audio/wav', { parseAs: 'buffer', bodyLimit: clipMostBytes }, (_request, body, done) =>
    done(null, body),
  );

  app.put(
    '/recordings/:pack/:words',
    { schema: { tags, summary: 'Keep a clip (WAV)', params: clip, response: { 200: KeptClip, ...refusals } } },
    async (request) => {
      recorder(request);
      const wav = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      return packs.keep(request.params.pack, request.params.words, wav);
    },
  );

  app.get(
    '/recordings/:pack/:words',
    { schema: { tags, summary: 'Hear a clip (WAV)', params: clip, response: { 200: Wave, ...refusals } } },
    async (request, reply) => {
      recorder(request);
      const wav = await packs.clip(request.params.pack, request.params.words);
      return reply.type('audio/wav').header('cache-control', 'no-store').send(Buffer.from(wav));
    },
  );

  app.delete(
    '/recordings/:pack/:words',
    {
      schema: {
        tags,
        summary: 'Take a clip out',
        params: clip,
        response: { 200: Type.Object({ ok: Type.Literal(true) }), ...refusals },
      },
    },
    async (request) => {
      recorder(request);
      await packs.remove(request.params.pack, request.params.words);
      return { ok: true as const };
    },
  );
};

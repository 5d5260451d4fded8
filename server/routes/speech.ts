import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { houseVoice, SpeakableText, type SpeechDesk, VoiceCard, VoiceId } from '../contract/speech.ts';
import { refusals } from './common.ts';

const tags = ['speech'];
/** A screen says the same sentences all day; after this time it asks whether they still sound so. */
const cacheControl = 'public, max-age=600';
const Wave = {
  description: 'A WAV file: 16 bits, one channel, without chime',
  content: { 'audio/wav': { schema: Type.Unsafe<Buffer>({ type: 'string' }) } },
};

/** What screens have said aloud: prompts and numbers, by the voices of the hall's loudspeakers. */
export const speechRoutes: FastifyPluginAsyncTypebox<{ speech: SpeechDesk }> = async (app, { speech }) => {
  app.get(
    '/speech',
    {
      schema: {
        tags,
        summary: 'Say a sentence 朗读',
        description:
          'Plain text of at most 120 characters. The answer has an ETag; 304 when the sentence still sounds the same. 503 `no-voice` where nothing can speak: use the browser’s own voice or the chime.',
        querystring: Type.Object(
          { text: SpeakableText, voice: Type.Optional(VoiceId) },
          { additionalProperties: false },
        ),
        response: {
          200: Wave,
          304: Type.Unsafe<undefined>({ description: 'It still sounds the same' }),
          ...refusals,
          '5xx': refusals['4xx'],
        },
      },
    },
    async (request, reply) => {
      const { text, voice = houseVoice } = request.query;
      const tag = `"${await speech.mark(text, voice)}"`;
      reply.header('etag', tag).header('cache-control', cacheControl);
      if (known(request.headers['if-none-match'], tag)) return reply.code(304).send();
      try {
        return reply.type('audio/wav').send(Buffer.from(await speech.speak(text, voice)));
      } catch (error) {
        reply.removeHeader('etag').header('cache-control', 'no-store');
        throw error;
      }
    },
  );

  app.get(
    '/voices',
    {
      schema: {
        tags,
        summary: 'Voices to choose from, with a sentence to try each',
        response: { 200: Type.Array(VoiceCard), ...refusals },
      },
    },
    async () => speech.voices(),
  );
};

function known(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((each) => each.trim().replace(/^W\//, '') === tag);
}

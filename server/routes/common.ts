import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Role } from '../contract/actor.ts';
import { Problem } from '../contract/problem.ts';
import type { Acted } from '../hall.ts';

/** Chosen by the client, once per intention: the same id is answered with what was recorded the first time. */
export const CommandId = Type.String({
  minLength: 8,
  maxLength: 64,
  pattern: '^[A-Za-z0-9_-]+$',
  description: 'One id per intention of a person; repeat it on a retry.',
});
export const Reason = Type.String({ minLength: 1, maxLength: 200 });
export const TicketId = Type.String({ minLength: 8, maxLength: 40, pattern: '^[A-Za-z0-9_-]+$' });
export const Terminal = Type.String({ minLength: 1, maxLength: 40, pattern: '^[a-z][a-z0-9-]*$' });

/** Whoever may read dossiers, whole or masked. */
export const dossierReaders: readonly Role[] = ['clerk', 'supervisor', 'archivist'];

/** Answers of refusals, for the description of a route. Any route may refuse a request that is not well formed. */
export const refusals = {
  '4xx': {
    description: 'Problem details (RFC 9457) with a stable `code`.',
    content: { 'application/problem+json': { schema: Problem } },
  },
};

export const openBody = { additionalProperties: false } as const;

/** Sends a recorded answer as it was recorded. */
export function sendActed(reply: FastifyReply, acted: Acted, status = 200): FastifyReply {
  return reply.code(status).type('application/json; charset=utf-8').send(acted.text);
}

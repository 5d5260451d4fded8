import type { FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import type { Actor, Role, StaffActor } from '../contract/actor.ts';
import { Refused } from '../contract/refusal.ts';
import { type Sessions, type SignedIn, sessionCookie } from './sessions.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in on this connection's cookie, or null. */
    signedIn: SignedIn | null;
  }
}

/** Reads the session cookie of every request of the API. */
export const sessionGuard = fastifyPlugin<{ sessions: Sessions }>(async (app, { sessions }) => {
  app.decorateRequest('signedIn', null);
  app.addHook('onRequest', (request, _reply, done) => {
    const { cookie } = request.headers;
    if (cookie !== undefined) request.signedIn = sessions.find(tokenIn(cookie));
    done();
  });
});

/** The session's token; it is made of letters that need no decoding. */
function tokenIn(cookie: string): string | undefined {
  const start = `${sessionCookie}=`;
  for (const part of cookie.split(';')) {
    const pair = part.trim();
    if (pair.startsWith(start)) return pair.slice(start.length);
  }
  return undefined;
}

/** Whether the session that a request came with still stands; true for a request without one. */
export function stillSignedIn(request: FastifyRequest, sessions: Sessions): boolean {
  const { cookie } = request.headers;
  return request.signedIn === null || (cookie !== undefined && sessions.find(tokenIn(cookie)) !== null);
}

/** The signed-in person, or a refusal. With roles given, one of them is needed. */
export function staffOf(request: FastifyRequest, ...roles: Role[]): StaffActor {
  const actor = request.signedIn?.actor;
  if (actor === undefined) throw new Refused('sign-in-first');
  if (roles.length > 0 && !roles.includes(actor.role)) throw new Refused('not-allowed', { allowed: roles });
  return actor;
}

/** The signed-in person, else the terminal, else the citizen who holds the ticket. */
export function anyoneOf(request: FastifyRequest, terminal: string | null): Actor {
  const actor = request.signedIn?.actor;
  if (actor !== undefined) return actor;
  return terminal === null ? { kind: 'citizen' } : { kind: 'terminal', terminal };
}

/** Whether the request came over the loopback interface. */
export function fromThisMachine(request: FastifyRequest): boolean {
  return /^(127\.|::1$|::ffff:127\.)/.test(request.ip);
}

import '@fastify/cookie';
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

/** Reads the session cookie of every request of the API. Needs the cookie plugin before it. */
export const sessionGuard = fastifyPlugin<{ sessions: Sessions }>(async (app, { sessions }) => {
  app.decorateRequest('signedIn', null);
  app.addHook('onRequest', (request, _reply, done) => {
    const token = request.cookies[sessionCookie];
    if (token !== undefined) request.signedIn = sessions.find(token);
    done();
  });
});

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

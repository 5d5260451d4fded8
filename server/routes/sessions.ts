import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { fromThisMachine } from '../access/guard.ts';
import { type Sessions, type SignedIn, sessionCookie } from '../access/sessions.ts';
import { Refused } from '../contract/refusal.ts';
import { Session } from '../contract/session.ts';
import type { Hall } from '../hall.ts';
import { postsOf } from '../hall-look.ts';
import { openBody, refusals } from './common.ts';

const tags = ['sessions'];
const SignInBody = Type.Object(
  {
    staff: Type.String({ minLength: 1, maxLength: 40 }),
    password: Type.String({ minLength: 1, maxLength: 200 }),
    /** Allowed so that every command may carry one; signing in twice is harmless without it. */
    commandId: Type.Optional(Type.String({ minLength: 8, maxLength: 64 })),
  },
  openBody,
);

export const sessionRoutes: FastifyPluginAsyncTypebox<{ hall: Hall; sessions: Sessions }> = async (app, options) => {
  const { hall, sessions } = options;
  const answer = ({ actor, name }: SignedIn): Session => ({
    staff: actor.staff,
    name,
    role: actor.role,
    ...postsOf(hall, actor.staff),
  });

  app.post(
    '/sessions',
    { schema: { tags, summary: 'Sign in 登录', body: SignInBody, response: { 201: Session, ...refusals } } },
    async (request, reply) => {
      const { staff, password } = request.body;
      const { token, signedIn } = await sessions.signIn(staff, password, fromThisMachine(request));
      await hall.act({ type: 'sign-in' }, signedIn.actor);
      reply.setCookie(sessionCookie, token, { path: '/', httpOnly: true, sameSite: 'strict' });
      return reply.code(201).send(answer(signedIn));
    },
  );

  app.get(
    '/sessions/current',
    { schema: { tags, summary: 'Who is signed in here', response: { 200: Session, ...refusals } } },
    async (request) => {
      if (request.signedIn === null) throw new Refused('sign-in-first');
      return answer(request.signedIn);
    },
  );

  app.delete(
    '/sessions/current',
    { schema: { tags, summary: 'Sign out 退出', response: { 204: Type.Null(), ...refusals } } },
    async (request, reply) => {
      // Nobody leaves with a visitor in hand; the counter closes with its clerk.
      if (request.signedIn !== null) await hall.act({ type: 'sign-out' }, request.signedIn.actor);
      sessions.signOut(request.cookies[sessionCookie]);
      reply.clearCookie(sessionCookie, { path: '/' });
      return reply.code(204).send(null);
    },
  );
};

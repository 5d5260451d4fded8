import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import type { Stations } from '../access/stations.ts';
import { KioskReport, KioskSession, KioskSessionId } from '../contract/kiosk-session.ts';
import { Refused } from '../contract/refusal.ts';
import type { Hall } from '../hall.ts';
import type { KioskSessions } from '../live/kiosk-sessions.ts';
import { CommandId, openBody, refusals, Terminal } from './common.ts';

const tags = ['kiosk-sessions'];
const params = Type.Object({ terminal: Terminal });
const response = { 200: KioskSession, ...refusals };
const ReportBody = Type.Object({ commandId: CommandId, ...KioskReport.properties }, openBody);
const EndBody = Type.Object({ commandId: CommandId, session: KioskSessionId }, openBody);
const TakeBody = Type.Object({ commandId: CommandId, session: KioskSessionId, desk: Terminal }, openBody);
const ReleaseBody = Type.Object(
  {
    commandId: CommandId,
    session: KioskSessionId,
    /** The number that the guide took for the visitor. */
    number: Type.Optional(Type.String({ pattern: '^[0-9]{1,8}$' })),
  },
  openBody,
);

const reportSchema = {
  tags,
  summary: 'Say where the visitor at a kiosk is',
  description: "For this machine and for the browser that holds the kiosk's live view; the cookie of that view tells.",
  params,
  body: ReportBody,
  response,
};

export interface KioskSessionRoutesOptions {
  hall: Hall;
  kiosks: KioskSessions;
  stations: Pick<Stations, 'require'>;
  /** Whether the person who sent a request is still signed in. */
  stands(request: FastifyRequest): boolean;
}

/** 取号机会话: where a kiosk's visitor stands, so that a guide can go on for them. All of it may be sent twice. */
export const kioskSessionRoutes: FastifyPluginAsyncTypebox<KioskSessionRoutesOptions> = async (app, options) => {
  const { hall, kiosks, stations, stands } = options;
  app.post('/kiosk-sessions/:terminal/report', { schema: reportSchema }, async (request) => {
    stations.require(request, 'kiosk', request.params.terminal);
    const { session, page, services } = request.body;
    const unknown = services.find((code) => !hall.model.services.has(code));
    if (unknown !== undefined) throw new Refused('unknown-service', { service: unknown });
    return kiosks.report(request.params.terminal, { session, page, services });
  });

  app.post(
    '/kiosk-sessions/:terminal/end',
    {
      schema: {
        tags,
        summary: 'The visitor is gone or has a number',
        params,
        body: EndBody,
        response: { 200: Type.Object({ ended: Type.Boolean() }), ...refusals },
      },
    },
    async (request) => {
      kiosks.end(request.params.terminal, request.body.session);
      return { ended: true };
    },
  );

  app.post(
    '/kiosk-sessions/:terminal/take-over',
    {
      schema: {
        tags,
        summary: 'Go on for the visitor at a kiosk 接手',
        description: 'Ends by itself after five minutes, when the guide signs out, or when the visitor goes on alone.',
        params,
        body: TakeBody,
        response,
      },
    },
    async (request) => {
      staffOf(request, 'desk', 'supervisor');
      const { session, desk } = request.body;
      return kiosks.takeOver(request.params.terminal, session, desk, () => stands(request));
    },
  );

  app.post(
    '/kiosk-sessions/:terminal/release',
    { schema: { tags, summary: 'Give the kiosk back to its visitor 交还', params, body: ReleaseBody, response } },
    async (request) => {
      const { session, number = null } = request.body;
      if (number !== null) staffOf(request, 'desk', 'supervisor');
      return kiosks.release(request.params.terminal, session, number);
    },
  );
};

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Stations } from '../access/stations.ts';
import { OwnCard } from '../contract/card.ts';
import { nationName } from '../contract/nations.ts';
import { NumberStatus } from '../contract/number-status.ts';
import { Refused } from '../contract/refusal.ts';
import type { Hall } from '../hall.ts';
import { numberStatus, numbersOf, ticketByNumber } from '../hall-look.ts';
import type { SignalDesk } from '../signal-desk.ts';
import { CommandId, openBody, refusals, Terminal } from './common.ts';

export const CardToken = Type.String({ pattern: '^[A-Za-z0-9_-]{16}$' });
const params = Type.Object({ terminal: Terminal, token: CardToken });
const tags = ['cards'];

/** Whose card lies at a terminal. Throws `card-gone`. */
export function visitorAt(signals: Pick<SignalDesk, 'visitor'>, terminal: string, token: string): string {
  const visitor = signals.visitor(terminal, token);
  if (visitor === null) throw new Refused('card-gone');
  return visitor;
}

export interface KioskCardRoutesOptions {
  hall: Hall;
  signals: SignalDesk;
  stations: Pick<Stations, 'require'>;
}

/** What a kiosk may do for whoever laid an id card on its reader; only the kiosk learnt the token. */
export const kioskCardRoutes: FastifyPluginAsyncTypebox<KioskCardRoutesOptions> = async (app, options) => {
  const { hall, signals } = options;
  await app.register(ownCardRoutes, options);

  app.get(
    '/kiosks/:terminal/cards/:token',
    {
      schema: {
        tags,
        summary: 'Where the numbers stand that were taken with this card today 刷证查号',
        params,
        response: { 200: Type.Array(NumberStatus), ...refusals },
      },
    },
    async ({ params: { terminal, token } }) => numbersOf(hall, visitorAt(signals, terminal, token)),
  );

  app.post(
    '/kiosks/:terminal/cards/:token/reprint',
    {
      schema: {
        tags,
        summary: 'Print the slip of one’s own number once more, marked 本人刷证补打',
        params,
        body: Type.Object({ commandId: CommandId, number: Type.String({ pattern: '^[0-9A-Z]{2,9}$' }) }, openBody),
        response: { 200: NumberStatus, ...refusals },
      },
    },
    async (request) => {
      const { terminal, token } = request.params;
      const { commandId, number } = request.body;
      const ticket = ticketByNumber(hall, number);
      if (ticket.visitor !== visitorAt(signals, terminal, token)) throw new Refused('unknown-ticket', { number });
      const command = { type: 'reprint-slip' as const, ticketId: ticket.id, terminal, reason: '本人刷证补打' };
      await hall.act(command, { kind: 'terminal', terminal }, commandId);
      return numberStatus(hall, number);
    },
  );

  app.delete(
    '/kiosks/:terminal/cards/:token',
    {
      schema: {
        tags,
        summary: 'The visitor has left: forget the card 清除',
        params,
        response: { 204: Type.Null(), ...refusals },
      },
    },
    async (request, reply) => {
      signals.forget(request.params.terminal, request.params.token);
      return reply.code(204).send(null);
    },
  );
};

const ownCardRoutes: FastifyPluginAsyncTypebox<KioskCardRoutesOptions> = async (app, { signals, stations }) => {
  app.get(
    '/kiosks/:terminal/cards/:token/fields',
    {
      schema: {
        tags,
        summary: 'What the card says, for a form that its holder fills in here 刷证填表',
        description: "For a minute, and for the kiosk's own browser alone; the cookie of its live view tells.",
        params,
        response: { 200: OwnCard, ...refusals },
      },
    },
    async (request, reply) => {
      const { terminal, token } = request.params;
      stations.require(request, 'kiosk', terminal);
      const card = signals.ownCard(terminal, token);
      if (card === null) throw new Refused('card-gone');
      reply.header('cache-control', 'no-store');
      const { name, number, sex, bornOn, address } = card;
      return { name, number, sex, nation: nationName(card.nation), bornOn, address };
    },
  );
};

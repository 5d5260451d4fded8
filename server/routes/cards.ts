import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import { CardFields } from '../contract/card.ts';
import { Refused } from '../contract/refusal.ts';
import type { Hall } from '../hall.ts';
import type { SignalDesk } from '../signal-desk.ts';
import { refusals } from './common.ts';

const tags = ['cards'];

export const cardRoutes: FastifyPluginAsyncTypebox<{ hall: Hall; signals: SignalDesk }> = async (app, options) => {
  const { hall, signals } = options;
  app.get(
    '/counters/:no/card/:token',
    {
      schema: {
        tags,
        summary: 'The card on the reader of this counter, once, for its own clerk',
        params: Type.Object({
          no: Type.String({ pattern: '^[0-9]{1,3}$' }),
          token: Type.String({ pattern: '^[A-Za-z0-9_-]{16}$' }),
        }),
        response: { 200: CardFields, ...refusals },
      },
    },
    async (request) => {
      const { staff } = staffOf(request);
      const counter = Number(request.params.no);
      const clerk = hall.state.counters.get(counter)?.staff ?? null;
      if (clerk !== staff) throw new Refused('not-your-counter', { counter, staff: clerk });
      const card = signals.takeCard(`counter-${counter}`, request.params.token);
      if (card === null) throw new Refused('card-gone');
      const { name, number, numberFits, address, validUntil } = card;
      return { name, number, numberFits, address, validUntil };
    },
  );
};

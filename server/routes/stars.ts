import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import { starTable } from '../contract/duty-tables.ts';
import { OwnStars, PublicStars, StarAdjustmentBody, StarMonth } from '../contract/stars.ts';
import type { Hall } from '../hall.ts';
import { CommandId, openBody, Reason, refusals, sendActed } from './common.ts';
import { FileQuery, fileAnswers, sendTable } from './service-reports.ts';

const tags = ['stars'];
const Month = Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$' });

type Options = { hall: Hall; today(): string };

export const starRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { hall, today }) => {
  await app.register(contestRoutes, { hall, today });
  await app.register(contestVerbs, { hall });
  const thisMonth = () => today().slice(0, 'yyyy-MM'.length);
  app.get(
    '/stars',
    {
      schema: {
        tags,
        summary: 'Stars of the last closed month by counter, for the notices wall; names nobody',
        response: { 200: PublicStars, ...refusals },
      },
    },
    async () => {
      const { month, ofCounter } = hall.stars.now;
      const counters = [...hall.model.counters.values()].flatMap(({ no, name, zone }) => {
        const stars = ofCounter.get(no) ?? 0;
        return stars > 0 ? [{ counter: no, post: name, zone, stars }] : [];
      });
      return { month, counters };
    },
  );

  app.get(
    '/stars/mine',
    {
      schema: {
        tags,
        summary: 'Points of the person who asks, with every deduction and its record',
        querystring: Type.Object({ month: Type.Optional(Month) }, openBody),
        response: { 200: OwnStars, ...refusals },
      },
    },
    async (request) => {
      const { staff } = staffOf(request);
      const { people, state, month } = hall.stars.month(request.query.month ?? thisMonth(), hall.now());
      return { month, state, result: people.find(({ key }) => key === staff) ?? null };
    },
  );
};

const contestRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { hall, today }) => {
  app.get(
    '/reports/stars',
    {
      schema: {
        tags,
        summary:
          'The star contest of a month 星级服务竞赛: points of people and counters, each deduction with its record',
        querystring: Type.Object({ month: Type.Optional(Month) }, openBody),
        response: { 200: StarMonth, ...refusals },
      },
    },
    async (request) => {
      staffOf(request, 'supervisor', 'admin');
      return hall.stars.month(request.query.month ?? today().slice(0, 'yyyy-MM'.length), hall.now());
    },
  );

  app.get(
    '/reports/stars/table',
    {
      schema: {
        tags,
        summary: 'The star contest of a month as CSV or XLSX',
        querystring: Type.Object({ month: Month, ...FileQuery }, openBody),
        response: fileAnswers,
      },
    },
    async (request, reply) => {
      staffOf(request, 'supervisor', 'admin');
      const { month, format, lang = 'zh' } = request.query;
      const table = starTable(hall.stars.month(month, hall.now()), lang);
      return sendTable(reply, table, { name: `stars-${month}`, format, lang });
    },
  );
};

const contestVerbs: FastifyPluginAsyncTypebox<Pick<Options, 'hall'>> = async (app, { hall }) => {
  app.post(
    '/reports/stars/close',
    {
      schema: {
        tags,
        summary: 'Close a month that is over: its results are frozen and shown 公布',
        body: Type.Object({ commandId: CommandId, month: Month }, openBody),
        response: { 200: StarMonth, ...refusals },
      },
    },
    async (request, reply) => {
      const { commandId, month } = request.body;
      const actor = staffOf(request, 'supervisor', 'admin');
      return sendActed(reply, await hall.act({ type: 'close-star-month', month }, actor, commandId));
    },
  );

  app.post(
    '/reports/stars/adjust',
    {
      schema: {
        tags,
        summary: 'Give a bonus, lift a deduction or add one, with the reason 更正; before and after the close',
        body: Type.Object(
          { commandId: CommandId, month: Month, adjustment: StarAdjustmentBody, reason: Reason },
          openBody,
        ),
        response: { 200: StarMonth, ...refusals },
      },
    },
    async (request, reply) => {
      const { commandId, month, adjustment, reason } = request.body;
      const command = { type: 'adjust-stars', month, adjustment, reason } as const;
      return sendActed(reply, await hall.act(command, staffOf(request, 'supervisor', 'admin'), commandId));
    },
  );
};

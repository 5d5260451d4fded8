import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import { Refused } from '../contract/refusal.ts';
import { SignCard } from '../contract/sign.ts';
import { type SignDrawing, signDocument } from '../contract/sign-shapes.ts';
import type { Hall } from '../hall.ts';
import { wayTo } from '../hall-look.ts';
import { type Decal, decalPlan, decalsAlong } from '../signs/decal-plan.ts';
import { printReady } from '../signs/print-ready.ts';
import { signsPdf } from '../signs/sign-pdf.ts';
import { mapsOf, signsOf } from '../signs/sign-set.ts';
import { refusals } from './common.ts';

const tags = ['signs'];
const params = Type.Object({
  name: Type.String({ pattern: '^(counter-[0-9]{2,3}|(zone|decal)-[1-9]|(plan|map)-[A-Za-z0-9-]{1,40})$' }),
});
const picture = { description: 'Print-ready', content: { 'image/svg+xml': { schema: Type.String() } } };
const sheets = {
  description: 'A page for each sign, at true size with bleed and crop marks',
  content: { 'application/pdf': { schema: Type.Unsafe<Buffer>({ type: 'string' }) } },
};
/** Between the middles of stickers that lie beside each other; one is 300 mm wide. */
const besideMetres = 0.6;
const makers = ['supervisor', 'admin'] as const;

/** Signs for the walls and the floor, out of the registry from which the screens draw (guidance W5). */
export const signRoutes: FastifyPluginAsyncTypebox<{ hall: Hall }> = async (app, { hall }) => {
  const all = () => [...signsOf(hall.model.file), ...mapsOf(hall.model.file), ...plansOf(hall)];

  app.get(
    '/signs',
    {
      schema: {
        tags,
        summary: 'Every sign with its size 标牌清单',
        response: { 200: Type.Array(SignCard), ...refusals },
      },
    },
    async (request) => {
      staffOf(request, ...makers);
      return all().map(({ name, drawing }) => ({ name, widthMm: drawing.width / 2, heightMm: drawing.height / 2 }));
    },
  );

  app.get(
    '/signs/signs.pdf',
    { schema: { tags, summary: 'All signs as one PDF 全部标牌', response: { 200: sheets, ...refusals } } },
    async (request, reply) => {
      staffOf(request, ...makers);
      const ready: SignDrawing[] = [];
      for (const { drawing } of all()) ready.push(await printReady(drawing));
      return reply.type('application/pdf').send(await signsPdf(ready, hall.now()));
    },
  );

  app.get(
    '/signs/:name.svg',
    { schema: { tags, summary: 'One sign 一张标牌', params, response: { 200: picture, ...refusals } } },
    async (request, reply) => {
      staffOf(request, ...makers);
      const sign = all().find(({ name }) => name === request.params.name);
      if (sign === undefined) throw new Refused('not-found', { sign: request.params.name });
      return reply.type('image/svg+xml').send(signDocument(await printReady(sign.drawing)));
    },
  );
};

/** A sheet for each floor with the stickers of the ways from the entrance to every zone; none without a floor plan. */
function plansOf(hall: Hall): { name: string; drawing: SignDrawing }[] {
  const { floors: plan, zones, counters } = hall.model.file;
  const entrance = plan?.places.find(({ kind }) => kind === 'entrance');
  if (plan === undefined || entrance === undefined) return [];
  const placed = new Set(plan.counters.map(({ no }) => no));
  const decals = zones.flatMap((zone, index): Decal[] => {
    const aside = (index - (zones.length - 1) / 2) * besideMetres;
    const first = counters.find(({ no, zone: number }) => number === zone.zone && placed.has(no));
    return first === undefined ? [] : decalsAlong(zone.zone, wayTo(hall, entrance.id, first.no, false), aside);
  });
  return plan.floors.map((floor) => ({
    name: `plan-${floor.id}`,
    drawing: decalPlan(
      floor,
      plan,
      zones,
      decals.filter((decal) => decal.floor === floor.id),
    ),
  }));
}

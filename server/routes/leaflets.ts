import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import { OrderedLeaflet, PaperSlipForm, slipFormsOf } from '../contract/leaflet.ts';
import { PaperKind } from '../contract/paper.ts';
import { Refused } from '../contract/refusal.ts';
import type { Hall } from '../hall.ts';
import { printerNear } from '../leaflet-writer.ts';
import type { PaperDesk } from '../paper-desk.ts';
import { CommandId, openBody, refusals, sendActed, Terminal } from './common.ts';
import { DossierNo } from './papers.ts';

const where = {
  commandId: CommandId,
  /** A printer by its id; left out, the one at `terminal`, else the nearest. */
  printer: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
  terminal: Type.Optional(Terminal),
};
const response = { 201: OrderedLeaflet, ...refusals };

export interface LeafletRoutesOptions {
  hall: Hall;
  papers: Pick<PaperDesk, 'content'>;
  noteReading(reader: string, what: string): void;
}

/** Slips that belong to no ticket, into the print ledger like any other. */
export const leafletRoutes: FastifyPluginAsyncTypebox<LeafletRoutesOptions> = async (app, options) => {
  const { hall } = options;
  await app.register(paperSlipRoutes, options);

  app.post(
    '/slips/:id/again',
    {
      schema: {
        tags: ['tickets'],
        summary: 'Print a leaflet of today once more; that of a dossier is marked as a reprint 小票补打',
        params: Type.Object({ id: Type.String({ pattern: '^[1-9][0-9]{0,14}$' }) }),
        body: Type.Object(where, openBody),
        response,
      },
    },
    async (request, reply) => {
      const actor = staffOf(request, 'clerk', 'desk', 'supervisor');
      const { commandId, printer, terminal = null } = request.body;
      const leaflet = hall.state.slips.get(Number(request.params.id))?.leaflet;
      if (leaflet === undefined) throw new Refused('not-found', { slip: request.params.id });
      if (leaflet.form !== 'sketch' && actor.role === 'clerk')
        hall.dossiers.requirePaperRight(leaflet.no, actor, hall.now());
      const chosen = printer ?? printerNear(hall, actor, terminal);
      const command = { type: 'print-leaflet' as const, leaflet, printer: chosen };
      return sendActed(reply, await hall.act(command, actor, commandId), 201);
    },
  );

  app.post(
    '/items/:code/sketch',
    {
      schema: {
        tags: ['tickets'],
        summary: 'Print where a matter outside the hall is done 去处示意小票',
        params: Type.Object({ code: Type.String({ pattern: '^[A-Z]{2}[0-9]{2}$' }) }),
        body: Type.Object(where, openBody),
        response,
      },
    },
    async (request, reply) => {
      const actor = staffOf(request, 'clerk', 'desk', 'supervisor');
      const { commandId, printer, terminal = null } = request.body;
      const item = request.params.code;
      if (!hall.model.items.has(item)) throw new Refused('unknown-item', { item });
      const counters = hall.model.countersOf.get(item);
      if (counters !== undefined) throw new Refused('item-in-hall', { item, counters: [...counters] });
      const chosen = printer ?? printerNear(hall, actor, terminal);
      const command = { type: 'print-leaflet' as const, leaflet: { form: 'sketch' as const, item }, printer: chosen };
      return sendActed(reply, await hall.act(command, actor, commandId), 201);
    },
  );
};

const paperSlipRoutes: FastifyPluginAsyncTypebox<LeafletRoutesOptions> = async (app, options) => {
  const { hall, papers, noteReading } = options;
  app.post(
    '/dossiers/:no/papers/:kind/print',
    {
      schema: {
        tags: ['papers'],
        summary: 'Print a paper as a slip: pictures of what is missing, or large print 文书小票',
        params: Type.Object({ no: DossierNo, kind: PaperKind }),
        querystring: Type.Object({ serial: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,2}$' })) }, openBody),
        body: Type.Object({ ...where, form: PaperSlipForm }, openBody),
        response,
      },
    },
    async (request, reply) => {
      const actor = staffOf(request, 'clerk', 'desk', 'supervisor');
      const { no, kind } = request.params;
      const { commandId, form, printer, terminal = null } = request.body;
      if (actor.role === 'clerk') hall.dossiers.requirePaperRight(no, actor, hall.now());
      const asked = request.query.serial;
      const { serial } = papers.content({ no, kind, ...(asked === undefined ? {} : { serial: Number(asked) }) });
      const allowed = slipFormsOf(kind);
      if (!allowed.includes(form)) throw new Refused('no-such-slip-form', { kind, allowed });
      const leaflet = { form, no, paper: kind, serial };
      const chosen = printer ?? printerNear(hall, actor, terminal);
      const acted = await hall.act({ type: 'print-leaflet', leaflet, printer: chosen }, actor, commandId);
      if (!acted.repeated) noteReading(actor.staff, `printed paper ${kind} of dossier ${no} as a slip`);
      return sendActed(reply, acted, 201);
    },
  );
};

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Static, Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import type { StaffActor } from '../contract/actor.ts';
import { type DossierStatus, LightColour, DossierStatus as Status } from '../contract/dossier-life.ts';
import { DossierChip, DossierNotices, DossierPage, LightCounts } from '../contract/dossier-view.ts';
import type { Hall } from '../hall.ts';
import type { DossierReader } from '../reports/dossier.ts';
import type { DossierFilter, Mine } from '../reports/work-list.ts';
import { CommandId, dossierReaders, openBody, refusals } from './common.ts';

const tags = ['dossiers'];
const filter = {
  light: Type.Optional(LightColour),
  department: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
  status: Type.Optional(Status),
  chip: Type.Optional(DossierChip),
  mine: Type.Optional(Type.Literal('true')),
  search: Type.Optional(Type.String({ minLength: 1, maxLength: 60, description: 'In the number, or in the item.' })),
};
const FilterQuery = Type.Object(filter, openBody);
const ListQuery = Type.Object(
  {
    ...filter,
    order: Type.Optional(Type.Union([Type.Literal('due'), Type.Literal('light')])),
    cursor: Type.Optional(Type.String({ pattern: '^([0-9],)?[0-9]{4}-[0-9]{2}-[0-9]{2},[0-9A-Z]{8,50}$' })),
  },
  openBody,
);

/** Counters where somebody holds a post or is active now. */
function countersOf(staff: string, { state }: Hall): number[] {
  const posts = [...state.duty.posts.values()].filter((post) => post.a === staff || post.b.includes(staff));
  const open = [...state.counters.values()].filter((counter) => counter.staff === staff);
  return [...new Set([...posts.map(({ counter }) => counter), ...open.map(({ no }) => no)])];
}

const turns: Partial<Record<string, DossierStatus[]>> = {
  reviewer: ['under-review'],
  leader: ['reviewed', 'signed'],
  superior: ['forwarded'],
  cashier: ['payment-due'],
};

function mineOf({ staff, role }: StaffActor, hall: Hall): Mine {
  const config = hall.model.file.staff.find(({ id }) => id === staff);
  const statuses = (config?.duties ?? []).flatMap((duty) => turns[duty] ?? []);
  const counters = countersOf(staff, hall);
  const department = config?.department ?? null;
  const held = [department, ...counters.map((no) => hall.model.counters.get(no)?.department)];
  const answersFor = [...new Set(held.filter((each) => typeof each === 'string'))];
  return { staff, counters, department, statuses, answersFor, archives: role === 'archivist' };
}

/** 办件台: what is to be done, and what concerns the reader. */
export const dossierListRoutes: FastifyPluginAsyncTypebox<{ hall: Hall; dossiers: DossierReader }> = async (
  app,
  { hall, dossiers },
) => {
  const filterOf = (query: Static<typeof ListQuery>, actor: StaffActor): DossierFilter => {
    const { mine, search, ...rest } = query;
    const words = search?.trim() ?? '';
    const found = [...hall.model.items.values()].filter(({ code, name }) => code === words || name.includes(words));
    return {
      ...rest,
      ...(words === '' ? {} : { search: words, items: found.map(({ code }) => code) }),
      ...(mine === undefined ? {} : { mine: mineOf(actor, hall) }),
    };
  };
  app.get(
    '/dossiers',
    {
      schema: {
        tags,
        summary: 'Work list: the most urgent first, open ones unless a status is asked for 办件列表',
        querystring: ListQuery,
        response: { 200: DossierPage, ...refusals },
      },
    },
    async (request) => {
      const actor = staffOf(request, ...dossierReaders);
      return dossiers.list(filterOf(request.query, actor), hall.dossiers.listDay(hall.now()));
    },
  );
  app.get(
    '/dossiers/counts',
    {
      schema: {
        tags,
        summary: 'How many dossiers of a list show each light 各灯办件数',
        querystring: FilterQuery,
        response: { 200: LightCounts, ...refusals },
      },
    },
    async (request) => {
      const actor = staffOf(request, ...dossierReaders);
      return dossiers.counts(filterOf(request.query, actor), hall.dossiers.listDay(hall.now()));
    },
  );
  await app.register(noticeRoutes, { hall, dossiers });
};

/** 与我有关. */
const noticeRoutes: FastifyPluginAsyncTypebox<{ hall: Hall; dossiers: DossierReader }> = async (
  app,
  { hall, dossiers },
) => {
  app.get(
    '/dossier-notices',
    {
      schema: {
        tags,
        summary: 'Cards, urgings, joint tasks and answers that concern the reader 与我有关',
        response: { 200: DossierNotices, ...refusals },
      },
    },
    async (request) => {
      const { staff, role } = staffOf(request, ...dossierReaders);
      const own = hall.model.file.staff.find(({ id }) => id === staff)?.department;
      const held = countersOf(staff, hall).map((no) => hall.model.counters.get(no)?.department);
      const departments = [...new Set([own, ...held])].filter((each) => each !== undefined);
      return dossiers.notices.list({ staff, supervises: role === 'supervisor', departments });
    },
  );
  app.post(
    '/dossier-notices/seen',
    {
      schema: {
        tags,
        summary: 'Say up to which notice one has read; not a step of any dossier 已阅',
        body: Type.Object({ commandId: CommandId, seq: Type.Integer({ minimum: 0 }) }, openBody),
        response: { 200: Type.Object({ seq: Type.Integer() }, openBody), ...refusals },
      },
    },
    async (request) => {
      const { staff } = staffOf(request, ...dossierReaders);
      dossiers.notices.seen(staff, request.body.seq);
      return { seq: request.body.seq };
    },
  );
};

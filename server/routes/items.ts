import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import { Item } from '../contract/item.ts';
import { ItemChanged, ItemImport, ItemVersion } from '../contract/item-version.ts';
import { Refused } from '../contract/refusal.ts';
import type { ItemBook } from '../item-book.ts';
import { itemsAsCsv, readItemList } from '../item-list.ts';
import { CommandId, openBody, refusals } from './common.ts';

const tags = ['items'];
const params = Type.Object({ code: Item.properties.code });
const ValidFrom = Type.Optional(
  Type.String({
    format: 'date',
    description: 'From which day on new dossiers begin with it; left out, from today on.',
  }),
);
/** A county's list with all materials has some 200 KB. */
const listMostBytes = 8 * 1024 * 1024;
const attached = (name: string) => `attachment; filename="${name}"`;

/** 事项管理: items are edited by the administrator; a dossier keeps the version it began with. */
export const itemRoutes: FastifyPluginAsyncTypebox<{ items: ItemBook }> = async (app, { items }) => {
  app.get(
    '/items/:code/versions',
    {
      schema: {
        tags,
        summary: 'Every version of an item, newest first; staff only 事项版本',
        params,
        response: { 200: Type.Array(ItemVersion), ...refusals },
      },
    },
    async (request) => {
      staffOf(request);
      return items.versions(request.params.code);
    },
  );
  app.post(
    '/items/:code',
    {
      schema: {
        tags,
        summary: 'Put an item in, new or changed, as a version of its own 编辑事项',
        params,
        body: Type.Object(
          {
            commandId: CommandId,
            /** The version that was looked at; 0 for a new item. */
            basedOn: Type.Integer({ minimum: 0 }),
            validFrom: ValidFrom,
            item: Item,
          },
          openBody,
        ),
        response: { 200: ItemChanged, ...refusals },
      },
    },
    async (request) => {
      const actor = staffOf(request, 'admin');
      const { item, basedOn, validFrom, commandId } = request.body;
      if (item.code !== request.params.code) throw new Refused('unknown-item', { item: item.code });
      return items.put(item, basedOn, validFrom ?? null, actor, commandId);
    },
  );
  app.post(
    '/items/:code/take-back',
    {
      schema: {
        tags,
        summary: 'Take the newest version back by a new one 撤回更改',
        params,
        body: Type.Object({ commandId: CommandId, version: Type.Integer({ minimum: 1 }) }, openBody),
        response: { 200: ItemChanged, ...refusals },
      },
    },
    async (request) => {
      const { version, commandId } = request.body;
      return items.takeBack(request.params.code, version, staffOf(request, 'admin'), commandId);
    },
  );
  await app.register(itemListRoutes, { items });
};

/** Whole lists: what goes out comes in again unchanged. */
const itemListRoutes: FastifyPluginAsyncTypebox<{ items: ItemBook }> = async (app, { items }) => {
  app.get(
    '/items/export.json',
    {
      schema: {
        tags,
        summary: 'All items as JSON, to be edited and taken in again 导出事项',
        response: { 200: Type.Object({ items: Type.Array(Item) }, openBody), ...refusals },
      },
    },
    async (_request, reply) =>
      reply.header('content-disposition', attached('items.json')).send({ items: items.newest }),
  );
  app.get(
    '/items/export.csv',
    {
      schema: {
        tags,
        summary: 'All items as a CSV for spreadsheets, one row per material 导出事项表格',
        response: {
          200: {
            description: 'UTF-8 with a byte order mark.',
            content: { 'text/csv': { schema: Type.String() } },
          },
          ...refusals,
        },
      },
    },
    async (_request, reply) =>
      reply
        .header('content-disposition', attached('items.csv'))
        .type('text/csv; charset=utf-8')
        .send(itemsAsCsv(items.newest)),
  );
  app.post(
    '/items/import',
    {
      bodyLimit: listMostBytes,
      schema: {
        tags,
        summary: 'Take a list in, whole or not at all, or see what it would change 导入事项',
        body: Type.Object(
          {
            commandId: CommandId,
            format: Type.Union([Type.Literal('json'), Type.Literal('csv')]),
            text: Type.String({ minLength: 1, maxLength: listMostBytes }),
            validFrom: ValidFrom,
            /** Tells only what would change. */
            preview: Type.Optional(Type.Boolean()),
            /** `revision` of the preview that was looked at; refused when an item has changed since. */
            basedOn: Type.Optional(Type.Integer({ minimum: 0 })),
          },
          openBody,
        ),
        response: { 200: ItemImport, ...refusals },
      },
    },
    async (request) => {
      const actor = staffOf(request, 'admin');
      const { format, text, validFrom = null, preview, basedOn = null, commandId } = request.body;
      const list = readItemList(format, text);
      if (preview === true) return items.preview(list, validFrom);
      return items.import(list, basedOn, validFrom, actor, commandId);
    },
  );
};

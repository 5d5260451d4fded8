import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import { readHoldingList } from '../archive-list.ts';
import { ArchiveView } from '../contract/archive.ts';
import { Refused } from '../contract/refusal.ts';
import type { Hall } from '../hall.ts';
import type { ArchiveReader } from '../reports/archive.ts';
import { CommandId, dossierReaders, openBody, refusals } from './common.ts';
import { DossierNo } from './papers.ts';

const tags = ['archive'];
const listMostBytes = 8 * 1024 * 1024;
const ItemCode = Type.String({ pattern: '^[A-Z]{2}[0-9]{2}$' });

export interface ArchiveRoutesOptions {
  hall: Hall;
  archive: ArchiveReader;
  noteReading(reader: string, what: string): void;
}

/** 共享档案: what need not be asked for again. Looking is on the audit's record. */
export const archiveRoutes: FastifyPluginAsyncTypebox<ArchiveRoutesOptions> = async (app, options) => {
  const { hall, archive, noteReading } = options;
  const itemOf = (code: string) => {
    const item = hall.model.items.get(code);
    if (item === undefined) throw new Refused('unknown-item', { item: code });
    return item;
  };
  const today = () => hall.dossiers.listDay(hall.now()).today;

  app.get(
    '/dossiers/:no/archive',
    {
      schema: {
        tags,
        summary: 'What other bodies hold of a dossier’s applicant 共享档案查询',
        params: Type.Object({ no: DossierNo }),
        response: { 200: ArchiveView, ...refusals },
      },
    },
    async (request) => {
      const { staff } = staffOf(request, ...dossierReaders);
      const { no } = request.params;
      const { missing } = hall.dossiers.page(no, hall.now());
      noteReading(staff, `looked dossier ${no} up in the archive`);
      return archive.forDossier(no, itemOf(hall.dossiers.find(no).terms.item), missing, today());
    },
  );

  app.post(
    '/archive/lookup',
    {
      schema: {
        tags,
        summary: 'What other bodies hold of an applicant, before there is a dossier; changes nothing 收件前查询',
        body: Type.Object({ item: ItemCode, idNumber: Type.String({ minLength: 4, maxLength: 40 }) }, openBody),
        response: { 200: ArchiveView, ...refusals },
      },
    },
    async (request) => {
      const { staff } = staffOf(request, 'clerk', 'archivist');
      const { item, idNumber } = request.body;
      noteReading(staff, `looked an applicant for ${item} up in the archive`);
      return archive.forApplicant(idNumber, itemOf(item), today());
    },
  );

  app.post(
    '/archive/import',
    {
      bodyLimit: listMostBytes,
      schema: {
        tags,
        summary: 'Take in a CSV list of certificates that exist already, whole or not at all 证照导入',
        body: Type.Object({ commandId: CommandId, csv: Type.String({ maxLength: listMostBytes }) }, openBody),
        response: { 200: Type.Object({ taken: Type.Integer() }, openBody), ...refusals },
      },
    },
    async (request) => {
      const { staff } = staffOf(request, 'archivist', 'admin');
      const { items, departments } = hall.model;
      const known = { items: new Set(items.keys()), departments: new Set(departments.keys()) };
      return { taken: archive.takeIn(readHoldingList(request.body.csv, known), staff, hall.now()) };
    },
  );
};

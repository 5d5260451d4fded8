import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import { IssuedPaper, PaperKind, PaperList } from '../contract/paper.ts';
import type { PaperDesk } from '../paper-desk.ts';
import { CommandId, dossierReaders, openBody, refusals } from './common.ts';

const tags = ['papers'];
export const DossierNo = Type.String({ minLength: 8, maxLength: 50, pattern: '^[0-9A-Z]+$' });
const Serial = Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,2}$' }));
const pdfAnswer = {
  description: 'A4; the header x-missing-characters names characters that no font here has.',
  content: { 'application/pdf': { schema: Type.Unsafe<Buffer>({ type: 'string' }) } },
};
const asked = (params: { no: string; kind: PaperKind }, serial: string | undefined) => ({
  ...params,
  ...(serial === undefined ? {} : { serial: Number(serial) }),
});

export interface PaperRoutesOptions {
  papers: PaperDesk;
  /** Puts a reading on the audit's record. */
  noteReading(reader: string, what: string): void;
}

export const paperRoutes: FastifyPluginAsyncTypebox<PaperRoutesOptions> = async (app, { papers, noteReading }) => {
  app.get(
    '/dossiers/:no/papers',
    {
      schema: {
        tags,
        summary: 'The papers that the record calls for, and when each was given out 文书清单',
        params: Type.Object({ no: DossierNo }),
        response: { 200: PaperList, ...refusals },
      },
    },
    async (request) => {
      staffOf(request, ...dossierReaders);
      return papers.list(request.params.no);
    },
  );

  app.get(
    '/dossiers/:no/papers/:kind.pdf',
    {
      schema: {
        tags,
        summary: 'A paper as A4 PDF; asked for the first time, it is given out and stands on the record 文书打印',
        params: Type.Object({ no: DossierNo, kind: PaperKind }),
        querystring: Type.Object({ serial: Serial }, openBody),
        response: { 200: pdfAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = staffOf(request, ...dossierReaders);
      const wanted = asked(request.params, request.query.serial);
      let pdf = await papers.issued(wanted);
      if (pdf !== null) noteReading(actor.staff, `read paper ${wanted.kind} of dossier ${wanted.no}`);
      else {
        const issued = await papers.issue(wanted, actor);
        pdf = issued.pdf;
        if (issued.missing.length > 0) reply.header('x-missing-characters', issued.missing.map(codeName).join(' '));
      }
      const name = `${wanted.no}-${wanted.kind}.pdf`;
      return reply
        .header('content-disposition', `inline; filename="${name}"`)
        .header('cache-control', 'no-store')
        .type('application/pdf')
        .send(pdf);
    },
  );

  app.post(
    '/dossiers/:no/papers/:kind',
    {
      schema: {
        tags,
        summary: 'Give a paper out once more, on the record 补发文书',
        params: Type.Object({ no: DossierNo, kind: PaperKind }),
        querystring: Type.Object({ serial: Serial }, openBody),
        body: Type.Object({ commandId: CommandId }, openBody),
        response: { 201: IssuedPaper, ...refusals },
      },
    },
    async (request, reply) => {
      const wanted = asked(request.params, request.query.serial);
      const { pdf: _pdf, ...issued } = await papers.issue(wanted, staffOf(request), request.body.commandId);
      return reply.code(201).send(issued);
    },
  );
};

const codeName = (character: string) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}`;

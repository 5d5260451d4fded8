import { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import { BundleKey } from '../contract/bundle.ts';
import type { DossierOffice } from '../dossier-office.ts';
import type { Hall } from '../hall.ts';
import { dossierReaders, openBody, refusals } from './common.ts';
import { DossierNo } from './papers.ts';

const tags = ['dossiers'];
const zipAnswer = {
  description: 'A ZIP file with the dossier, its record, papers, scans and a signed manifest.',
  content: { 'application/zip': { schema: Type.Unsafe<Readable>({ type: 'string' }) } },
};
const Masked = Type.Optional(Type.Literal('true', { description: 'The applicant masked.' }));

export interface BundleRoutesOptions extends Pick<DossierOffice, 'bundles' | 'dossiers' | 'noteReading'> {
  hall: Hall;
}

/** 办件导出包. */
export const dossierBundleRoutes: FastifyPluginAsyncTypebox<BundleRoutesOptions> = async (app, options) => {
  const { hall, dossiers, bundles, noteReading } = options;
  app.get(
    '/dossiers/:no/bundle',
    {
      schema: {
        tags,
        summary: 'The whole dossier as one file that proves itself; taking it is recorded 导出办件包',
        params: Type.Object({ no: DossierNo }),
        querystring: Type.Object({ masked: Masked }, openBody),
        response: { 200: zipAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const { staff } = staffOf(request, ...dossierReaders);
      const { no } = request.params;
      const masked = request.query.masked === 'true';
      const at = hall.now();
      const life = { ...hall.dossiers.page(no, at), steps: dossiers.steps(no) };
      const dossier = { ...dossiers.dossier(no, staff, masked), life };
      noteReading(staff, `exported dossier ${no}${masked ? ', masked' : ''}`);
      const parts = bundles.make({ dossier, hall: hall.model.file.name, madeBy: `staff:${staff}`, at });
      return reply
        .header('content-disposition', `attachment; filename="${no}.zip"`)
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'no-store')
        .type('application/zip')
        .send(Readable.from(parts, { objectMode: false }));
    },
  );

  app.get(
    '/bundle-key',
    {
      schema: {
        tags,
        summary: 'The key with which this hall signs bundles, for whoever checks one 导出包公钥',
        response: { 200: BundleKey, ...refusals },
      },
    },
    async () => bundles.key(),
  );
};

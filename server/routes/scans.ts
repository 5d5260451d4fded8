import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { staffOf } from '../access/guard.ts';
import type { BlobStore } from '../blob-store.ts';
import { Refused } from '../contract/refusal.ts';
import { ScanList, scanMostBytes } from '../contract/scan.ts';
import { scanTypeOf } from '../contract/scan-type.ts';
import type { Hall } from '../hall.ts';
import type { DossierReader } from '../reports/dossier.ts';
import { CommandId, dossierReaders, openBody, Reason, refusals } from './common.ts';
import { DossierNo } from './papers.ts';

const tags = ['scans'];
const scanAnswer = {
  description: 'The file as it was uploaded.',
  content: {
    'application/pdf': { schema: Type.Unsafe<Buffer>({ type: 'string' }) },
    'image/png': { schema: Type.Unsafe<Buffer>({ type: 'string' }) },
    'image/jpeg': { schema: Type.Unsafe<Buffer>({ type: 'string' }) },
  },
};
/** Base64 is a third longer than what it says. */
const bodyMostBytes = Math.ceil((scanMostBytes * 4) / 3) + 4096;

const ScanPlace = Type.Object({ no: DossierNo, sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) });
const ScanMaterial = Type.Union([Type.String({ minLength: 1, maxLength: 120 }), Type.Null()], {
  description: 'One of the item’s materials; null for anything else.',
});

export interface ScanRoutesOptions {
  hall: Hall;
  blobs: BlobStore;
  dossiers: DossierReader;
  noteReading(reader: string, what: string): void;
}

/** 扫描件: the file first, then the record; whoever reads one is on the audit's record. */
export const scanRoutes: FastifyPluginAsyncTypebox<ScanRoutesOptions> = async (app, options) => {
  const { hall, blobs, dossiers } = options;
  app.post(
    '/dossiers/:no/scans',
    {
      bodyLimit: bodyMostBytes,
      schema: {
        tags,
        summary: 'Attach a scanned paper, PDF, PNG or JPEG of 10 MB at most 上传扫描件',
        params: Type.Object({ no: DossierNo }),
        body: Type.Object(
          {
            commandId: CommandId,
            material: ScanMaterial,
            base64: Type.String({ minLength: 4, maxLength: bodyMostBytes, pattern: '^[A-Za-z0-9+/]+={0,2}$' }),
          },
          openBody,
        ),
        response: { 201: ScanList, ...refusals },
      },
    },
    async (request, reply) => {
      const actor = staffOf(request);
      const { no } = request.params;
      const { commandId, material, base64 } = request.body;
      const bytes = Buffer.from(base64, 'base64');
      if (bytes.length > scanMostBytes)
        throw new Refused('scan-too-large', { mostMegabytes: scanMostBytes / 1_048_576 });
      const mediaType = scanTypeOf(bytes);
      if (mediaType === null) throw new Refused('scan-not-readable');
      // Refused before anything is written, as far as that can be told: strangers must not fill the disk.
      hall.dossiers.find(no);
      const sha256 = await blobs.put(bytes);
      const order = { type: 'attach-scan' as const, material, mediaType, sha256, bytes: bytes.length };
      await hall.act({ type: 'dossier', no, order }, actor, commandId);
      return reply.code(201).send({ no, scans: dossiers.scans(no) });
    },
  );

  app.post(
    '/dossiers/:no/scans/:sha256/remove',
    {
      schema: {
        tags,
        summary: 'Take a scan away, with the reason; the record keeps its digest 撤下扫描件',
        params: ScanPlace,
        body: Type.Object({ commandId: CommandId, material: ScanMaterial, reason: Reason }, openBody),
        response: { 200: ScanList, ...refusals },
      },
    },
    async (request) => {
      const actor = staffOf(request);
      const { no, sha256 } = request.params;
      const { commandId, material, reason } = request.body;
      await hall.act(
        { type: 'dossier', no, order: { type: 'remove-scan', material, sha256, reason } },
        actor,
        commandId,
      );
      return { no, scans: dossiers.scans(no) };
    },
  );

  await app.register(scanReadingRoutes, options);
};

const scanReadingRoutes: FastifyPluginAsyncTypebox<ScanRoutesOptions> = async (app, options) => {
  const { hall, blobs, dossiers, noteReading } = options;
  app.get(
    '/dossiers/:no/scans',
    {
      schema: {
        tags,
        summary: 'Scans of a dossier 扫描件清单',
        params: Type.Object({ no: DossierNo }),
        response: { 200: ScanList, ...refusals },
      },
    },
    async (request) => {
      staffOf(request, ...dossierReaders);
      const { no } = request.params;
      hall.dossiers.find(no);
      return { no, scans: dossiers.scans(no) };
    },
  );

  app.get(
    '/dossiers/:no/scans/:sha256',
    {
      schema: {
        tags,
        summary: 'A scan; reading it is recorded 查看扫描件',
        params: ScanPlace,
        response: { 200: scanAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const { staff } = staffOf(request, ...dossierReaders);
      const { no, sha256 } = request.params;
      hall.dossiers.find(no);
      const scan = dossiers.scans(no).find((each) => each.sha256 === sha256);
      const bytes = scan === undefined ? null : await blobs.get(sha256);
      if (scan === undefined || bytes === null) throw new Refused('unknown-scan', { sha256 });
      noteReading(staff, `read scan ${sha256.slice(0, 12)} of dossier ${no}`);
      return reply
        .header('content-disposition', `attachment; filename="${no}-${sha256.slice(0, 12)}"`)
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'no-store')
        .type(scan.mediaType)
        .send(bytes);
    },
  );
};

import { type Static, Type } from 'typebox';

/** An A4 page in colour at 300 dots has about 2 MB. */
export const scanMostBytes = 10 * 1024 * 1024;

const closed = { additionalProperties: false } as const;
/** 扫描件; the file is asked for by its SHA-256. */
export const Scan = Type.Object(
  {
    sha256: Type.String(),
    material: Type.Union([Type.String(), Type.Null()]),
    mediaType: Type.Union([Type.Literal('application/pdf'), Type.Literal('image/png'), Type.Literal('image/jpeg')]),
    bytes: Type.Integer(),
    at: Type.String({ format: 'date-time' }),
    by: Type.String(),
    actingFor: Type.Union([Type.String(), Type.Null()]),
  },
  closed,
);
export type Scan = Static<typeof Scan>;

export const ScanList = Type.Object({ no: Type.String(), scans: Type.Array(Scan) }, closed);
export type ScanList = Static<typeof ScanList>;

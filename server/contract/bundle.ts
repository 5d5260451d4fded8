import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;
const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const text = Type.Union([Type.String(), Type.Null()]);

/** A file of a bundle as its manifest names it. */
export const BundleFile = Type.Object(
  { name: Type.String(), bytes: Type.Integer({ minimum: 0 }), sha256: Sha256 },
  closed,
);
export type BundleFile = Static<typeof BundleFile>;

/** What a bundle holds, in the order of its parts; signed with the hall's Ed25519 key. */
export const BundleManifest = Type.Object(
  {
    format: Type.Literal('tingqian-dossier-bundle'),
    version: Type.Literal(1),
    no: Type.String(),
    hall: Type.String(),
    madeAt: Type.String({ format: 'date-time' }),
    madeBy: Type.String(),
    /** How many events of the dossier the record had. */
    events: Type.Integer({ minimum: 1 }),
    /** The last row of the whole journal when the bundle was made. */
    journal: Type.Object({ seq: Type.Integer({ minimum: 1 }), hash: Sha256 }, closed),
    files: Type.Array(BundleFile),
    /** Files that the record names and that were no longer on the disk. */
    lost: Type.Array(BundleFile),
    /** DER (SPKI) in base64. */
    publicKey: Type.String(),
  },
  closed,
);
export type BundleManifest = Static<typeof BundleManifest>;

/** A row of the journal with the hash of the row right before it, whosever that is: it stands for everything before. */
export const BundleRow = Type.Object(
  {
    seq: Type.Integer({ minimum: 1 }),
    version: Type.Integer({ minimum: 1 }),
    at: Type.Integer(),
    by: Type.String(),
    actingFor: text,
    type: Type.String(),
    /** The event's JSON text, byte for byte as its hash sees it. */
    event: Type.String(),
    before: Sha256,
    hash: Sha256,
  },
  closed,
);
export type BundleRow = Static<typeof BundleRow>;

/** `record.json`. */
export const BundleRecord = Type.Object({ stream: Type.String(), rows: Type.Array(BundleRow) }, closed);
export type BundleRecord = Static<typeof BundleRecord>;

/** Names of the parts that every bundle has. */
export const bundleParts = {
  dossier: 'dossier.json',
  record: 'record.json',
  manifest: 'manifest.json',
  signature: 'manifest.sig',
} as const;

/** The key with which a hall signs its bundles; `fingerprint` is what people compare. */
export const BundleKey = Type.Object({ publicKey: Type.String(), fingerprint: Type.String() }, closed);
export type BundleKey = Static<typeof BundleKey>;

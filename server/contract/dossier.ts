import { type Static, Type } from 'typebox';
import { DossierStatus } from './dossier-life.ts';
import { DossierLifeView } from './dossier-view.ts';

/** How a material was handed in at intake. */
export const ReceivedMaterial = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 120 }),
    received: Type.Union([
      Type.Literal('original'),
      Type.Literal('copy'),
      Type.Literal('electronic'),
      Type.Literal('missing'),
    ]),
    count: Type.Optional(Type.Integer({ minimum: 0, maximum: 999 })),
  },
  { additionalProperties: false },
);
export type ReceivedMaterial = Static<typeof ReceivedMaterial>;

/** Personal: stands in a side table by id, never in the journal. */
export const Applicant = Type.Object(
  {
    kind: Type.Union([Type.Literal('person'), Type.Literal('company')]),
    name: Type.String({ minLength: 1, maxLength: 80 }),
    idNumber: Type.Optional(Type.String({ minLength: 4, maxLength: 40 })),
    phone: Type.Optional(Type.String({ minLength: 5, maxLength: 20, pattern: '^[0-9+ -]+$' })),
    /** 代理人: who acts for the applicant, and 陪同人: who came along to help. */
    agentName: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
    agentIdNumber: Type.Optional(Type.String({ minLength: 4, maxLength: 40 })),
    agentPhone: Type.Optional(Type.String({ minLength: 5, maxLength: 20, pattern: '^[0-9+ -]+$' })),
    companionName: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
  },
  { additionalProperties: false },
);
export type Applicant = Static<typeof Applicant>;

const shown = Type.Optional(Type.String());
/** An applicant as a screen shows them: whole, or with stars that no field of intake would take. */
const ShownApplicant = Type.Object(
  {
    kind: Type.Union([Type.Literal('person'), Type.Literal('company')]),
    name: Type.String(),
    idNumber: shown,
    phone: shown,
    agentName: shown,
    agentIdNumber: shown,
    agentPhone: shown,
    companionName: shown,
  },
  { additionalProperties: false },
);

/** 办件 with its intake (收件); `life` tells what came after it. */
export const Dossier = Type.Object(
  {
    no: Type.String(),
    status: DossierStatus,
    item: Type.Object(
      { code: Type.String(), name: Type.String(), department: Type.String() },
      { additionalProperties: false },
    ),
    /** Digest of the item's elements as they stood at intake; the dossier keeps them. */
    itemVersion: Type.String(),
    ticketId: Type.String(),
    ticketNumber: Type.String(),
    counter: Type.Integer(),
    lodgedAt: Type.String({ format: 'date-time' }),
    lodgedBy: Type.String(),
    actingFor: Type.Union([Type.String(), Type.Null()]),
    materials: Type.Array(ReceivedMaterial),
    /** Null once it was erased on schedule. */
    applicant: Type.Union([ShownApplicant, Type.Null()]),
    life: Type.Optional(DossierLifeView),
  },
  { additionalProperties: false },
);
export type Dossier = Static<typeof Dossier>;

/** Answer to intake. The query code is told once and kept only as a digest. */
export const LodgedDossier = Type.Object(
  {
    no: Type.String(),
    queryCode: Type.String({ pattern: '^[0-9]{6}$' }),
    item: Type.Object(
      { code: Type.String(), name: Type.String(), department: Type.String() },
      { additionalProperties: false },
    ),
    ticketId: Type.String(),
    lodgedAt: Type.String({ format: 'date-time' }),
    missing: Type.Array(Type.String()),
    /** Names of who received it and in whose place (R12), for the receipt. */
    handledBy: Type.Optional(
      Type.Object(
        { staff: Type.String(), actingFor: Type.Union([Type.String(), Type.Null()]) },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type LodgedDossier = Static<typeof LodgedDossier>;

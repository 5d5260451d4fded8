import { type Static, Type } from 'typebox';
import { type CardVerb, DossierStatus, LightColour, type ScanVerb, type UrgeVerb } from './dossier-life.ts';

const date = Type.String({ format: 'date' });
const nullableDate = Type.Union([date, Type.Null()]);
const time = Type.String({ format: 'date-time' });
const text = Type.Union([Type.String(), Type.Null()]);
const closed = { additionalProperties: false } as const;

/** Answer to every step: the dossier as it stands after it. */
export const DossierAnswer = Type.Object(
  {
    no: Type.String(),
    status: DossierStatus,
    light: LightColour,
    promisedOn: nullableDate,
    legalOn: nullableDate,
    /** What may be done next, by whoever has the duty. */
    allowed: Type.Array(Type.String()),
  },
  closed,
);
export type DossierAnswer = Static<typeof DossierAnswer>;

/** One line of a work list. Holds nothing personal. */
export const DossierLine = Type.Object(
  {
    no: Type.String(),
    item: Type.Object({ code: Type.String(), name: Type.String() }, closed),
    department: Type.String(),
    counter: Type.Integer(),
    status: DossierStatus,
    light: LightColour,
    promisedOn: nullableDate,
    legalOn: nullableDate,
    lodgedAt: time,
    kind: Type.String(),
    /** The day after which it turns red. */
    dueOn: nullableDate,
    /** Who has it in hand, and their name. */
    claimedBy: text,
    claimant: text,
  },
  closed,
);
export type DossierLine = Static<typeof DossierLine>;

export const DossierPage = Type.Object(
  {
    dossiers: Type.Array(DossierLine),
    /** Asks for the page after this one; null at the end. */
    next: text,
  },
  closed,
);
export type DossierPage = Static<typeof DossierPage>;

/** 六件: 承诺件 is whatever is not done on the spot, 补办件 whatever had to be corrected, 退回件 whatever was turned down. */
export const dossierChips = ['即办件', '承诺件', '联办件', '上报件', '补办件', '退回件'] as const;
export type DossierChip = (typeof dossierChips)[number];
export const DossierChip = Type.Unsafe<DossierChip>({ type: 'string', enum: [...dossierChips] });

const count = Type.Integer({ minimum: 0 });
export const LightCounts = Type.Object(
  { none: count, green: count, blue: count, yellow: count, red: count, 'red-legal': count },
  closed,
);
export type LightCounts = Static<typeof LightCounts>;

/** Something about a dossier that concerns the reader and that somebody else, or the clock, has done. */
export const DossierNotice = Type.Object(
  { seq: Type.Integer(), no: Type.String(), at: time, kind: Type.String(), words: Type.String(), item: Type.String() },
  closed,
);
export type DossierNotice = Static<typeof DossierNotice>;
export const DossierNotices = Type.Object({ unread: Type.Integer(), notices: Type.Array(DossierNotice) }, closed);
export type DossierNotices = Static<typeof DossierNotices>;

export const DossierClockView = Type.Object(
  {
    name: Type.String(),
    limitDays: Type.Number(),
    unit: Type.Union([Type.Literal('G'), Type.Literal('Z')]),
    elapsedDays: Type.Number(),
    running: Type.Boolean(),
    ended: Type.Boolean(),
    /** Null while the clock is stopped or has ended. */
    dueOn: nullableDate,
    spans: Type.Array(Type.Object({ from: date, to: nullableDate }, closed)),
  },
  closed,
);
export type DossierClockView = Static<typeof DossierClockView>;

/** One line of the record as people read it; `detail` is the event without its stamp. */
export const DossierStep = Type.Object(
  {
    seq: Type.Integer(),
    at: time,
    by: Type.String(),
    actingFor: text,
    type: Type.String(),
    detail: Type.Record(Type.String(), Type.Unknown()),
  },
  closed,
);
export type DossierStep = Static<typeof DossierStep>;

export const DossierCardView = Type.Object(
  {
    id: Type.String(),
    colour: LightColour,
    cause: Type.String(),
    points: Type.Number(),
    since: time,
    post: Type.Object(
      {
        department: Type.String(),
        counter: Type.Union([Type.Integer(), Type.Null()]),
        staff: text,
        actingFor: text,
        rule: Type.String(),
      },
      closed,
    ),
    status: Type.String(),
    answer: text,
    appeal: text,
    ruling: text,
    /** Whether a written proposal of the inspection goes with it (监察建议书). */
    proposal: Type.Boolean(),
  },
  closed,
);
export type DossierCardView = Static<typeof DossierCardView>;

/** What the reader may do with each card and urging, by its id, and with scans, and the bodies for which they may answer a joint task. */
export const YoursBeside = Type.Object(
  {
    cards: Type.Record(Type.String(), Type.Array(Type.Unsafe<CardVerb>({ type: 'string' }))),
    urges: Type.Record(Type.String(), Type.Array(Type.Unsafe<UrgeVerb>({ type: 'string' }))),
    bodies: Type.Array(Type.String()),
    scans: Type.Array(Type.Unsafe<ScanVerb>({ type: 'string' })),
    /** Whom the reader may give it to (改派). */
    handTo: Type.Array(Type.Object({ staff: Type.String(), name: Type.String() }, closed)),
  },
  closed,
);
export type YoursBeside = Static<typeof YoursBeside>;

/** What a dossier's page shows beyond intake. */
export const DossierLifeView = Type.Object(
  {
    kind: Type.String(),
    light: LightColour,
    promisedOn: nullableDate,
    legalOn: nullableDate,
    allowed: Type.Array(Type.String()),
    /** All papers that the item asks for. */
    materials: Type.Array(Type.String()),
    missing: Type.Array(Type.String()),
    /** Of the missing papers, those that another department may hold; and of these, those the shared archive can supply. */
    sharable: Type.Array(Type.String()),
    fetchable: Type.Array(Type.String()),
    copiesSaved: Type.Integer(),
    visits: Type.Integer(),
    clocks: Type.Array(DossierClockView),
    tasks: Type.Array(
      Type.Object(
        { body: Type.String(), dueOn: nullableDate, agreed: Type.Union([Type.Boolean(), Type.Null()]), ground: text },
        closed,
      ),
    ),
    cards: Type.Array(DossierCardView),
    urges: Type.Array(
      Type.Object(
        {
          no: Type.Integer(),
          reason: Type.String(),
          department: Type.String(),
          status: Type.String(),
          exchange: Type.Array(Type.String()),
        },
        closed,
      ),
    ),
    steps: Type.Array(DossierStep),
    /** Of `allowed` and of claiming, what the reader has the right to. */
    yours: Type.Optional(Type.Array(Type.String())),
    beside: Type.Optional(YoursBeside),
    /** Tickets in hand now where the reader sits or at the dossier's counter, whose visit is not counted yet. */
    served: Type.Optional(Type.Array(Type.Object({ id: Type.String(), number: Type.String() }, closed))),
    /** Names of the staff that the page names by their id. */
    names: Type.Optional(Type.Record(Type.String(), Type.String())),
    /** Sent back with a step, it lets the server refuse one that was decided on an older page. */
    version: Type.Integer(),
    claim: Type.Union([Type.Object({ staff: Type.String(), covering: text, at: time }, closed), Type.Null()]),
    /** The item's fee in yuan. */
    fee: Type.Number(),
    /** Working days by which the limits were put off; 0 when they were not. Longest possible, and who may grant it (art. 42). */
    extension: Type.Object(
      {
        days: Type.Integer(),
        most: Type.Integer(),
        by: Type.Union([Type.Literal('leader'), Type.Literal('government')]),
      },
      closed,
    ),
  },
  closed,
);
export type DossierLifeView = Static<typeof DossierLifeView>;

/** What anybody with number and query code learns: nothing personal. Lights as a citizen may see them. */
export const PublicDossier = Type.Object(
  {
    no: Type.String(),
    item: Type.Object({ code: Type.String(), name: Type.String() }, closed),
    status: DossierStatus,
    light: Type.Union([Type.Literal('none'), Type.Literal('green'), Type.Literal('yellow'), Type.Literal('red')]),
    /** Whose turn it is: the hall's, or the applicant's to bring papers, pay or collect. */
    next: Type.Union([
      Type.Literal('wait'),
      Type.Literal('bring-papers'),
      Type.Literal('pay'),
      Type.Literal('collect'),
      Type.Literal('done'),
    ]),
    dueOn: nullableDate,
    /** What is due then: the decision as promised, the word on acceptance, the superior's answer, the document, or the papers to bring. */
    dueFor: Type.Union([
      Type.Literal('promise'),
      Type.Literal('acceptance'),
      Type.Literal('superior'),
      Type.Literal('issue'),
      Type.Literal('papers'),
      Type.Null(),
    ]),
    /** Papers to bring, with what is wrong with them. */
    bring: Type.Array(Type.Object({ material: Type.String(), what: Type.String() }, closed)),
    /** Yuan to pay; null when nothing is due. */
    amount: Type.Union([Type.Number(), Type.Null()]),
    counter: Type.Integer(),
  },
  closed,
);
export type PublicDossier = Static<typeof PublicDossier>;

/** `dossier/:no`: word that there is something new to read; the page itself is asked for by whoever has the right. */
export interface DossierPulse {
  now: number;
  /** Of the dossier's record. */
  version: number;
  light: LightColour;
}

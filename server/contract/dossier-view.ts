import { type Static, Type } from 'typebox';
import { DossierStatus, LightColour } from './dossier-life.ts';

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

/** What a dossier's page shows beyond intake. */
export const DossierLifeView = Type.Object(
  {
    kind: Type.String(),
    light: LightColour,
    promisedOn: nullableDate,
    legalOn: nullableDate,
    allowed: Type.Array(Type.String()),
    missing: Type.Array(Type.String()),
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
    /** Papers to bring, with what is wrong with them. */
    bring: Type.Array(Type.Object({ material: Type.String(), what: Type.String() }, closed)),
    /** Yuan to pay; null when nothing is due. */
    amount: Type.Union([Type.Number(), Type.Null()]),
    counter: Type.Integer(),
  },
  closed,
);
export type PublicDossier = Static<typeof PublicDossier>;

import { type Static, Type } from 'typebox';
import { DepartmentOffice } from './hall-file.ts';
import { WaitRange } from './ticket.ts';

const closed = { additionalProperties: false } as const;

/** A desk, or the screen on it that faces the visitor: `desk-1` and `guide-1` name the same pair. */
export const guidePlacePattern = '^[a-z][a-z0-9-]{2,39}$';
export const GuidePlace = Type.String({ pattern: guidePlacePattern });

const ItemOrService = Type.String({ minLength: 2, maxLength: 8, pattern: '^[A-Z]{2}([0-9]{2})?$' });
/** Places in the item's list of papers, from 0. */
const Ticked = Type.Array(Type.Integer({ minimum: 0, maximum: 99 }), { maxItems: 100, uniqueItems: true });

/**
 * What the desk may put before a visitor. Codes and numbers only: every word and picture is the hall's own, so that
 * nothing personal can get onto a screen that everybody sees.
 */
export const GuideStep = Type.Union([
  Type.Object({ kind: Type.Literal('item'), service: ItemOrService }, closed),
  Type.Object({ kind: Type.Literal('papers'), service: ItemOrService, ticked: Ticked }, closed),
  Type.Object({ kind: Type.Literal('way'), counter: Type.Integer({ minimum: 1, maximum: 999 }) }, closed),
  Type.Object(
    {
      kind: Type.Literal('ticket'),
      ticketId: Type.String({ minLength: 8, maxLength: 40, pattern: '^[A-Za-z0-9_-]+$' }),
    },
    closed,
  ),
]);
export type GuideStep = Static<typeof GuideStep>;

const Where = { zone: Type.Union([Type.Integer(), Type.Null()]), counters: Type.Array(Type.Integer()) };
const Subject = { code: Type.String(), name: Type.String(), pictogram: Type.String() };
const PaperForm = Type.Union([Type.Literal('original'), Type.Literal('copy'), Type.Literal('electronic')]);
/** Where a matter is handled that this hall does not take; `office` is null while the hall file does not tell. */
const Elsewhere = Type.Object(
  { department: Type.String(), office: Type.Union([DepartmentOffice, Type.Null()]) },
  closed,
);

/** What the visitor's screen shows now. */
export const GuideShown = Type.Union([
  Type.Object({ kind: Type.Literal('welcome') }, closed),
  Type.Object(
    { kind: Type.Literal('item'), ...Subject, ...Where, elsewhere: Type.Union([Elsewhere, Type.Null()]) },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('papers'),
      ...Subject,
      papers: Type.Array(Type.Object({ name: Type.String(), form: PaperForm, ticked: Type.Boolean() }, closed)),
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('way'), zone: Type.Integer(), counter: Type.Integer() }, closed),
  Type.Object(
    {
      kind: Type.Literal('ticket'),
      number: Type.String(),
      pictogram: Type.String(),
      zone: Type.Integer(),
      ahead: Type.Integer({ minimum: 0 }),
      wait: Type.Union([WaitRange, Type.Null()]),
      counters: Type.Array(Type.Integer()),
    },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('notice'),
      ...Subject,
      zone: Type.Union([Type.Integer(), Type.Null()]),
      counter: Type.Integer(),
      /** Papers to bring; `what` is left out where it could tell who the applicant is. */
      lines: Type.Array(
        Type.Object({ material: Type.String(), what: Type.Union([Type.String(), Type.Null()]) }, closed),
      ),
    },
    closed,
  ),
]);
export type GuideShown = Static<typeof GuideShown>;
export type GuideKind = GuideShown['kind'];

/** `guide/:desk`: what the visitor's screen at a desk shows and says. Times are epoch milliseconds. */
export const GuideView = Type.Object(
  {
    now: Type.Integer(),
    desk: Type.String(),
    /** Grows with every step. */
    seq: Type.Integer(),
    at: Type.Integer(),
    /** Then the screen clears itself; null while it welcomes. */
    until: Type.Union([Type.Integer(), Type.Null()]),
    shown: GuideShown,
    /** The voice for this visitor. */
    voice: Type.String(),
    /** Grows when the step is to be said again. */
    replay: Type.Integer({ minimum: 0 }),
  },
  closed,
);
export type GuideView = Static<typeof GuideView>;

/** `mirror/:desk` (staff only): the same with the number of screens that show it now. */
export type GuideMirrorView = GuideView & { screens: number };

/** How long a step stays when the desk gives no sign of life, seconds. A former visitor's matter must not stand there. */
export const guideShownSeconds: Record<GuideKind, number> = {
  welcome: 0,
  item: 180,
  papers: 180,
  way: 90,
  ticket: 90,
  notice: 240,
};

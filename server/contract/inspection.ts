import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;
const time = Type.String({ format: 'date-time' });
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);

/** 仪容着装, 工作纪律, 在岗情况: what the daily inspection looks at. */
export const inspectionAspects = ['dress', 'discipline', 'presence'] as const;
export const InspectionAspect = Type.Unsafe<InspectionAspect>({ type: 'string', enum: [...inspectionAspects] });
export type InspectionAspect = (typeof inspectionAspects)[number];

/** Longest note and answer, characters. */
export const inspectionWordsMost = 300;
/** A person has so many calendar days to answer a finding. */
export const inspectionAnswerDays = 7;

export type InspectionEvent =
  /** `on` is the local date; `staff` is who was inspected, null where the post had nobody. */
  | {
      type: 'CounterInspected';
      id: string;
      on: string;
      counter: number;
      aspect: InspectionAspect;
      good: boolean;
      staff: string | null;
      note: string | null;
    }
  | { type: 'InspectionTakenBack'; id: string }
  | { type: 'InspectionAnswered'; id: string; text: string };

export type InspectionCommand =
  | { type: 'inspect'; counter: number; aspect: InspectionAspect; good: boolean; note: string | null }
  | { type: 'take-back-inspection'; id: string }
  | { type: 'answer-inspection'; id: string; text: string };

/** One check of a counter. */
export const Inspection = Type.Object(
  {
    id: Type.String(),
    at: time,
    on: Type.String(),
    counter: Type.Integer(),
    aspect: InspectionAspect,
    good: Type.Boolean(),
    staff: nullable(Type.String()),
    /** How that person is called; answers kept from an earlier program do not say. */
    staffName: Type.Optional(nullable(Type.String())),
    note: nullable(Type.String()),
    by: Type.String(),
    answer: nullable(Type.Object({ at: time, text: Type.String() }, closed)),
    takenBackAt: nullable(time),
    allowed: Type.Array(Type.Union([Type.Literal('take-back'), Type.Literal('answer')])),
  },
  closed,
);
export type Inspection = Static<typeof Inspection>;

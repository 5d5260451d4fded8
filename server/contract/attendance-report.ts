import { type Static, Type } from 'typebox';
import { AwayReason } from './post.ts';
import { ReportDate } from './service-report.ts';

const closed = { additionalProperties: false } as const;
const maybeTime = Type.Union([Type.String({ format: 'date-time' }), Type.Null()]);
const minutes = Type.Integer({ minimum: 0 });

/**
 * 考勤 of one person on one day, from the sign-ins on record. `expected`: the hall is open and the person holds A somewhere;
 * others are told as they came. `leave`: every half day was granted off. `pending`: the day is not over.
 */
export const attendanceStates = [
  'present',
  'late',
  'early',
  'late-early',
  'absent',
  'leave',
  'pending',
  'free',
] as const;
export type AttendanceState = (typeof attendanceStates)[number];

export const AttendanceLine = Type.Object(
  {
    date: ReportDate,
    staff: Type.String(),
    name: Type.String(),
    /** Counter whose A the person was. */
    counter: Type.Union([Type.Integer(), Type.Null()]),
    expected: Type.Boolean(),
    state: Type.Unsafe<AttendanceState>({ type: 'string', enum: [...attendanceStates] }),
    /** First sign-in. */
    in: maybeTime,
    /** Last sign-out; null where the person never signed out. */
    out: maybeTime,
    lateMinutes: minutes,
    earlyMinutes: minutes,
    away: Type.Array(Type.Object({ reason: AwayReason, from: maybeTime, until: maybeTime }, closed)),
    /** Half days off by leave, meeting, site inspection or rotation, such as `morning:leave`. */
    leave: Type.Array(Type.String()),
  },
  closed,
);
export type AttendanceLine = Static<typeof AttendanceLine>;

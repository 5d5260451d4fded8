import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;
const seconds = Type.Number({ minimum: 0 });
const count = Type.Integer({ minimum: 0 });
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);

/** A day such as `2026-11-23`. */
export const ReportDate = Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' });

/** Lengths of time in seconds; percentiles are told from bins and are off by 3 % at most. */
export const Lengths = Type.Object(
  {
    count,
    meanSeconds: seconds,
    p50Seconds: seconds,
    p90Seconds: seconds,
    p95Seconds: seconds,
    longestSeconds: seconds,
  },
  closed,
);
export type Lengths = Static<typeof Lengths>;

/** Counts of ratings by level, best first, with the share of the first two; null where nobody rated. */
export const RatingShare = Type.Object(
  { levels: Type.Array(count, { minItems: 5, maxItems: 5 }), rated: count, satisfiedPercent: nullable(Type.Number()) },
  closed,
);
export type RatingShare = Static<typeof RatingShare>;

/** One heading of the report. */
export const ServiceLine = Type.Object(
  {
    /** Code of the item, number of the counter, id of the person, hour of the day, or empty for the whole hall. */
    key: Type.String(),
    name: Type.String(),
    taken: Type.Integer({ minimum: 0, description: 'Numbers taken; none are told by counter and by person.' }),
    uncalled: Type.Integer({ minimum: 0, description: 'Numbers that nobody called: given up, or the day was over.' }),
    calls: count,
    served: count,
    missed: Type.Integer({ minimum: 0, description: 'Calls to which nobody came.' }),
    missedPercent: nullable(Type.Number()),
    wait: nullable(Lengths),
    service: nullable(Lengths),
    /** From the call to the start: the way to the counter. */
    walk: nullable(Lengths),
    ratings: RatingShare,
  },
  closed,
);
export type ServiceLine = Static<typeof ServiceLine>;

/** One post's absences and covers; `counter` 0 adds all of them up. */
export const CoverReportLine = Type.Object(
  {
    counter: count,
    name: Type.String(),
    covers: count,
    planned: count,
    stepIn: count,
    rescue: count,
    notHandedOver: count,
    absentSeconds: seconds,
    coveredSeconds: seconds,
    /** Of the time that A was gone while the hall called numbers; null where A never was. */
    coveredPercent: nullable(Type.Number()),
    delay: nullable(Lengths),
  },
  closed,
);
export type CoverReportLine = Static<typeof CoverReportLine>;

/** Waits, service, ratings and cover of local days from `from` to `until`, both counted. */
export const ServiceReport = Type.Object(
  {
    from: ReportDate,
    until: ReportDate,
    /** Days on which numbers were taken. */
    days: count,
    total: ServiceLine,
    items: Type.Array(ServiceLine),
    counters: Type.Array(ServiceLine),
    /** For the supervisor and the administrator; null for anybody else. */
    people: nullable(Type.Array(ServiceLine)),
    /** By the hour in which the number was taken or the waiting began. */
    hours: Type.Array(ServiceLine),
    daily: Type.Array(
      Type.Object(
        {
          date: ReportDate,
          taken: count,
          served: count,
          missed: count,
          meanWaitSeconds: nullable(seconds),
          p90WaitSeconds: nullable(seconds),
        },
        closed,
      ),
    ),
    cover: Type.Object(
      {
        total: CoverReportLine,
        posts: Type.Array(CoverReportLine),
        /** Visitors whom the A holder served, and visitors whom B served in A's place. */
        own: ServiceLine,
        covered: ServiceLine,
      },
      closed,
    ),
  },
  closed,
);
export type ServiceReport = Static<typeof ServiceReport>;

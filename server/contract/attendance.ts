import { type Static, Type } from 'typebox';

const Time = Type.Union([Type.String({ format: 'date-time' }), Type.Null()]);

/**
 * 现在无人办理: nobody who may serve the service is at a counter. `not-open-yet`: the hall opens at `until`. `away`:
 * somebody is expected at `until`. `nobody`: nobody has said when; the consultation desk is asked. While `until` is
 * known, a range of waiting counts from now; else from the moment when somebody comes.
 */
export const unattendedReasons = ['not-open-yet', 'away', 'nobody'] as const;
const UnattendedReason = Type.Unsafe<(typeof unattendedReasons)[number]>({
  type: 'string',
  enum: [...unattendedReasons],
});
export const Unattended = Type.Object(
  { reason: UnattendedReason, since: Time, until: Time },
  { additionalProperties: false },
);
export type Unattended = Static<typeof Unattended>;
/** As a field: left out by older servers, null while somebody can serve. */
export const OptionalUnattended = Type.Optional(Type.Union([Unattended, Type.Null()]));

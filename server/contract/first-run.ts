import { type Static, Type } from 'typebox';

/** From the sample hall to one's own, in the order of the guide. */
export const firstSteps = [
  'name',
  'counters',
  'services',
  'staff',
  'posts',
  'devices',
  'notices',
  'ticket',
  'open',
] as const;
export const FirstStep = Type.Unsafe<FirstStep>({ type: 'string', enum: [...firstSteps] });
export type FirstStep = (typeof firstSteps)[number];

/** How far the guide has been followed; each step can be gone back to. */
export const FirstRun = Type.Object({ done: Type.Array(FirstStep) }, { additionalProperties: false });
export type FirstRun = Static<typeof FirstRun>;

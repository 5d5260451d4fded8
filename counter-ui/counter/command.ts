import type { CounterVerb } from '../../server/contract/counter.ts';

/** What a clerk may have under way: a verb of the counter, or a ticket going back to the queue. */
export type Underway = CounterVerb | 'requeue';

/** Result codes of a finish; the first is the one that needs no key. */
export const finishResults = ['done', 'lodged', 'incomplete', 'consulted'] as const;
export type FinishResult = (typeof finishResults)[number];

/** A side choice that stands open over the terminal. */
export type Overlay = 'pause' | 'hold' | 'transfer' | 'add-service' | 'call-back' | 'close' | 'keys' | 'consults';

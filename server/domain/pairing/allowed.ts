import type { PairingReach } from '../../contract/pairing.ts';
import type { Allowed } from './advise.ts';

/** Who may be B of whom within the hall, a zone or a department; a post without a department has no neighbours in it. */
export function allowedWithin(within: PairingReach, zoneOf: (counter: number) => number | undefined): Allowed {
  if (within === 'hall') return () => true;
  if (within === 'zone') return (post, helper) => zoneOf(post.counter) === zoneOf(helper.counter);
  return (post, helper) => post.department !== null && post.department === helper.department;
}

import type { HallLook } from '../../contract/hall-file.ts';
import { contrastRatio, lookPairs, usualLook } from '../../contract/look-contrast.ts';

/** Pairs that could not be read, as sentences; empty when all can. */
export function lookProblems(look: HallLook): string[] {
  const colours = { ...usualLook, ...look };
  return lookPairs.flatMap(([on, ground, least]) => {
    const ratio = contrastRatio(colours[on], colours[ground]);
    if (ratio >= least) return [];
    return [`${on} on ${ground} has a contrast of ${ratio.toFixed(1)}, at least ${least} is needed`];
  });
}

import type { GreenReason } from '../../server/contract/ticket.ts';

/** The green channel's pictures, in the order in which most people need them. */
export const greenPictures: readonly { reason: GreenReason; pictogram: string }[] = [
  { reason: 'elder', pictogram: 'elder' },
  { reason: 'disability', pictogram: 'wheelchair' },
  { reason: 'pregnant', pictogram: 'pregnant' },
  { reason: 'infant', pictogram: 'infant' },
  { reason: 'military', pictogram: 'military' },
  { reason: 'illness', pictogram: 'illness' },
];

export function greenPicture(reason: GreenReason): string {
  return greenPictures.find((each) => each.reason === reason)?.pictogram ?? reason;
}

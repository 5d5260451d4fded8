/**
 * The rule that gave a waiting ticket its place; `at` is the time it counts by, epoch milliseconds: of taking, of the slot
 * that was booked, or of the place it went back to. `minutes` is the head start.
 */
export interface NextReason {
  rule: 'order' | 'green' | 'completed' | 'booked' | 'put-first' | 'moved-back' | 'sent-here';
  at: number;
  minutes?: number;
}

/** How far a board without news has sunk (rule D12). */
export type OfflineStage = 'live' | 'mark' | 'banner' | 'full';

const stages: { afterMs: number; stage: OfflineStage }[] = [
  { afterMs: 120_000, stage: 'full' },
  { afterMs: 30_000, stage: 'banner' },
  { afterMs: 5000, stage: 'mark' },
];

/** `lostAt` and `now` by this machine's clock; null while the link holds. */
export function offlineStage(lostAt: number | null, now: number): OfflineStage {
  if (lostAt === null) return 'live';
  return stages.find(({ afterMs }) => now - lostAt >= afterMs)?.stage ?? 'live';
}

const shiftEveryMs = 180_000;
const shiftPx = 4;
const corners = [
  { x: 0, y: 0 },
  { x: shiftPx, y: shiftPx },
  { x: -shiftPx, y: shiftPx },
  { x: -shiftPx, y: -shiftPx },
  { x: shiftPx, y: -shiftPx },
];

/** Moves the whole picture a little every three minutes, so that nothing burns into the panel (rule D14). */
export function pictureShift(now: number): { x: number; y: number } {
  return corners[Math.floor(now / shiftEveryMs) % corners.length] ?? { x: 0, y: 0 };
}

/** True on every second day: the strip then runs the other way round. */
export const isMirrorDay = (now: number) => Math.floor(now / 86_400_000) % 2 === 1;

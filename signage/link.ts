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

const dayMs = 86_400_000;

/** True on every second day of the hall: heads and strips then change their sides. */
export function isMirrorDay(now: number, timeZone = 'Asia/Shanghai'): boolean {
  const date = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(now);
  return Math.round(Date.parse(`${date}T00:00:00Z`) / dayMs) % 2 === 1;
}

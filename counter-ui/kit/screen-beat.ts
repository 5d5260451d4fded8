import { onScopeDispose } from 'vue';
import { tellBeat } from '../../server/client/screens.ts';
import type { ScreenBeat } from '../../server/contract/screen.ts';
import { screenBeatMs } from '../../server/contract/screen-times.ts';

/** Every page is loaded anew in the quiet of the night (rule D13): a browser that runs for months grows slow. */
const reloadMinute = 3 * 60 + 30;
/** All screens of a hall at once would ask the server for everything in the same second. */
const reloadSpreadMinutes = 10;

export interface BeatSource {
  /** `hall`, or with the place it hangs at `counter/3`. */
  screen: string;
  audio?(): ScreenBeat['audio'];
  lastCallSeq?(): number | null;
  timeZone?(): string | undefined;
  /** Whether nobody is in the middle of something here. */
  mayReload?(): boolean;
}

/** Minutes since midnight by the hall's clock. */
function minuteOfDay(at: number, timeZone: string): number {
  const [hour = 0, minute = 0] = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone })
    .format(at)
    .split(':')
    .map(Number);
  return hour * 60 + minute;
}

/** Whether a page that was loaded long before has reached half past three at night, a few minutes of its own later. */
export function isReloadDue(loadedAt: number, now: number, timeZone: string, spreadMinutes: number): boolean {
  if (now - loadedAt < 3_600_000) return false;
  const late = minuteOfDay(now, timeZone) - reloadMinute - spreadMinutes;
  return late >= 0 && late < 30;
}

/** The name of the page's program as the build gave it, such as `signage-Bx3kQ1.js`. */
function buildName(): string {
  const source = document.querySelector<HTMLScriptElement>('script[type=module][src]')?.src ?? '';
  const name = source.split('/').at(-1)?.split('?')[0] ?? '';
  return /^[A-Za-z0-9._-]{1,60}$/.test(name) ? name : 'unknown';
}

/** A place such as `?screen=north` tells several boards of one kind apart. */
export function screenName(page: string, place = new URLSearchParams(location.search).get('screen') ?? ''): string {
  return /^[a-z0-9][a-z0-9-]{0,39}$/.test(place) ? `${page}/${place}` : page;
}

/**
 * Tells the server every ten seconds that this screen draws, hears calls and keeps the time, for as long as the calling
 * component lives; and loads the page anew at night, only when the server has just answered.
 */
export function useScreenBeat(source: BeatSource): void {
  const loadedAt = Date.now();
  const spread = Math.floor(Math.random() * reloadSpreadMinutes);
  const build = buildName();
  let frames = 0;
  let drawing = requestAnimationFrame(function count() {
    frames += 1;
    drawing = requestAnimationFrame(count);
  });
  const say = (leaving?: true) => {
    const beat: ScreenBeat = {
      screen: source.screen,
      frames: Math.min(frames, 100_000),
      audio: source.audio?.() ?? 'none',
      lastCallSeq: source.lastCallSeq?.() ?? null,
      build,
      clock: Date.now(),
      ...(leaving ? { leaving } : {}),
    };
    frames = 0;
    return tellBeat(beat);
  };
  const tick = async () => {
    const taken = await say();
    if (taken === null || source.mayReload?.() === false) return;
    if (isReloadDue(loadedAt, taken.now, source.timeZone?.() ?? 'Asia/Shanghai', spread)) location.reload();
  };
  const leave = () => void say(true);
  const timer = setInterval(tick, screenBeatMs);
  // The first word waits until there was something to draw.
  const first = setTimeout(tick, 1000);
  addEventListener('pagehide', leave);
  onScopeDispose(() => {
    clearInterval(timer);
    clearTimeout(first);
    cancelAnimationFrame(drawing);
    removeEventListener('pagehide', leave);
  });
}

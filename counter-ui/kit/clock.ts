import { onScopeDispose, type Ref, readonly, ref, type WatchSource, watch } from 'vue';
import { clockWords } from '../../server/contract/local-time.ts';

/**
 * This machine's clock, ticking for as long as the calling component lives. Epoch milliseconds. It also ticks with
 * every change of `news`, or an offer that has just come would be measured from the tick before it.
 */
export function useClock(everyMs = 250, news?: WatchSource): Readonly<Ref<number>> {
  const now = ref(Date.now());
  const tick = () => {
    now.value = Date.now();
  };
  const timer = setInterval(tick, everyMs);
  if (news !== undefined) watch(news, tick, { flush: 'sync' });
  onScopeDispose(() => clearInterval(timer));
  return readonly(now);
}

/** `3:07`, or `1:02:09` from an hour on; a negative span reads `0:00`. */
export function spanWords(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (part: number) => String(part).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  if (hours > 0) return `${hours}:${two(minutes)}:${two(whole % 60)}`;
  return `${minutes}:${two(whole % 60)}`;
}

/** `9:05` on the hall's own clock. */
export function timeOfDay(at: number | string, timeZone = 'Asia/Shanghai'): string {
  return clockWords(new Date(at).getTime(), timeZone);
}

/** `2026-11-23` on the hall's own calendar. */
export function dateOf(at: number | string, timeZone = 'Asia/Shanghai'): string {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  return new Intl.DateTimeFormat('en-CA', { timeZone, ...parts }).format(new Date(at));
}

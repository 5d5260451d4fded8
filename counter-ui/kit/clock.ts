import { onScopeDispose, type Ref, readonly, ref } from 'vue';

/** This machine's clock, ticking for as long as the calling component lives. Epoch milliseconds. */
export function useClock(everyMs = 250): Readonly<Ref<number>> {
  const now = ref(Date.now());
  const timer = setInterval(() => {
    now.value = Date.now();
  }, everyMs);
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
  return new Intl.DateTimeFormat('en-GB', { hour: 'numeric', minute: '2-digit', timeZone }).format(new Date(at));
}

import { onScopeDispose, type Ref, ref } from 'vue';

/** This machine's clock, four times a second: fine enough for a hold of seconds, and cheap on an old box. */
export function useTick(stepMs = 250): Ref<number> {
  const now = ref(Date.now());
  const timer = setInterval(() => {
    now.value = Date.now();
  }, stepMs);
  onScopeDispose(() => clearInterval(timer));
  return now;
}

import { computed, onScopeDispose, type Ref, ref, watch } from 'vue';
import type { Terminal } from './use-terminal.ts';

/** How long an automatic call can be stopped by any key (rule C6). */
export const standbyMs = 3000;

export interface Standby {
  armed: Ref<boolean>;
  /** When the automatic call goes out, epoch milliseconds of this machine; null while nobody has come. */
  callsAt: Ref<number | null>;
  arm(): void;
  disarm(): void;
}

/** 预叫: after a call on an empty queue the next arrival is called by itself, unless a key stops it in time. */
export function useStandby(terminal: Terminal, call: () => void): Standby {
  const armed = ref(false);
  const callsAt = ref<number | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const stopCount = () => {
    clearTimeout(timer);
    callsAt.value = null;
  };
  const disarm = () => {
    armed.value = false;
    stopCount();
  };
  const arm = () => {
    armed.value = true;
  };
  const somebody = computed(
    () => terminal.live.link.value === 'live' && (terminal.view.value?.next.length ?? 0) > 0 && armed.value,
  );

  watch(
    () => terminal.view.value?.counterState.stage,
    (stage) => {
      if (stage !== 'free') disarm();
    },
  );
  watch(somebody, (come) => {
    stopCount();
    if (!come) return;
    callsAt.value = Date.now() + standbyMs;
    timer = setTimeout(() => {
      disarm();
      call();
    }, standbyMs);
  });
  onScopeDispose(stopCount);
  return { armed, callsAt, arm, disarm };
}

import { type ComputedRef, computed } from 'vue';
import type { Terminal } from './use-terminal.ts';

export interface Standby {
  /** The server calls the next arrival by itself (预叫). */
  armed: ComputedRef<boolean>;
  /** With every further visitor, until it is cancelled. */
  kept: ComputedRef<boolean>;
  /** When the automatic call goes out, epoch milliseconds of this machine; null while nobody has come. */
  callsAt: ComputedRef<number | null>;
  cancel(): void;
}

/**
 * 预叫 (rule C6): a call on an empty queue is stored by the server, which lets it go out three seconds after somebody has
 * come. The terminal shows it and may cancel it; whether this screen lives makes no difference to the call.
 */
export function useStandby(terminal: Terminal): Standby {
  const stored = computed(() => terminal.view.value?.stored ?? null);
  return {
    armed: computed(() => stored.value !== null && terminal.view.value?.counterState.stage === 'free'),
    kept: computed(() => stored.value?.kept === true),
    callsAt: computed(() => {
      const at = stored.value?.callsAt ?? null;
      return at === null ? null : at - terminal.live.clockOffsetMs.value;
    }),
    cancel: () => void terminal.send('cancel-next'),
  };
}

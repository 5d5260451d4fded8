import { onScopeDispose, type Ref, ref, watch } from 'vue';

/** Two falling notes, again every few seconds for as long as somebody waits unanswered. */
const notes = [
  { hertz: 880, atSeconds: 0 },
  { hertz: 660, atSeconds: 0.22 },
];
const noteSeconds = 0.32;
const againMs = 6000;

/**
 * Rings while `ringing` is true. Browsers keep a page silent until it was touched: `blocked` then says so, and the next
 * key or click anywhere lets it ring.
 */
export function useHelpBell(ringing: Ref<boolean>): { blocked: Ref<boolean> } {
  const blocked = ref(false);
  let context: AudioContext | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;

  async function ring(): Promise<void> {
    if (typeof AudioContext === 'undefined') return;
    context ??= new AudioContext();
    if (context.state === 'suspended') await Promise.race([context.resume(), waited(200)]);
    blocked.value = context.state !== 'running';
    if (blocked.value) return;
    for (const { hertz, atSeconds } of notes) strike(context, hertz, context.currentTime + atSeconds);
  }
  const touched = () => {
    if (blocked.value) void ring();
  };
  addEventListener('pointerdown', touched);
  addEventListener('keydown', touched);
  watch(
    ringing,
    (now) => {
      clearInterval(timer);
      if (!now) {
        blocked.value = false;
        return;
      }
      void ring();
      timer = setInterval(() => void ring(), againMs);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    clearInterval(timer);
    removeEventListener('pointerdown', touched);
    removeEventListener('keydown', touched);
    void context?.close();
  });
  return { blocked };
}

const waited = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function strike(context: AudioContext, hertz: number, at: number): void {
  const tone = context.createOscillator();
  const level = context.createGain();
  tone.frequency.value = hertz;
  level.gain.setValueAtTime(0.0001, at);
  level.gain.exponentialRampToValueAtTime(0.4, at + 0.02);
  level.gain.exponentialRampToValueAtTime(0.0001, at + noteSeconds);
  tone.connect(level).connect(context.destination);
  tone.start(at);
  tone.stop(at + noteSeconds);
}

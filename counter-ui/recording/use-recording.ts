import { onBeforeUnmount, ref, shallowRef } from 'vue';
import { clipAddress, recordings } from '../../server/client/recordings.ts';
import type { PackCard, PackIdentity } from '../../server/contract/recording.ts';
import { type CheckedTake, checkTake, waveOf } from './clip.ts';
import { type Microphone, openMicrophone } from './microphone.ts';
import { useScript } from './use-script.ts';

/** What the page is doing with the line that is to be read. */
export type TakeState = 'ready' | 'recording' | 'saving';

/** One speaker going through the script: record, check, keep, go on. */
export function useRecording() {
  const { guarded, load, choose, keep, ...script } = useScript();
  const state = ref<TakeState>('ready');
  const level = ref(0);
  const last = shallowRef<CheckedTake | null>(null);
  /** `asking`: the browser asks the speaker, or opens the microphone. */
  const hearing = ref<'asking' | 'open' | 'missing'>('asking');
  let microphone: Microphone | null = null;
  let sounding: HTMLAudioElement | null = null;

  async function open(chosen: PackCard): Promise<void> {
    choose(chosen);
    try {
      microphone ??= await openMicrophone((peak) => {
        level.value = Math.max(peak, level.value * 0.9);
      });
      hearing.value = 'open';
    } catch {
      hearing.value = 'missing';
    }
  }
  const make = (id: string, identity: PackIdentity) =>
    guarded(async () => {
      const made = await recordings.name(id, identity);
      await load();
      await open(made);
    });

  function begin(): void {
    if (microphone === null || state.value !== 'ready') return;
    sounding?.pause();
    last.value = null;
    state.value = 'recording';
    microphone.begin();
  }
  async function end(): Promise<void> {
    if (microphone === null || state.value !== 'recording') return;
    const checked = checkTake(microphone.end());
    last.value = checked;
    state.value = 'saving';
    if (checked.fault === null) await guarded(() => keep(waveOf(checked.take)));
    state.value = 'ready';
  }
  function replay(): void {
    const chosen = script.pack.value;
    if (chosen === null) return;
    sounding?.pause();
    // An address of its own, or the browser plays the take before this one.
    sounding = new Audio(`${clipAddress(chosen.id, script.current.value)}?at=${Date.now()}`);
    void sounding.play().catch(() => {});
  }
  function go(to: number): void {
    if (state.value !== 'ready') return;
    script.at.value = Math.min(Math.max(0, to), script.words.value.length - 1);
    last.value = null;
    script.trouble.value = null;
  }
  onBeforeUnmount(() => {
    sounding?.pause();
    microphone?.close();
  });
  return { ...script, state, level, last, hearing, open, make, begin, end, replay, go };
}

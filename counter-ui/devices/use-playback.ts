import { onScopeDispose, type Ref, ref } from 'vue';
import type { SpokenCall } from '../../server/contract/device.ts';

export interface Playback {
  /** The call that sounds now. */
  playing: Ref<number | null>;
  play(call: SpokenCall): Promise<void>;
  stop(): void;
}

/** Plays what a loudspeaker said: its own recording, or the browser's voice where there is none. */
export function usePlayback(onFailure: () => void): Playback {
  const playing = ref<number | null>(null);
  let sound: HTMLAudioElement | null = null;

  function stop(): void {
    sound?.pause();
    sound = null;
    window.speechSynthesis?.cancel();
    playing.value = null;
  }
  function speak(call: SpokenCall): void {
    if (window.speechSynthesis === undefined) throw new Error('this browser has no voice');
    const words = new SpeechSynthesisUtterance(call.text);
    words.lang = 'zh-CN';
    words.rate = 0.9;
    words.onend = () => {
      if (playing.value === call.id) playing.value = null;
    };
    words.onerror = words.onend;
    window.speechSynthesis.speak(words);
  }
  async function play(call: SpokenCall): Promise<void> {
    stop();
    playing.value = call.id;
    try {
      if (call.wav === null) return speak(call);
      const started = new Audio(call.wav);
      sound = started;
      started.onended = () => {
        if (sound === started) stop();
      };
      await started.play();
    } catch {
      stop();
      onFailure();
    }
  }
  onScopeDispose(stop);
  return { playing, play, stop };
}

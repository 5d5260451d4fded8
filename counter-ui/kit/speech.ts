import { readonly, ref, shallowRef } from 'vue';

/** A voice that the hall's server can speak with, as `GET /api/voices` tells it. */
export interface VoiceChoice {
  id: string;
  name: string;
  dialect: string;
  /** Null while no engine can speak with it. */
  engine: string | null;
  /** A sentence in this voice by which it is chosen. */
  sample: string;
}

/** What a speaker needs of the browser; a test puts its own in place. Everything that is null is simply not there. */
export interface SpeechParts {
  context(): AudioContext | null;
  synthesis(): SpeechSynthesis | null;
  utterance(text: string): SpeechSynthesisUtterance;
  load(path: string, signal: AbortSignal): Promise<ArrayBuffer>;
}

export interface SayOptions {
  /** What is being spoken about, so that a screen can light it up; the text itself where it is left out. */
  key?: string;
  /** Share of the visitor's own volume: what is nobody else's business is said softly. */
  share?: number;
  /** Another voice than the one chosen, for trying voices. */
  voice?: string;
}

export const volumeSteps = [0.25, 0.5, 0.75, 1] as const;
const usualVolume = 0.75;
const usualVoice = 'mandarin';
/** Ramp of a cut: short enough that a touch silences at once, long enough not to click. */
const fadeSeconds = 0.03;
const resumeWithinMs = 250;
const loadWithinMs = 4000;
const soundsKeptMost = 32;
const storedVoice = 'speech-voice';

/**
 * The one voice of a page. A new sentence ends the one before it, `stop` silences within a few hundredths of a second, and
 * a sentence that cannot be had from the server is spoken by the browser, else a chime stands for it. A browser that
 * wants a touch first keeps the newest sentence until it comes (`wantsTouch`).
 */
export class Speaker {
  readonly #parts: SpeechParts;
  readonly #sounds = new Map<string, AudioBuffer>();
  readonly #speaking = ref<string | null>(null);
  readonly #wantsTouch = ref(false);
  readonly #volume = ref(usualVolume);
  readonly #voice = ref(usualVoice);
  readonly #voices = shallowRef<VoiceChoice[]>([]);
  #context: AudioContext | null | undefined;
  #playing: { source: AudioScheduledSourceNode; gain: GainNode } | null = null;
  #abort: AbortController | null = null;
  /** Grows with every sentence and every stop: whatever belongs to an older turn falls silent. */
  #turn = 0;
  #last: { text: string; options: SayOptions } | null = null;
  #finish: ((whole: boolean) => void) | null = null;

  readonly speaking = readonly(this.#speaking);
  readonly wantsTouch = readonly(this.#wantsTouch);
  readonly volume = readonly(this.#volume);
  readonly voice = readonly(this.#voice);
  readonly voices = readonly(this.#voices);

  constructor(parts: SpeechParts = browserParts) {
    this.#parts = parts;
    this.#voice.value = keptVoice() ?? usualVoice;
  }

  /** Speaks; resolves when it is over, to false when something cut it short. Never rejects. */
  async say(text: string, options: SayOptions = {}): Promise<boolean> {
    this.stop();
    if (text.trim() === '') return true;
    this.#last = { text, options };
    const turn = this.#turn;
    this.#speaking.value = options.key ?? text;
    const over = new Promise<boolean>((resolve) => {
      this.#finish = resolve;
    });
    if (!(await this.#running())) {
      if (turn === this.#turn) this.#end(true);
      return over;
    }
    if (turn !== this.#turn) return over;
    const { voice = this.#voice.value, share = 1 } = options;
    let sound = await this.#sound(text, voice);
    // A recorded dialect does not have every word; what it lacks is said in Mandarin (rule T2).
    if (sound === null && voice !== usualVoice && turn === this.#turn) sound = await this.#sound(text, usualVoice);
    if (turn !== this.#turn) return over;
    if (sound !== null) this.#play(sound, share, turn);
    else if (!this.#speakAlone(text, share, turn)) this.#chime(turn);
    return over;
  }

  stop(): void {
    this.#turn += 1;
    this.#abort?.abort();
    this.#abort = null;
    this.#silence();
    this.#parts.synthesis()?.cancel();
    this.#end(false);
  }

  replay(): Promise<boolean> {
    return this.#last === null ? Promise.resolve(true) : this.say(this.#last.text, this.#last.options);
  }

  /** Call it from a touch: what the browser kept back until then is spoken now. */
  touched(): void {
    if (!this.#wantsTouch.value) return;
    this.#wantsTouch.value = false;
    void this.replay();
  }

  setVolume(volume: number): void {
    this.#volume.value = Math.min(1, Math.max(0, volume));
  }

  /** One step louder; after the loudest comes the softest again. */
  louder(): void {
    this.setVolume(volumeSteps.find((step) => step > this.#volume.value + 0.01) ?? volumeSteps[0]);
  }

  chooseVoice(id: string): void {
    this.#voice.value = id;
    try {
      sessionStorage.setItem(storedVoice, id);
    } catch {
      // A browser without storage keeps the voice for this page only.
    }
  }

  /** As the next visitor should find it: usual voice, usual volume, silence, nothing to repeat (rule T15). */
  reset(): void {
    this.stop();
    this.#last = null;
    this.#wantsTouch.value = false;
    this.setVolume(usualVolume);
    this.chooseVoice(usualVoice);
  }

  /** Asks the server which voices there are; without an answer the list stays as it was. */
  async loadVoices(): Promise<void> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), loadWithinMs);
    try {
      const bytes = await this.#parts.load('/api/voices', abort.signal);
      const told = JSON.parse(new TextDecoder().decode(bytes)) as VoiceChoice[];
      this.#voices.value = Array.isArray(told) ? told.filter((voice) => voice.engine !== null) : [];
    } catch {
      // A hall without voices still has the browser's own.
    } finally {
      clearTimeout(timer);
    }
  }

  #end(whole: boolean): void {
    this.#speaking.value = null;
    this.#finish?.(whole);
    this.#finish = null;
  }

  /** False when the browser lets nothing be heard before a touch; the sentence then waits for it. */
  async #running(): Promise<boolean> {
    if (this.#context === undefined) this.#context = this.#parts.context();
    const context = this.#context;
    if (context === null) return true;
    if (context.state !== 'running')
      await Promise.race([
        context.resume().catch(() => undefined),
        new Promise((resolve) => setTimeout(resolve, resumeWithinMs)),
      ]);
    const runs = context.state === 'running';
    this.#wantsTouch.value = !runs;
    return runs;
  }

  async #sound(text: string, voice: string): Promise<AudioBuffer | null> {
    const context = this.#context;
    if (context == null) return null;
    const path = `/api/speech?${new URLSearchParams({ text, voice })}`;
    const kept = this.#sounds.get(path);
    if (kept !== undefined) {
      this.#sounds.delete(path);
      this.#sounds.set(path, kept);
      return kept;
    }
    const abort = new AbortController();
    this.#abort = abort;
    const timer = setTimeout(() => abort.abort(), loadWithinMs);
    try {
      const sound = await context.decodeAudioData(await this.#parts.load(path, abort.signal));
      this.#sounds.set(path, sound);
      const oldest = this.#sounds.keys().next().value;
      if (this.#sounds.size > soundsKeptMost && oldest !== undefined) this.#sounds.delete(oldest);
      return sound;
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  #play(sound: AudioBuffer, share: number, turn: number): void {
    const context = this.#context;
    if (context == null) return;
    const source = context.createBufferSource();
    source.buffer = sound;
    this.#start(source, this.#volume.value * share, turn);
    source.start();
  }

  #start(source: AudioScheduledSourceNode, volume: number, turn: number): void {
    const context = this.#context;
    if (context == null) return;
    const gain = context.createGain();
    gain.gain.value = volume;
    source.connect(gain).connect(context.destination);
    this.#playing = { source, gain };
    source.onended = () => {
      if (turn === this.#turn) this.#end(true);
    };
  }

  #silence(): void {
    const playing = this.#playing;
    const context = this.#context;
    this.#playing = null;
    if (playing === null || context == null) return;
    playing.gain.gain.setTargetAtTime(0, context.currentTime, fadeSeconds / 3);
    try {
      playing.source.stop(context.currentTime + fadeSeconds);
    } catch {
      // It had ended by itself.
    }
  }

  /** The browser's own Mandarin. False when it has none. */
  #speakAlone(text: string, share: number, turn: number): boolean {
    const synthesis = this.#parts.synthesis();
    const voice = synthesis?.getVoices().find((each) => /^(zh|cmn)/i.test(each.lang));
    if (synthesis === null || voice === undefined) return false;
    const utterance = this.#parts.utterance(text);
    utterance.voice = voice;
    utterance.lang = 'zh-CN';
    utterance.rate = 0.9;
    utterance.volume = this.#volume.value * share;
    const over = () => {
      if (turn === this.#turn) this.#end(true);
    };
    utterance.onend = over;
    utterance.onerror = over;
    synthesis.speak(utterance);
    return true;
  }

  /** Something was touched and nothing can be said about it: one soft note tells that the touch was felt. */
  #chime(turn: number): void {
    const context = this.#context;
    if (context == null) {
      this.#end(true);
      return;
    }
    const tone = context.createOscillator();
    tone.frequency.value = 660;
    this.#start(tone, this.#volume.value * 0.3, turn);
    tone.start();
    tone.stop(context.currentTime + 0.25);
  }
}

function keptVoice(): string | null {
  try {
    return sessionStorage.getItem(storedVoice);
  } catch {
    return null;
  }
}

const browserParts: SpeechParts = {
  context: () => (typeof AudioContext === 'undefined' ? null : new AudioContext()),
  synthesis: () => (typeof speechSynthesis === 'undefined' ? null : speechSynthesis),
  utterance: (text) => new SpeechSynthesisUtterance(text),
  async load(path, signal) {
    const response = await fetch(path, { signal });
    if (!response.ok) throw new Error(`no sound: ${response.status}`);
    return response.arrayBuffer();
  },
};

let shared: Speaker | undefined;

/** The page's speaker: one for all its components, because two voices at once are none. */
export function useSpeech(): Speaker {
  shared ??= new Speaker();
  return shared;
}

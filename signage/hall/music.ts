/** What an audio element has for us; a test brings its own. */
export type MusicElement = Pick<
  HTMLAudioElement,
  'src' | 'volume' | 'paused' | 'play' | 'pause' | 'addEventListener' | 'removeAttribute'
>;

export interface MusicOrder {
  on: boolean;
  level: number;
  tracks: readonly string[];
}

/** Plays the tracks one after the other for as long as it is time for music and this page is the one that speaks. */
export class MusicLoop {
  readonly #element: MusicElement;
  #tracks: readonly string[] = [];
  #at = 0;
  #wanted = false;
  /** Tracks in a row that could not be played; a folder of broken files must not spin. */
  #broken = 0;

  constructor(element: MusicElement) {
    this.#element = element;
    element.addEventListener('ended', () => this.#next());
    element.addEventListener('playing', () => {
      this.#broken = 0;
    });
    element.addEventListener('error', () => {
      this.#broken += 1;
      if (this.#broken < this.#tracks.length) this.#next();
    });
  }

  follow({ on, level, tracks }: MusicOrder): void {
    this.#element.volume = Math.min(1, Math.max(0, level));
    const changed = tracks.join() !== this.#tracks.join();
    if (changed) {
      this.#tracks = tracks;
      this.#at = 0;
      this.#broken = 0;
    }
    const wanted = on && tracks.length > 0;
    if (wanted && (changed || !this.#wanted)) this.#start(changed);
    else if (!wanted && this.#wanted) this.#element.pause();
    this.#wanted = wanted;
  }

  #next(): void {
    if (!this.#wanted || this.#tracks.length === 0) return;
    this.#at = (this.#at + 1) % this.#tracks.length;
    this.#start(true);
  }

  #start(anew: boolean): void {
    const track = this.#tracks[this.#at];
    if (track === undefined) return;
    if (anew || this.#element.src === '') this.#element.src = track;
    // A track that cannot be played says so by its error event.
    this.#element.play()?.catch(() => {});
  }
}

/** Two falling notes between 400 and 1000 Hz, 1.1 s in all (rule D6). */
const notes = [
  { hertz: 784, startSeconds: 0, lastsSeconds: 0.5 },
  { hertz: 587, startSeconds: 0.42, lastsSeconds: 0.68 },
];
export const chimeSeconds = 1.1;
/** Chimes follow one another on the audio clock; more than this many waiting say nothing that the board does not. */
const queueMost = 8;

export type ChimeState = 'off' | 'running' | 'blocked';

/** The board's sound. One chime for each call, one after another, never two at once. */
export class Chime {
  private freeAt = 0;

  constructor(private readonly context: AudioContext) {}

  get state(): ChimeState {
    return this.context.state === 'running' ? 'running' : 'blocked';
  }

  /** Call it from a touch where the browser wants one. */
  async resume(): Promise<void> {
    await this.context.resume();
  }

  /** Queues one chime. False when it was dropped: sound is blocked, or too many wait already. */
  ring(): boolean {
    if (this.state !== 'running') return false;
    const at = Math.max(this.context.currentTime, this.freeAt);
    if (at - this.context.currentTime > queueMost * chimeSeconds) return false;
    for (const note of notes) this.play(note, at);
    this.freeAt = at + chimeSeconds;
    return true;
  }

  private play(note: (typeof notes)[number], at: number): void {
    const tone = this.context.createOscillator();
    const volume = this.context.createGain();
    const start = at + note.startSeconds;
    tone.type = 'sine';
    tone.frequency.value = note.hertz;
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(0.6, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + note.lastsSeconds);
    tone.connect(volume).connect(this.context.destination);
    tone.start(start);
    tone.stop(start + note.lastsSeconds);
  }
}

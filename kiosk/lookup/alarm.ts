/** Two rising notes, three times: heard through a coat pocket, over in four seconds. */
const notes = [
  { hertz: 660, startSeconds: 0, lastsSeconds: 0.35 },
  { hertz: 880, startSeconds: 0.4, lastsSeconds: 0.55 },
];
const rounds = 3;
const roundSeconds = 1.4;

/** The phone's bell. A browser lets it ring only after the visitor has touched the page once, hence `arm`. */
export class Alarm {
  private context: AudioContext | null = null;

  /** Call it from a touch. True when the bell can be heard from now on. */
  async arm(): Promise<boolean> {
    this.context ??= new AudioContext();
    await this.context.resume();
    return this.context.state === 'running';
  }

  /** A browser refuses to shake a phone whose page was never touched, and says so in its log. */
  private shake(pattern: number[]): void {
    if (navigator.userActivation?.hasBeenActive !== false) navigator.vibrate?.(pattern);
  }

  /** One soft round: the turn is near. */
  nudge(): void {
    this.shake([300]);
    const context = this.context;
    if (context === null || context.state !== 'running') return;
    for (const note of notes) this.play(context, note, context.currentTime);
  }

  /** Rings if armed, and vibrates where the phone can. */
  ring(): void {
    this.shake([500, 200, 500, 200, 500]);
    const context = this.context;
    if (context === null || context.state !== 'running') return;
    for (let round = 0; round < rounds; round += 1) {
      for (const note of notes) this.play(context, note, context.currentTime + round * roundSeconds);
    }
  }

  private play(context: AudioContext, note: (typeof notes)[number], at: number): void {
    const tone = context.createOscillator();
    const volume = context.createGain();
    const start = at + note.startSeconds;
    tone.frequency.value = note.hertz;
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(0.8, start + 0.03);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + note.lastsSeconds);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + note.lastsSeconds);
  }
}

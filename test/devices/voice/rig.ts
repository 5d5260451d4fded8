import type { Clock } from '../../../devices/clock.ts';
import type { DriverDeps } from '../../../devices/driver.ts';
import type { Announcer } from '../../../devices/voice/announcer.ts';
import { houseRate, type Sound, silence } from '../../../devices/voice/wav.ts';
import type { JobOutcome, SpeakerConfig, SpeechJob } from '../../../server/contract/device.ts';

interface Timer {
  at: number;
  action: () => void;
}

/** A clock whose hands the test turns; everything that falls due on the way happens in its order. */
export class TurnedClock implements Clock {
  #now = 0;
  readonly #timers = new Set<Timer>();

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, action: () => void): () => void {
    const timer = { at: this.#now + milliseconds, action };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  async turnTo(time: number): Promise<void> {
    for (;;) {
      await settle();
      const due = [...this.#timers].filter(({ at }) => at <= time).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#timers.delete(due);
      this.#now = Math.max(this.#now, due.at);
      due.action();
    }
    this.#now = time;
    await settle();
  }
}

/** Lets everything that waits for no timer run. */
const settle = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));

/** A voice whose every announcement lasts as long as said. */
export function voiceOf(seconds: number, name = 'test-voice'): Announcer {
  const sound: Sound = silence(seconds, houseRate);
  return { announce: async () => ({ sound, voice: name, passedOver: [] }) };
}

export const speaker = (change: Partial<SpeakerConfig> = {}): SpeakerConfig => ({
  id: 'speaker-east',
  name: '东区广播',
  kind: 'speaker',
  zones: [1, 2],
  output: 'record',
  repeat: 2,
  repeatGapSeconds: 8,
  ...change,
});

export const job = (id: number, calledAt = 0, number = String(1000 + id)): SpeechJob => ({
  kind: 'speech',
  id,
  device: 'speaker-east',
  number,
  counter: 3,
  zone: 1,
  calledAt,
  expiresAt: calledAt + 30_000,
});

export function collect(clock: Clock) {
  const outcomes: (JobOutcome & { at: number })[] = [];
  const lines: string[] = [];
  let healthChanges = 0;
  const deps: DriverDeps = {
    clock,
    random: () => 0.5,
    wire: null,
    beginSlip: () => Promise.reject(new Error('a loudspeaker prints no slips')),
    report: (outcome) => outcomes.push({ ...outcome, at: clock.now() }),
    healthChanged: () => {
      healthChanges += 1;
    },
    log: (line) => lines.push(line),
  };
  return { deps, outcomes, lines, healthChanges: () => healthChanges };
}

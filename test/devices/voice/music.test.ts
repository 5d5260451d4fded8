import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../../devices/clock.ts';
import { decibelsOf } from '../../../devices/voice/level.ts';
import { Mixer } from '../../../devices/voice/mixer.ts';
import { MusicTape } from '../../../devices/voice/music-tape.ts';
import { PlayerError } from '../../../devices/voice/player.ts';
import { aplaySink, type CardSink, musicPlayer } from '../../../devices/voice/sound-card.ts';
import { houseRate, type Sound, writeWav } from '../../../devices/voice/wav.ts';
import { temporaryFolder } from '../../fixtures/temporary.ts';
import { TurnedClock } from './rig.ts';

const tone = (seconds: number, hertz: number, size: number, rate = houseRate): Sound => ({
  sampleRate: rate,
  samples: Float32Array.from(
    { length: Math.round(seconds * rate) },
    (_, at) => size * Math.sin((2 * Math.PI * hertz * at) / rate),
  ),
});
/** Loudness of one tone in a stretch of sound, in dB under full scale. */
function levelOf(samples: Float32Array, hertz: number, from: number, until: number): number {
  let [real, imaginary] = [0, 0];
  const [first, last] = [Math.round(from * houseRate), Math.round(until * houseRate)];
  for (let at = first; at < last; at += 1) {
    const turn = (2 * Math.PI * hertz * at) / houseRate;
    real += (samples[at] ?? 0) * Math.cos(turn);
    imaginary += (samples[at] ?? 0) * Math.sin(turn);
  }
  return decibelsOf((2 * Math.hypot(real, imaginary)) / (last - first));
}
const samplesOf = (bytes: Buffer) =>
  Float32Array.from({ length: bytes.length >> 1 }, (_, at) => bytes.readInt16LE(at * 2) / 32_767);

/** A sound card that keeps what it was given, and can break. */
function card() {
  const parts: Buffer[] = [];
  let told: (error: PlayerError) => void = () => {};
  const world = { opened: 0, ended: 0, breakNow: () => told(new PlayerError('sound-device', 'pulled out')) };
  const openSink = (): CardSink => {
    world.opened += 1;
    return {
      write: (bytes) => parts.push(bytes) > 0,
      end: () => {
        world.ended += 1;
      },
      onEnd: (listener) => {
        told = listener;
      },
    };
  };
  return { world, openSink, samples: () => samplesOf(Buffer.concat(parts)) };
}
const never = new AbortController().signal;
const announcement = (sound: Sound) => ({ sound, voice: 'test', passedOver: [] });
const say = { text: '', tokens: [] } as never;

function musicFile(): string {
  const path = join(temporaryFolder(), 'music.wav');
  writeFileSync(path, writeWav(tone(1.5, 440, 1, 44_100)));
  return path;
}

describe('music on a sound card', () => {
  it('goes down under an announcement, which keeps its loudness from its first sample to its last, and comes back', () => {
    const mixer = new Mixer(houseRate);
    const music = tone(8, 440, 1).samples;
    const heard = new Float32Array(music.length);
    for (let at = 0; at < music.length; at += 441) {
      if (at === 441 * 150) mixer.say(tone(2, 1000, 0.5).samples);
      heard.set(mixer.mix(music.subarray(at, at + 441), 0.3), at);
    }
    const usual = levelOf(heard, 440, 2, 2.9);
    expect(usual).toBeCloseTo(decibelsOf(0.3), 0);
    expect(levelOf(heard, 440, 3.5, 4.9)).toBeCloseTo(decibelsOf(0.3 * 0.12), 0);
    expect(levelOf(heard, 440, 7, 7.9)).toBeCloseTo(usual, 0);
    for (const from of [3, 3.5, 4, 4.5, 4.9]) {
      expect(levelOf(heard, 1000, from, from + 0.1)).toBeCloseTo(decibelsOf(0.5), 0);
    }
    const steps = heard.map((sample, at) => Math.abs(sample - (heard[at - 1] ?? sample)));
    expect(steps.reduce((most, step) => Math.max(most, step), 0)).toBeLessThan(0.2);
  });

  it('plays track after track at the house’s rate, past files that cannot be read', async () => {
    const broken = join(temporaryFolder(), 'broken.wav');
    writeFileSync(broken, 'RIFF and no more');
    const tape = new MusicTape(houseRate);
    tape.load([broken, musicFile(), '/no/such/file.wav']);
    await tape.fill();
    const heard = tape.take(houseRate * 2);
    expect(levelOf(heard, 440, 0, 1.4)).toBeCloseTo(0, 0);
    expect(levelOf(heard, 440, 1.6, 2)).toBeCloseTo(0, 0);
    await tape.stop();
    tape.load([]);
    await tape.fill();
    expect(Math.max(...tape.take(100))).toBe(0);
  });

  it('shares one card with calls; a call opens it, silence lets it go, and a card that breaks says so', async () => {
    const clock = new TurnedClock();
    const fake = card();
    const music = { on: false, level: 0.3, files: [musicFile()], others: false };
    const player = musicPlayer({ clock, music: { now: () => music }, openSink: fake.openSink, renewMs: 8000 });
    player.start();
    await clock.turnTo(5000);
    expect(fake.world.opened).toBe(0);
    const first = player.play(announcement(tone(1, 1000, 0.5)), say, never);
    await clock.turnTo(9000);
    await first;
    expect([fake.world.opened, fake.world.ended]).toEqual([1, 1]);
    expect(levelOf(fake.samples(), 1000, 0, 1)).toBeCloseTo(decibelsOf(0.5), 0);
    music.on = true;
    await clock.turnTo(12_000);
    const cut = player.play(announcement(tone(1, 1000, 0.5)), say, never);
    fake.world.breakNow();
    await expect(cut).rejects.toMatchObject({ reason: 'sound-device' });
    const next = player.play(announcement(tone(0.2, 1000, 0.5)), say, never);
    await clock.turnTo(13_000);
    await next;
    // Its clock is not ours, so it is begun anew now and then while nobody speaks.
    const { opened, ended } = fake.world;
    await clock.turnTo(23_000);
    expect([fake.world.opened, fake.world.ended]).toEqual([opened + 1, ended + 1]);
    await player.stop();
    expect(player.trouble()).toBeNull();
    Object.assign(music, { others: true });
    expect(player.trouble()).toBe('music-partly-wav');
    Object.assign(music, { files: [] });
    expect(player.trouble()).toBe('music-needs-wav');
  });

  it('goes as plain samples into one program, whose absence is told apart from its failure', async () => {
    const folder = temporaryFolder();
    const heard = join(folder, 'heard.raw');
    const program = join(folder, 'card');
    writeFileSync(program, `#!/bin/sh\ncat > "${heard}"\n`);
    chmodSync(program, 0o755);
    const music = { now: () => ({ on: false, level: 0, files: [], others: false }) };
    const open = (command: string) =>
      musicPlayer({ clock: systemClock, music, openSink: () => aplaySink('default', command) });
    const player = open(program);
    await player.play(announcement(tone(0.3, 1000, 0.5)), say, never);
    await player.stop();
    await vi.waitFor(() => expect(existsSync(heard) && readFileSync(heard).length > 0).toBe(true), { timeout: 20_000 });
    await vi.waitFor(() =>
      expect(levelOf(samplesOf(readFileSync(heard)), 1000, 0, 0.3)).toBeCloseTo(decibelsOf(0.5), 0),
    );
    const missing = open(join(folder, 'not-there'));
    await expect(missing.play(announcement(tone(0.3, 1000, 0.5)), say, never)).rejects.toMatchObject({
      reason: 'aplay-missing',
    });
    await missing.stop();
  });
});

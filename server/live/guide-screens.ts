import { type GuideShown, type GuideView, guideShownSeconds } from '../contract/guide.ts';
import { deskOf } from '../contract/guide-places.ts';
import { houseVoice } from '../contract/speech.ts';

/** Desks of one hall; the one that was quiet for longest makes room. */
const desksMost = 20;
/** Retries of a lost answer come soon or never. */
const commandsKeptMost = 20;
/** A desk that was heard and then falls silent for so long is gone, and with it whoever stood there. */
const deskSilentMs = 15_000;

interface Desk {
  seq: number;
  at: number;
  until: number | null;
  shown: GuideShown;
  voice: string;
  replay: number;
  /** Whether whoever showed it is still signed in. */
  stands(): boolean;
  /** When the desk's page was last heard of; null when none ever listened. */
  heardAt: number | null;
  commands: string[];
}

/** Who asks for a change, and under which id: the same id again changes nothing. */
export interface GuideCommand {
  commandId: string;
  stands(): boolean;
}

const welcome: GuideShown = { kind: 'welcome' };

/**
 * What each desk puts before its visitor. Kept in memory alone: nothing of it is worth recording, and after a restart a
 * screen that welcomes is right. Every step ends by itself.
 */
export class GuideScreens {
  readonly #now: () => number;
  readonly #desks = new Map<string, Desk>();
  readonly #listeners = new Set<(desk: string) => void>();
  #lastSeq = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  onChange(listener: (desk: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Throws what `shown` throws, and then changes nothing. */
  show(place: string, { commandId, stands }: GuideCommand, shown: () => GuideShown): GuideView {
    return this.#change(place, commandId, (desk) => {
      const next = shown();
      this.#put(desk, next);
      desk.stands = stands;
    });
  }

  /** The next visitor finds welcome, usual voice and silence. */
  clear(place: string, { commandId }: GuideCommand): GuideView {
    return this.#change(place, commandId, (desk) => this.#wipe(desk));
  }

  /** Says the step again, which also keeps it. */
  replay(place: string, { commandId }: GuideCommand): GuideView {
    return this.#change(place, commandId, (desk) => {
      desk.replay += 1;
      this.#keep(desk);
    });
  }

  /** Says the step again in another voice, and all further ones of this visitor. */
  speakWith(place: string, { commandId }: GuideCommand, voice: string): GuideView {
    return this.#change(place, commandId, (desk) => {
      desk.voice = voice;
      desk.replay += 1;
      this.#keep(desk);
    });
  }

  view(place: string): GuideView {
    const name = deskOf(place);
    this.#expire(name);
    const desk = this.#desks.get(name) ?? this.#fresh();
    const { seq, at, until, shown, voice, replay } = desk;
    return { now: this.#now(), desk: name, seq, at, until, shown, voice, replay };
  }

  /** The page of this desk listens now. */
  heard(place: string): void {
    const desk = this.#desks.get(deskOf(place));
    if (desk !== undefined) desk.heardAt = this.#now();
  }

  /** Ends what is over: called with every beat and whenever somebody's session ends. */
  sweep(): void {
    for (const name of this.#desks.keys()) if (this.#expire(name)) this.#tell(name);
  }

  #change(place: string, commandId: string, change: (desk: Desk) => void): GuideView {
    const name = deskOf(place);
    this.#expire(name);
    const known = this.#desks.get(name);
    if (known?.commands.includes(commandId)) return this.view(name);
    const desk = known ?? this.#fresh();
    change(desk);
    desk.commands = [...desk.commands, commandId].slice(-commandsKeptMost);
    this.#desks.delete(name);
    this.#desks.set(name, desk);
    const [oldest] = this.#desks.keys();
    if (this.#desks.size > desksMost && oldest !== undefined) this.#desks.delete(oldest);
    this.#tell(name);
    return this.view(name);
  }

  #put(desk: Desk, shown: GuideShown): void {
    // A clock in the number: after a restart no step has one that a screen has seen before.
    this.#lastSeq = Math.max(this.#lastSeq + 1, this.#now());
    desk.seq = this.#lastSeq;
    desk.at = this.#now();
    desk.shown = shown;
    desk.replay = 0;
    this.#keep(desk);
  }

  #keep(desk: Desk): void {
    const seconds = guideShownSeconds[desk.shown.kind];
    desk.until = seconds === 0 ? null : this.#now() + seconds * 1000;
  }

  #wipe(desk: Desk): void {
    this.#put(desk, welcome);
    desk.voice = houseVoice;
    desk.heardAt = null;
    desk.stands = () => true;
  }

  /** True when it ended something. */
  #expire(name: string): boolean {
    const desk = this.#desks.get(name);
    if (desk === undefined || desk.shown.kind === 'welcome') return false;
    const now = this.#now();
    const deskGone = desk.heardAt !== null && now - desk.heardAt > deskSilentMs;
    if (desk.until !== null && now < desk.until && !deskGone && desk.stands()) return false;
    this.#wipe(desk);
    return true;
  }

  #fresh(): Desk {
    const at = this.#now();
    const quiet = { seq: 0, at, until: null, replay: 0, heardAt: null };
    return { ...quiet, shown: welcome, voice: houseVoice, commands: [], stands: () => true };
  }

  #tell(desk: string): void {
    for (const listener of this.#listeners) listener(desk);
  }
}

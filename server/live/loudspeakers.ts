import type {
  PageAnnouncement,
  PageReading,
  PageSpeakers,
  SpeakerHeard,
  SpeakerLease,
  SpeakerLeased,
} from '../contract/speaker.ts';

export interface LoudspeakerTimes {
  /** A page that did not renew its lease for so long is no announcer any more. */
  leaseMs: number;
  /** So long a reading waits for a page that can speak, one that is being loaded anew. */
  waitMs: number;
}
const usualTimes: LoudspeakerTimes = { leaseMs: 6000, waitMs: 2500 };
const pagesMost = 20;

interface Zone {
  pages: Map<string, { audio: SpeakerLease['audio']; secret: string | undefined; until: number }>;
  announcer: string | null;
  reading: { announcement: PageAnnouncement; wav: Uint8Array; settle(reason: string | null): void } | null;
}

/**
 * Loudspeakers whose sound comes out of pages of the hall board. Exactly one page speaks for each (rule D9): the first
 * that can, for as long as it renews its lease.
 */
export class Loudspeakers implements PageSpeakers {
  readonly #zones: ReadonlyMap<string, Zone>;
  readonly #now: () => number;
  readonly #times: LoudspeakerTimes;
  readonly #listeners = new Set<() => void>();
  #lastNo = 0;

  constructor(devices: readonly string[], now: () => number, times: LoudspeakerTimes = usualTimes) {
    this.#zones = new Map(devices.map((device) => [device, { pages: new Map(), announcer: null, reading: null }]));
    this.#now = now;
    this.#times = times;
  }

  has(device: string): boolean {
    return this.#zones.has(device);
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A page's name stands in the public view; without the page's secret it changes nothing. */
  lease(device: string, { page, secret, audio }: SpeakerLease): SpeakerLeased {
    const zone = this.#zone(device);
    const lastsSeconds = this.#times.leaseMs / 1000;
    const known = zone?.pages.get(page);
    if (!zone || (known !== undefined && known.secret !== secret)) return { announcer: false, lastsSeconds };
    if (audio === 'closed') zone.pages.delete(page);
    else if (zone.pages.has(page) || zone.pages.size < pagesMost)
      zone.pages.set(page, { audio, secret, until: this.#now() + this.#times.leaseMs });
    this.#choose(zone);
    return { announcer: zone.announcer === page, lastsSeconds };
  }

  /** False when the page was not asked, or the announcement is over: then nothing is noted. */
  heard(device: string, { page, secret, no, outcome }: SpeakerHeard): boolean {
    const zone = this.#zone(device);
    if (zone?.pages.get(page)?.secret !== secret) return false;
    if (!zone?.reading || zone.announcer !== page || zone.reading.announcement.no !== no) return false;
    zone.reading.settle(outcome === 'spoken' ? null : 'page-failed');
    return true;
  }

  announcer(device: string): string | null {
    return this.#zone(device)?.announcer ?? null;
  }

  announcement(device: string): PageAnnouncement | null {
    return this.#zones.get(device)?.reading?.announcement ?? null;
  }

  wav(device: string, no: number): Uint8Array | null {
    const reading = this.#zones.get(device)?.reading;
    return reading?.announcement.no === no ? reading.wav : null;
  }

  state(device: string): 'ready' | 'blocked' | 'none' {
    const zone = this.#zone(device);
    if (zone?.announcer) return 'ready';
    return zone !== undefined && zone.pages.size > 0 ? 'blocked' : 'none';
  }

  async play(reading: PageReading, signal: AbortSignal): Promise<void> {
    const zone = this.#zones.get(reading.device);
    if (!zone || !(await this.#announcerComes(reading.device, signal))) throw new Error('no-announcer');
    const { device, text, seconds, wav } = reading;
    this.#lastNo += 1;
    const no = this.#lastNo;
    await new Promise<void>((resolve, reject) => {
      const settle = (reason: string | null) => {
        if (zone.reading?.announcement.no !== no) return;
        zone.reading = null;
        this.#tell();
        if (reason === null) resolve();
        else reject(new Error(reason));
      };
      zone.reading?.settle('stopped');
      zone.reading = { announcement: { no, text, seconds, wav: `/api/speakers/${device}/${no}.wav` }, wav, settle };
      signal.addEventListener('abort', () => settle('stopped'), { once: true });
      if (signal.aborted) settle('stopped');
      this.#tell();
    });
  }

  #announcerComes(device: string, signal: AbortSignal): Promise<boolean> {
    if (this.state(device) === 'ready') return Promise.resolve(true);
    return new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        stop();
        signal.removeEventListener('abort', finish);
        resolve(this.state(device) === 'ready');
      };
      const timer = setTimeout(finish, this.#times.waitMs);
      const stop = this.onChange(() => this.state(device) === 'ready' && finish());
      signal.addEventListener('abort', finish, { once: true });
    });
  }

  /** The zone as it is now: pages that fell silent are forgotten first. */
  #zone(device: string): Zone | undefined {
    const zone = this.#zones.get(device);
    if (zone === undefined) return undefined;
    for (const [page, { until }] of zone.pages) if (until <= this.#now()) zone.pages.delete(page);
    this.#choose(zone);
    return zone;
  }

  #choose(zone: Zone): void {
    const before = zone.announcer;
    if (before !== null && zone.pages.get(before)?.audio === 'running') return;
    zone.announcer = [...zone.pages].find(([, { audio }]) => audio === 'running')?.[0] ?? null;
    if (zone.announcer !== before) this.#tell();
  }

  #tell(): void {
    queueMicrotask(() => {
      for (const listener of this.#listeners) listener();
    });
  }
}

import { lstat, readdir } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { localTime } from './contract/local-time.ts';
import type { HouseMusic, MusicCard, MusicConfig } from './contract/speaker.ts';

const types: Readonly<Record<string, string>> = {
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.opus': 'audio/ogg',
  '.wav': 'audio/wav',
  '.flac': 'audio/flac',
  '.m4a': 'audio/mp4',
};
const tracksMost = 200;
const lookAgainMs = 30_000;
const houseEveryMs = 1000;
const silent = { on: false, level: 0, files: [] as string[], others: false };

export interface Track {
  name: string;
  path: string;
  type: string;
  bytes: number;
}

/** Background music of the hall: what lies in its folder, and whether it is time for it. */
export interface Music {
  card(): Promise<MusicCard>;
  /** As the card was a short while ago, without waiting. */
  lately(): MusicCard;
  /** A track by the name of its file, or null; only what stands in the list can be had. */
  track(name: string): Promise<Track | null>;
  /** For the server's own sound card; looked at anew once a second. */
  house: HouseMusic;
}

export interface MusicOptions {
  config: MusicConfig | undefined;
  /** The folder's place when it is not a whole path. */
  data: string;
  timeZone: string;
  now(): number;
}

export function openMusic({ config, data, timeZone, now }: MusicOptions): Music {
  const folder = config === undefined ? null : resolve(data, config.folder);
  let tracks: Track[] = [];
  let lookedAt = Number.NEGATIVE_INFINITY;
  const look = async () => {
    lookedAt = now();
    tracks = folder === null ? [] : await tracksIn(folder);
    return tracks;
  };
  const card = (): MusicCard => ({
    on: config !== undefined && tracks.length > 0 && isTime(config, localTime(now(), timeZone)),
    level: config?.level ?? 0,
    tracks: tracks.map(({ name, bytes }) => ({
      title: name.slice(0, -extname(name).length),
      address: `/api/music/${encodeURIComponent(name)}`,
      bytes,
    })),
  });
  let lately = { at: Number.NEGATIVE_INFINITY, ...silent };
  const houseNow = () => {
    if (Math.abs(now() - lately.at) < houseEveryMs) return lately;
    if (now() - lookedAt > lookAgainMs) void look();
    const files = tracks.filter(({ type }) => type === 'audio/wav').map(({ path }) => path);
    const { on, level } = card();
    lately = { at: now(), on, level, files, others: files.length < tracks.length };
    return lately;
  };
  void look();
  return {
    house: { now: houseNow },
    card: async () => {
      await look();
      return card();
    },
    lately: () => {
      if (now() - lookedAt > lookAgainMs) void look();
      return card();
    },
    track: async (name) => (await look()).find((each) => each.name === name) ?? null,
  };
}

/** Plain files that browsers can play, by name. Links are left out: they may lead anywhere. */
async function tracksIn(folder: string): Promise<Track[]> {
  const names = await readdir(folder).catch(() => []);
  const tracks: Track[] = [];
  for (const name of names.sort()) {
    const type = types[extname(name).toLowerCase()];
    if (type === undefined || name.startsWith('.') || tracks.length === tracksMost) continue;
    const path = join(folder, name);
    const found = await lstat(path).catch(() => null);
    if (found?.isFile()) tracks.push({ name, path, type, bytes: found.size });
  }
  return tracks;
}

/** `until` before `from` goes over midnight. */
export function isTime({ times }: MusicConfig, time: string): boolean {
  return times.some(({ from, until }) => (from <= until ? from <= time && time < until : from <= time || time < until));
}

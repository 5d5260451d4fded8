import type { HallFile } from './hall-file.ts';

/** From when on a changed setting counts. */
export type CountsFrom = 'at-once' | 'next-opening' | 'after-restart';

/**
 * What an administrator may change of the hall file, and from when on it counts. `next-opening`: a day keeps the counters,
 * services and rules with which it was opened, for its record is judged by them; names, colours and times of what is
 * there already count at once. Posts change by proposal and approval instead.
 */
export const settingSections = {
  name: 'at-once',
  county: 'at-once',
  publicUrl: 'at-once',
  zones: 'next-opening',
  departments: 'at-once',
  services: 'next-opening',
  counters: 'next-opening',
  pauseReasons: 'at-once',
  rules: 'next-opening',
  alerts: 'at-once',
  notices: 'at-once',
  words: 'at-once',
  look: 'at-once',
  staff: 'at-once',
  bookings: 'at-once',
  calendar: 'at-once',
  backups: 'at-once',
  retention: 'at-once',
  devices: 'after-restart',
  music: 'after-restart',
} as const satisfies Partial<Record<keyof HallFile, CountsFrom>>;
export type SettingSection = keyof typeof settingSections;
export const sectionNames = Object.keys(settingSections) as SettingSection[];

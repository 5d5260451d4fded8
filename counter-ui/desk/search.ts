import type { ItemCard, SearchWords, ServiceCard } from '../../server/contract/catalogue.ts';
import type { CheckedPapers } from '../../server/contract/ticket.ts';
import { lifeEvents } from './life-events.ts';

/** One item or service counter as the desk finds it. */
export interface Entry {
  code: string;
  name: string;
  department: string;
  /** Whether a ticket can be taken for it here. */
  inHall: boolean;
  item: ItemCard | null;
  service: ServiceCard | null;
  initials: string;
  full: string;
  departmentInitials: string;
  departmentFull: string;
  /** Events of a life in which people come for it. */
  events: string[];
}

/** An entry chosen for a ticket, with what the desk has checked of its papers. */
export interface Chosen {
  entry: Entry;
  checked: CheckedPapers | null;
}

/** All items of the county, also those outside the hall, and the service counters that are no items. */
export function entriesOf(items: readonly ItemCard[], services: readonly ServiceCard[], words: readonly SearchWords[]) {
  const sounds = new Map(words.map((each) => [each.code, each]));
  const byCode = new Map(services.map((service) => [service.code, service]));
  const known = new Set(items.map(({ code }) => code));
  const entry = (code: string, name: string, department: string, item: ItemCard | null): Entry => {
    const service = byCode.get(code) ?? null;
    const { initials = '', full = '', departmentInitials = '', departmentFull = '' } = sounds.get(code) ?? {};
    const events = lifeEvents.filter(({ codes }) => codes.includes(code)).map((event) => event.zh);
    const sound = { initials, full, departmentInitials, departmentFull };
    return { code, name, department, inHall: service !== null, item, service, ...sound, events };
  };
  return [
    ...items.map((item) => entry(item.code, item.name, item.departmentName, item)),
    ...services.filter(({ code }) => !known.has(code)).map(({ code, name }) => entry(code, name, '', null)),
  ];
}

/** How well an entry meets one typed word, 0 best; null when it does not. Letters are sounds or codes. */
function rankOf(entry: Entry, word: string): number | null {
  if (entry.code.toLowerCase() === word) return 0;
  if (entry.name.toLowerCase().startsWith(word)) return 1;
  if (entry.name.toLowerCase().includes(word)) return 2;
  if (entry.events.some((event) => event.includes(word))) return 3;
  if (entry.department.includes(word)) return 4;
  if (!/^[a-z0-9]+$/.test(word)) return null;
  if (entry.code.toLowerCase().startsWith(word)) return 1;
  if (entry.initials.startsWith(word)) return 2;
  if (entry.initials.includes(word)) return 3;
  if (entry.full.startsWith(word)) return 3;
  if (entry.full.includes(word)) return 4;
  if (entry.departmentInitials.includes(word) || (word.length > 3 && entry.departmentFull.includes(word))) return 5;
  // Hurried fingers leave syllables out: the letters then stand in the name in this order.
  if (word.length >= 3 && inOrder(entry.initials, word)) return 6;
  return word.length >= 4 && isJumbled(entry.initials, word) ? 7 : null;
}

/** The beginning is right and every letter is there, only not in this order. */
function isJumbled(text: string, letters: string): boolean {
  return text.includes(letters.slice(0, 2)) && [...letters].every((letter) => text.includes(letter));
}

function inOrder(text: string, letters: string): boolean {
  let at = -1;
  for (const letter of letters) {
    at = text.indexOf(letter, at + 1);
    if (at === -1) return false;
  }
  return true;
}

/** Entries that meet every word, best first; equal ones as the catalogue has them. Without words, all. */
export function searchEntries(entries: readonly Entry[], query: string): Entry[] {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...entries];
  const found: { entry: Entry; rank: number }[] = [];
  for (const entry of entries) {
    const ranks = words.map((word) => rankOf(entry, word));
    if (ranks.every((rank) => rank !== null)) found.push({ entry, rank: Math.max(...ranks.map((rank) => rank ?? 0)) });
  }
  return found.sort((one, other) => one.rank - other.rank).map(({ entry }) => entry);
}

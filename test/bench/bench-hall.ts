import type { HallFile } from '../../server/contract/hall-file.ts';
import { readHallFile, sampleHall } from '../../server/hall-file.ts';

/** Every connection of the largest load has a counter of its own. */
export const benchCounters = 50;

/** The sample hall with seven digits and with so many counters, each with its own clerk. */
export function benchHall(): HallFile {
  const sample = readHallFile(sampleHall);
  const file = { ...sample, publicUrl: 'http://127.0.0.1:8080', rules: { ...sample.rules, numberDigits: 7 } };
  const further = Array.from({ length: Math.max(0, benchCounters - file.counters.length) }, (_, index) => ({
    source: file.counters[index],
    no: file.counters.length + index + 1,
  }));
  for (const { source, no } of further) {
    if (source === undefined) continue;
    const clerk = `bench${no}`;
    file.counters.push({ ...source, no });
    file.staff.push({ id: clerk, name: clerk, role: 'clerk' });
    file.posts.push({ counter: no, a: clerk, b: [] });
  }
  return file;
}

/** Who opens a counter. */
export function clerkAt(file: HallFile, counter: number): string {
  const post = file.posts.find((each) => each.counter === counter);
  if (post === undefined) throw new Error(`counter ${counter} has no post`);
  return post.a;
}

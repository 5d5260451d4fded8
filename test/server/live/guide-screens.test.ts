import { beforeEach, expect, it } from 'vitest';
import type { GuideShown } from '../../../server/contract/guide.ts';
import { GuideScreens } from '../../../server/live/guide-screens.ts';
import { KioskSessions } from '../../../server/live/kiosk-sessions.ts';

const way: GuideShown = { kind: 'way', zone: 3, counter: 21 };
let now = 1_000_000;
let signedIn = true;
let commands = 0;
let guides: GuideScreens;
beforeEach(() => {
  now = 1_000_000;
  signedIn = true;
  guides = new GuideScreens(() => now);
});
const command = () => ({ commandId: `command-${++commands}`, stands: () => signedIn });
const show = (desk = 'desk-1') => guides.show(desk, command(), () => way);
const kind = (desk = 'desk-1') => guides.view(desk).shown.kind;

it('a step ends by itself after its time; saying it again keeps it', () => {
  show();
  now += 89_000;
  guides.replay('desk-1', command());
  now += 89_000;
  expect(kind()).toBe('way');
  now += 1000;
  expect(kind()).toBe('welcome');
});

it('ends when the page of the desk has been silent for fifteen seconds, but not where none ever listened', () => {
  show();
  now += 60_000;
  expect(kind()).toBe('way');
  guides.heard('desk-1');
  now += 15_000;
  expect(kind()).toBe('way');
  now += 1;
  expect(kind()).toBe('welcome');
});

it('tells the screens of every end, once', () => {
  const told: string[] = [];
  guides.onChange((desk) => told.push(desk));
  show();
  show('desk-2');
  signedIn = false;
  guides.sweep();
  guides.sweep();
  expect(told).toEqual(['desk-1', 'desk-2', 'desk-1', 'desk-2']);
});

it('a step that cannot be shown leaves the one before it, and no trace of its command', () => {
  show();
  const failing = { ...command() };
  expect(() =>
    guides.show('desk-1', failing, () => {
      throw new Error('no such item');
    }),
  ).toThrow();
  expect(kind()).toBe('way');
  expect(guides.show('desk-1', failing, () => ({ ...way, counter: 22 })).shown).toMatchObject({ counter: 22 });
});

it('keeps a bounded number of desks, and no two steps have one number even while the clock stands', () => {
  const numbers = new Set(Array.from({ length: 30 }, (_, no) => show(`desk-${no}`).seq));
  expect(numbers.size).toBe(30);
  expect(kind('desk-9')).toBe('welcome');
  expect(kind('desk-10')).toBe('way');
});

it('keeps a bounded number of kiosks, and forgets one that is not heard of', () => {
  const kiosks = new KioskSessions(() => now);
  const report = { session: 'visitor-1', page: 'choosing' as const, services: [] };
  for (let no = 0; no < 60; no += 1) kiosks.report(`kiosk-${no}`, report);
  expect(kiosks.lines()).toHaveLength(50);
  kiosks.takeOver('kiosk-59', 'visitor-1', 'desk-1', () => signedIn);
  now += 180_000;
  // The guide still helps; all the others are gone.
  expect(kiosks.lines().map(({ terminal }) => terminal)).toEqual(['kiosk-59']);
  signedIn = false;
  expect(kiosks.helper('kiosk-59')).toBe(null);
});

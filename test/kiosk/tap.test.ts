import { expect, it } from 'vitest';
import { TapGuard } from '../../kiosk/tap.ts';

const box = { left: 0, top: 0, right: 100, bottom: 100 };
const tile = { name: 'tile' };
const other = { name: 'other tile' };
const touch = (timeMs: number, x = 50, y = 50, pointerId = 1) => ({ pointerId, timeMs, x, y });
const guardOf = () => new TapGuard(() => 4);

function tap(guard: TapGuard, target: object, timeMs: number, x = 50, y = 50, typed = false): boolean {
  guard.down(touch(timeMs, x, y), target);
  const box = { left: x - 50, top: y - 50, right: x + 50, bottom: y + 50 };
  const acted = guard.up(touch(timeMs, x, y), target, box, typed);
  guard.release(1);
  return acted;
}

it('acts when the finger leaves the glass inside the target', () => {
  const guard = guardOf();
  guard.down(touch(0), tile);
  expect(guard.up(touch(900), tile, box)).toBe(true);
});

it('does nothing when the finger slid off the target', () => {
  const guard = guardOf();
  guard.down(touch(0), tile);
  expect(guard.up(touch(100, 150, 50), tile, box)).toBe(false);
  guard.release(1);
  guard.down(touch(200), tile);
  expect(guard.up(touch(300, 50, 50), other, box)).toBe(false);
});

it('takes a second tap on the same target within half a second for the same tap', () => {
  const guard = guardOf();
  expect([tap(guard, tile, 0), tap(guard, tile, 499), tap(guard, tile, 1000)]).toEqual([true, false, true]);
});

it('takes a trembling second tap for the same one although the page has changed under the finger', () => {
  const guard = guardOf();
  expect(tap(guard, tile, 0)).toBe(true);
  expect(tap(guard, other, 300, 70, 60)).toBe(false);
  expect(tap(guard, other, 500, 70, 60)).toBe(true);
});

it('lets a quick hand press a far target', () => {
  const guard = guardOf();
  expect([tap(guard, tile, 0), tap(guard, other, 200, 600, 50)]).toEqual([true, true]);
});

it('the first finger wins over a palm', () => {
  const guard = guardOf();
  guard.down(touch(0), tile);
  guard.down(touch(10, 50, 50, 2), other);
  expect(guard.up(touch(20, 50, 50, 2), other, box)).toBe(false);
  expect(guard.up(touch(30), tile, box)).toBe(true);
});

it('a finger that the system took away frees the glass', () => {
  const guard = guardOf();
  guard.down(touch(0), tile);
  guard.release(1);
  guard.down(touch(100, 50, 50, 2), tile);
  expect(guard.up(touch(200, 50, 50, 2), tile, box)).toBe(true);
});

it('types a doubled digit that is meant, and one only for a hand that trembles', () => {
  const guard = guardOf();
  const press = (target: object, timeMs: number, x = 50) => tap(guard, target, timeMs, x, 50, true);
  expect([press(tile, 0), press(tile, 90), press(tile, 199), press(tile, 250)]).toEqual([true, false, false, true]);
  expect([press(other, 320, 120), press(tile, 400)]).toEqual([true, true]);
});

it('does not take the end of typing for a press of what comes next under the finger', () => {
  const guard = guardOf();
  expect([tap(guard, tile, 0, 50, 50, true), tap(guard, other, 300, 60, 50)]).toEqual([true, false]);
});

// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { isReloadDue, screenName } from '../../counter-ui/kit/screen-beat.ts';
import { screenTrouble, screenWords } from '../../counter-ui/kit/screen-words.ts';

const at = (time: string) => Date.parse(`2026-11-23T${time}:00+08:00`);
const due = (loaded: string, now: string, spread = 0) => isReloadDue(at(loaded), at(now), 'Asia/Shanghai', spread);

it('a page is loaded anew at half past three at night and a few minutes of its own, once', () => {
  expect([due('00:00', '03:29'), due('00:00', '03:30'), due('00:00', '03:59'), due('00:00', '04:00')]).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect([due('00:00', '03:36', 7), due('00:00', '03:37', 7)]).toEqual([false, true]);
  expect(due('03:31', '03:45')).toBe(false);
  expect(isReloadDue(0, Date.parse('2026-11-23T03:40:00Z'), 'Asia/Shanghai', 0)).toBe(false);
});

it('a screen is known by its page and its place', () => {
  expect([screenName('hall', ''), screenName('hall', 'north'), screenName('hall', '../x')]).toEqual([
    'hall',
    'hall/north',
    'hall',
  ]);
  expect(screenWords('counter/3')).toBe('3 号窗口屏');
  expect(screenWords('hall/north')).toBe('叫号大屏 north');
  expect(screenTrouble('screen-silent')).toBe('没有信号');
});

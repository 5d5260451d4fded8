// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, it, vi } from 'vitest';
import { useNotices } from '../../counter-ui/kit/notices.ts';
import { useCommand } from '../../counter-ui/kit/use-command.ts';

beforeEach(() => {
  setActivePinia(createPinia());
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});
const told = () => useNotices().notices.map(({ tone, text }) => `${tone} ${text}`);

it('a second command is not sent while the first is under way', async () => {
  const { busy, perform } = useCommand();
  let answer = (_: string) => {};
  const first = perform(
    () => new Promise<string>((resolve) => (answer = resolve)),
    (number) => `已取 ${number}`,
  );
  expect(busy.value).toBe(true);
  const second = vi.fn();
  expect(await perform(second, '不发')).toBe(false);
  expect(second).not.toHaveBeenCalled();
  answer('1001');
  expect(await first).toBe(true);
  expect(busy.value).toBe(false);
  expect(told()).toEqual(['good 已取 1001']);
});

it('a refusal is told and blocks nothing; what belongs after every command follows it all the same', async () => {
  const done = vi.fn(async () => {});
  const always = vi.fn(async () => {});
  const { busy, perform } = useCommand({ done, always });
  expect(await perform(() => Promise.reject(new Error('x')), '好')).toBe(false);
  expect([done.mock.calls.length, always.mock.calls.length, busy.value]).toEqual([0, 1, false]);
  expect(told()).toHaveLength(1);
  expect(told()[0]).toMatch(/^trouble /);
  expect(await perform(async () => {}, null)).toBe(true);
  expect([done.mock.calls.length, always.mock.calls.length]).toEqual([1, 2]);
});

// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CallNotice, HallView } from '../../server/contract/views.ts';
import CounterDisplay from '../../signage/counter/CounterDisplay.vue';
import HallBoard from '../../signage/hall/HallBoard.vue';
import { there } from '../fixtures/there.ts';
import { FakeEventSource } from '../fixtures/ui-stage-public/fake-event-source.ts';
import { sampleCatalogue } from '../fixtures/ui-stage-public/stage.ts';

const { hall, services } = sampleCatalogue();
const start = new Date('2026-11-23T01:00:00Z').getTime();
const call = (seq: number, number: string, counter: number, kind: CallNotice['kind'] = 'first'): CallNotice => ({
  seq,
  kind,
  number,
  counter,
  zone: Number(number[0]),
  service: { pictogram: 'marriage' },
  at: Date.now(),
});
const view = (fields: Partial<HallView> = {}): HallView => ({
  now: Date.now(),
  date: '2026-11-23',
  hallName: hall.name,
  calls: [],
  queues: [{ zone: 3, waiting: 14, openCounters: 2 }],
  signs: [],
  ...fields,
});

beforeEach(() => {
  vi.useFakeTimers({ now: start });
  FakeEventSource.opened.length = 0;
  vi.stubGlobal('EventSource', FakeEventSource);
  vi.stubGlobal('fetch', async (path: string) => new Response(JSON.stringify(path === '/api/hall' ? hall : services)));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function hang(component: typeof HallBoard | typeof CounterDisplay, props = {}) {
  const board = mount(component as typeof HallBoard, { props, global: { plugins: [createPinia()] } });
  await vi.advanceTimersByTimeAsync(300);
  return { board, stream: there(FakeEventSource.opened[0]) };
}
/** Lets the clock jump and the board tick once. */
async function pass(milliseconds: number): Promise<void> {
  vi.setSystemTime(Date.now() + milliseconds);
  await vi.advanceTimersByTimeAsync(300);
}
const numbers = (board: Awaited<ReturnType<typeof hang>>['board']) =>
  board.findAll('.hero [data-number]').map((card) => card.attributes('data-number'));

it('a call stands on the board with its counter and flashes for ten seconds', async () => {
  const { board, stream } = await hang(HallBoard);
  stream.tell('snapshot', view());
  await flushPromises();
  const first = call(7, '3021', 21);
  stream.tell('call', first);
  stream.tell('change', { now: Date.now(), calls: [first] });
  await vi.advanceTimersByTimeAsync(300);
  expect(numbers(board)).toEqual(['3021']);
  expect(board.find('.hero').text()).toContain('21');
  expect(board.find('.hero .flashing').exists()).toBe(true);
  await pass(10_500);
  expect(board.find('.hero .flashing').exists()).toBe(false);
  expect(numbers(board)).toEqual(['3021']);
});

it('a withdrawn call is gone at once', async () => {
  const { board, stream } = await hang(HallBoard);
  stream.tell('snapshot', view());
  stream.tell('call', call(7, '3021', 21));
  await vi.advanceTimersByTimeAsync(300);
  stream.tell('call', call(8, '3021', 21, 'withdrawn'));
  await vi.advanceTimersByTimeAsync(50);
  expect(numbers(board)).toEqual([]);
});

it('draws ten figures and a crowd for fourteen people, and lists at most eight calls', async () => {
  const { board, stream } = await hang(HallBoard);
  const calls = Array.from({ length: 12 }, (_, index) => call(50 - index, String(1012 - index), index + 1));
  stream.tell('snapshot', view({ calls }));
  await vi.advanceTimersByTimeAsync(300);
  const zone = board.find('.strip-zone[data-zone="3"]');
  expect(zone.findAll('[data-icon="user-filled"]')).toHaveLength(10);
  expect(zone.find('[data-icon="users-group"]').exists()).toBe(true);
  expect(board.findAll('.calls [data-number]')).toHaveLength(8);
});

it('says by steps that it hears nothing, and comes back without replaying', async () => {
  const { board, stream } = await hang(HallBoard);
  stream.tell('snapshot', view());
  const old = call(7, '3021', 21);
  stream.tell('call', old);
  await vi.advanceTimersByTimeAsync(1000);
  stream.fail();
  await pass(6000);
  expect(board.find('[data-icon="wifi-off"]').exists()).toBe(true);
  expect(board.attributes('data-offline')).toBe('mark');
  await pass(25_000);
  expect(board.attributes('data-offline')).toBe('banner');
  expect(board.find('.flashing').exists()).toBe(false);
  await pass(90_000);
  expect(board.attributes('data-offline')).toBe('full');
  expect(numbers(board)).toEqual([]);
  const again = there(FakeEventSource.opened.at(-1));
  again.tell('snapshot', view({ calls: [old] }));
  await vi.advanceTimersByTimeAsync(300);
  expect(board.attributes('data-offline')).toBe('live');
  expect(numbers(board)).toEqual([]);
  expect(board.find('.calls [data-number="3021"]').exists()).toBe(true);
});

it('a counter display follows its counter through the day', async () => {
  const { board, stream } = await hang(CounterDisplay, { no: 21 });
  const tell = async (sign: object) => {
    stream.tell('change', { now: Date.now(), sign: { counter: 21, ...sign } });
    await vi.advanceTimersByTimeAsync(300);
  };
  stream.tell('snapshot', { now: Date.now(), sign: { state: 'idle', counter: 21 }, zone: 3, counter: 21, name: '' });
  await vi.advanceTimersByTimeAsync(300);
  expect(board.attributes('data-state')).toBe('idle');
  expect(board.find('[data-zone="3"]').exists()).toBe(true);
  await tell({ state: 'calling', number: '3021', callSeq: 9, calledAt: Date.now() });
  expect(board.find('.display-number.flashing').text()).toBe('3021');
  await tell({ state: 'serving', number: '3021' });
  expect(board.find('.display-number').classes()).not.toContain('flashing');
  await tell({ state: 'paused', reason: '用餐' });
  expect(board.find('[data-icon="bowl-chopsticks"]').exists()).toBe(true);
  expect(board.text()).toContain('用餐');
  await tell({ state: 'closed' });
  expect(board.find('[data-icon="x"]').exists()).toBe(true);
});

it('numbers that were sent to other counters are named in a strip, and it goes when nobody was', async () => {
  const { board, stream } = await hang(HallBoard);
  const since = Date.now();
  const moves = ['1047', '1048', '1049', '1050', '1051'].map((number) => ({ number, counters: [5, 6], since }));
  stream.tell('snapshot', view({ moves }));
  await vi.advanceTimersByTimeAsync(300);
  const strip = () =>
    board.findAll('.moved [data-number]').map((row) => row.findAll('.digits').map((each) => each.text()));
  expect(strip()).toHaveLength(4);
  expect(strip()[0]).toEqual(['1047', '5、6']);
  stream.tell('change', { now: Date.now(), moves: [] });
  await vi.advanceTimersByTimeAsync(300);
  expect(board.find('.moved').exists()).toBe(false);
});

it('counters that people wait for and nobody serves stand below, with the time when somebody is expected', async () => {
  const { board, stream } = await hang(HallBoard);
  const until = Date.now() + 3_600_000;
  const left = { zone: 3, waiting: 2, reason: 'away' as const, since: Date.now(), until };
  const unattended = [
    { ...left, counter: 21 },
    { ...left, counter: 22 },
    { ...left, counter: 24, reason: 'nobody' as const, until: null },
  ];
  stream.tell('snapshot', view({ unattended }));
  await flushPromises();
  const rows = board.findAll('.left-row');
  expect(rows.map((row) => row.attributes('data-counters'))).toEqual(['21 22', '24']);
  expect(rows[0]?.text()).toMatch(/无人办理，预计 \d{1,2}:\d{2}/);
  expect(rows[1]?.text()).toContain('请问导服台');
  stream.tell('change', { unattended: [] });
  await flushPromises();
  expect(board.find('.left').exists()).toBe(false);
});

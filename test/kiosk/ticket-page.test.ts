// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Alarm } from '../../kiosk/lookup/alarm.ts';
import TicketPage from '../../kiosk/lookup/TicketPage.vue';
import type { TicketPageView } from '../../server/contract/views.ts';
import { there } from '../fixtures/there.ts';
import { FakeEventSource } from '../fixtures/ui-stage-public/fake-event-source.ts';
import { sampleCatalogue } from '../fixtures/ui-stage-public/stage.ts';

const { hall, services, items } = sampleCatalogue();
const ticket = (fields: Partial<TicketPageView>): TicketPageView => ({
  now: Date.now(),
  id: 'abc',
  number: '3021',
  zone: 3,
  status: 'waiting',
  service: { code: 'MZ01', name: '结婚、离婚登记', pictogram: 'marriage' },
  further: [],
  ahead: 2,
  wait: { lowMinutes: 10, highMinutes: 25 },
  counters: [21],
  counter: null,
  takenAt: Date.now(),
  callSeq: null,
  allowed: ['cancel', 'reprint'],
  ...fields,
});
const posted: string[] = [];
let knowsTicket = true;

beforeEach(() => {
  posted.length = 0;
  knowsTicket = true;
  FakeEventSource.opened.length = 0;
  vi.stubGlobal('EventSource', FakeEventSource);
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const ok = (body: unknown) => new Response(JSON.stringify(body), { status: 200 });
    if (init.method === 'POST') posted.push(path);
    if (path === '/api/hall') return ok(hall);
    if (path === '/api/services') return ok(services);
    if (path === '/api/items/MZ01') return ok(items.find((item) => item.code === 'MZ01'));
    if (init.method === 'POST') return ok({});
    const problem = { type: 'x', title: 'x', status: 404, code: 'unknown-ticket', detail: '没有这张号票' };
    return knowsTicket ? ok({}) : new Response(JSON.stringify(problem), { status: 404 });
  });
});
afterEach(() => vi.unstubAllGlobals());
// A page follows a live view until it goes.
enableAutoUnmount(afterEach);

async function open() {
  const page = mount(TicketPage, { props: { id: 'abc' }, global: { plugins: [createPinia()] } });
  await flushPromises();
  return { page, stream: there(FakeEventSource.opened[0]) };
}

it('shows the place in the queue, the range and what to bring', async () => {
  const { page, stream } = await open();
  stream.tell('snapshot', ticket({}));
  await flushPromises();
  expect(page.text()).toContain('前面 2 人');
  expect(page.text()).toContain('约等 15 分钟（10–25）');
  expect(page.text()).toContain('户口簿');
  expect(page.find('[data-role=number]').text()).toBe('3021');
});

it('says that nobody can serve it now, and from when somebody can, instead of a range', async () => {
  const { page, stream } = await open();
  const until = new Date().setHours(new Date().getHours() + 1, 5, 0, 0);
  const nobody = {
    wait: { lowMinutes: 0, highMinutes: 1 },
    unattended: { reason: 'away' as const, since: null, until },
  };
  stream.tell('snapshot', ticket(nobody));
  await flushPromises();
  expect(page.text()).toMatch(/现在无人办理，预计 \d{1,2}:05 恢复/);
  expect(page.text()).not.toContain('马上');
  stream.tell('change', { unattended: { reason: 'nobody', since: null, until: null } });
  await flushPromises();
  expect(page.text()).toContain('现在无人办理，请问导服台');
  stream.tell('change', { unattended: null });
  await flushPromises();
  expect(page.text()).toContain('马上就到');
});

it('rings once for a call and once for its recall, and never for a call from before', async () => {
  const ring = vi.spyOn(Alarm.prototype, 'ring').mockImplementation(() => {});
  const { stream } = await open();
  stream.tell('snapshot', ticket({ status: 'called', counter: 21, callSeq: 5 }));
  await flushPromises();
  expect(ring).toHaveBeenCalledTimes(0);
  for (const callSeq of [8, 8, 11]) {
    stream.tell('change', { now: Date.now(), status: 'called', callSeq });
    await flushPromises();
  }
  expect(ring).toHaveBeenCalledTimes(2);
  ring.mockRestore();
});

it('asks before a number is given up, and keeping it sends nothing', async () => {
  const { page, stream } = await open();
  stream.tell('snapshot', ticket({}));
  await flushPromises();
  await page.find('[data-role=cancel]').trigger('click');
  expect(posted).toEqual([]);
  await page.find('[data-role=keep]').trigger('click');
  expect(posted).toEqual([]);
  await page.find('[data-role=cancel]').trigger('click');
  await page.find('[data-role=give-up]').trigger('click');
  await flushPromises();
  expect(posted).toEqual(['/api/tickets/abc/cancel']);
});

it('a missed visitor who is back joins the queue again', async () => {
  const { page, stream } = await open();
  stream.tell('snapshot', ticket({ status: 'missed', ahead: null, wait: null, allowed: ['requeue', 'cancel'] }));
  await flushPromises();
  await page.find('[data-role=requeue]').trigger('click');
  await flushPromises();
  expect(posted).toEqual(['/api/tickets/abc/requeue']);
});

it('shows only what the server allows', async () => {
  const { page, stream } = await open();
  stream.tell('snapshot', ticket({ status: 'serving', counter: 21, allowed: ['reprint'] }));
  await flushPromises();
  expect(page.find('[data-role=cancel]').exists()).toBe(false);
  expect(page.find('[data-role=requeue]').exists()).toBe(false);
});

it('tells a wrong address from a dead network', async () => {
  const dead = await open();
  dead.stream.fail();
  await flushPromises();
  expect(dead.page.text()).not.toContain('没有这张号票');
  FakeEventSource.opened.length = 0;
  knowsTicket = false;
  const wrong = await open();
  wrong.stream.fail();
  await flushPromises();
  expect(wrong.page.text()).toContain('没有这张号票');
});

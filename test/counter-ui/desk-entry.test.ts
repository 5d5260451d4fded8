// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import GuidePane from '../../counter-ui/desk/GuidePane.vue';
import { entriesOf } from '../../counter-ui/desk/search.ts';
import { there } from '../fixtures/there.ts';
import { sampleCatalogue } from '../fixtures/ui-stage-public/stage.ts';

const { items, services } = sampleCatalogue();
const entries = entriesOf(items, services, [
  {
    code: 'GS03',
    initials: 'gtgshsldj',
    full: 'getigongshanghushelidengji',
    departmentInitials: '',
    departmentFull: '',
  },
]);
const taken: Record<string, unknown>[] = [];

beforeEach(() => {
  taken.length = 0;
  vi.stubGlobal('fetch', async (_path: string, { body }: { body: string }) => {
    taken.push(JSON.parse(body));
    const ticket = { id: 'ticket-1', number: '1001', zone: 1, status: 'waiting', ahead: 0, wait: null, slip: 1 };
    const service = { code: 'GS03', name: '个体工商户设立登记' };
    return new Response(JSON.stringify({ ...ticket, service, counters: [1], openCounters: 1 }), { status: 201 });
  });
});
afterEach(() => vi.unstubAllGlobals());

function desk() {
  return mount(GuidePane, {
    props: { entries, nameOf: (code: string) => code, linked: true },
    attachTo: document.body,
    global: { plugins: [createPinia()] },
  });
}
async function press(key: string): Promise<void> {
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  await flushPromises();
  await new Promise((resolve) => setTimeout(resolve));
}

it('with the keyboard alone: find by initials, tick two papers, take the ticket', async () => {
  const pane = desk();
  const search = pane.find<HTMLInputElement>('input[type=search]');
  await search.setValue('gtgsh');
  search.element.focus();
  await press('Enter');
  expect(pane.find('[data-entry]').attributes('data-entry')).toBe('GS03');
  expect(taken).toEqual([]);
  await press('1');
  await press('3');
  await press('Enter');
  expect(taken).toHaveLength(1);
  const names = there(items.find(({ code }) => code === 'GS03')).materials.map(({ name }) => name);
  expect(taken[0]).toMatchObject({
    service: 'GS03',
    further: [],
    origin: 'desk',
    checked: [{ service: 'GS03', present: [names[0], names[2]], missing: [names[1], names[3]] }],
  });
  expect(pane.find('[data-role=taken-number]').text()).toBe('1001');
  pane.unmount();
});

it('for an item outside the hall it names the department and gives no ticket', async () => {
  const pane = desk();
  const outside = there(entries.find(({ item, inHall }) => item !== null && !inHall));
  await pane.find('input[type=search]').setValue(outside.name);
  await press('Escape');
  await pane.find('input[type=search]').setValue(outside.code);
  await pane.find(`[data-service="${outside.code}"]`).trigger('click');
  await press('Enter');
  expect(pane.text()).toContain(outside.department);
  expect(pane.find('[data-action=take]').exists()).toBe(false);
  expect(taken).toEqual([]);
  pane.unmount();
});

it('several items go on one ticket', async () => {
  const pane = desk();
  await pane.find('[data-service=GS01]').trigger('click');
  await pane.find('[data-action=add]').trigger('click');
  await flushPromises();
  await pane.find('[data-service=GS03]').trigger('click');
  await pane.find('[data-action=take]').trigger('click');
  await flushPromises();
  expect(taken[0]).toMatchObject({ service: 'GS01', further: ['GS03'] });
  pane.unmount();
});

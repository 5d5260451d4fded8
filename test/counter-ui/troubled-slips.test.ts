// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import TroubledSlips from '../../counter-ui/desk/TroubledSlips.vue';
import type { TroubledSlip } from '../../server/contract/views.ts';

function shown(status: TroubledSlip['status']) {
  const slip: TroubledSlip = {
    id: 7,
    ticketId: 'ticket-7',
    number: '1007',
    printer: 'printer-kiosk',
    status,
    detail: null,
    since: 0,
  };
  const list = mount(TroubledSlips, { props: { slips: [slip], devices: [], nowMs: 20_000, busy: false } });
  const actions = () => list.findAll('button').map((button) => button.attributes('data-action'));
  const press = (action: string) => list.find(`[data-action=${action}]`).trigger('click');
  return { list, slip, actions, press };
}

describe('slips in trouble', () => {
  it('offer of a slip in doubt that it came out, or a reprint', async () => {
    const { list, slip, actions, press } = shown('uncertain');
    expect(actions()).toEqual(['came', 'reprint']);
    await press('came');
    await press('reprint');
    expect(list.emitted('settle')).toEqual([[slip, true]]);
    expect(list.emitted('reprint')).toEqual([[slip]]);
  });

  it('that never began can only be given up', async () => {
    const { list, slip, actions, press } = shown('queued');
    expect(actions()).toEqual(['given-up']);
    await press('given-up');
    expect(list.emitted('settle')).toEqual([[slip, false]]);
  });

  it('that hang in the middle are a person’s to decide either way', () => {
    expect(shown('printing').actions()).toEqual(['came', 'given-up']);
    expect(shown('failed').actions()).toEqual(['came', 'reprint']);
  });
});

// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { expect, it } from 'vitest';
import CoverBanner from '../../counter-ui/counter/CoverBanner.vue';
import { language } from '../../counter-ui/kit/text.ts';
import type { CoveredPost } from '../../server/contract/views.ts';

const since = Date.parse('2026-11-23T10:40:00+08:00');
const meeting: CoveredPost = { counter: 1, holder: 'a01', kind: 'planned', reason: 'meeting', since };
const late: CoveredPost = { counter: 7, holder: 'a07', kind: 'step-in', reason: 'not-signed-in', since };

function banner(covers: CoveredPost[], notice: CoveredPost | null) {
  language.value = 'zh';
  return mount(CoverBanner, { props: { covers, notice }, global: { plugins: [createPinia()] } });
}

it('says nothing while the clerk stands in for nobody', () => {
  expect(banner([], null).find('[data-role=covers]').exists()).toBe(false);
});

it('asks B to stand in when a cover has just begun, and says afterwards that it goes on', async () => {
  const screen = banner([meeting, late], meeting);
  const line = (counter: number) => screen.find(`[data-counter="${counter}"]`);
  expect(line(1).attributes('data-fresh')).toBe('true');
  expect(line(1).text()).toContain('请您顶岗：1 号岗 a01 开会');
  expect(line(7).text()).toContain('您在顶岗：7 号岗，代 a07（还没有到岗）');
  await screen.setProps({ notice: null });
  expect(line(1).attributes('data-fresh')).toBe('false');
  expect(line(1).text()).toContain('代 a01（开会）');
});

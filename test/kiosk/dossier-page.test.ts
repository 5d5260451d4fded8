// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { afterEach, describe, expect, it, vi } from 'vitest';
import DossierPage from '../../kiosk/lookup/DossierPage.vue';

const no = '360700DK03202611230001';
const known = {
  no,
  item: { code: 'DK03', name: '赣州市矿产品加工资格证' },
  status: 'correction',
  light: 'green',
  next: 'bring-papers',
  dueOn: '2026-12-10',
  dueFor: 'promise',
  bring: [{ material: '环评批复', what: '缺少公章' }],
  amount: null,
  counter: 12,
};

/** Answers the query with one thing and every other request with nothing. */
function answers(status: number, body: unknown) {
  const asked: unknown[] = [];
  vi.stubGlobal('fetch', async (path: string, options?: RequestInit) => {
    if (!String(path).includes('dossier-query')) return new Response('{}', { status: 200 });
    asked.push(JSON.parse(String(options?.body)));
    return new Response(JSON.stringify(body), { status });
  });
  return asked;
}
async function page(code: string) {
  const shown = mount(DossierPage, { props: { no }, global: { plugins: [createPinia()] } });
  await shown.get('#code').setValue(code);
  await shown.get('form').trigger('submit');
  await flushPromises();
  return shown;
}
afterEach(() => vi.unstubAllGlobals());

describe('the page behind a paper’s QR', () => {
  it('tells state, what to bring, where and by when to whoever knows the code', async () => {
    const asked = answers(200, known);
    const shown = await page('123456');
    expect(asked).toEqual([{ no, code: '123456' }]);
    for (const word of ['待补正', '环评批复', '缺少公章', '12 号窗口', '2026-12-10'])
      expect(shown.text()).toContain(word);
  });

  it('says that number and code do not match, and keeps what was typed', async () => {
    answers(404, { code: 'unknown-dossier', status: 404 });
    const shown = await page('000000');
    expect(shown.get('[role=alert]').text()).toContain('对不上');
    expect((shown.get('#code').element as HTMLInputElement).value).toBe('000000');
  });

  it('sends people to the desk after too many tries, and says when the server is not there', async () => {
    answers(429, { code: 'too-many-guesses', status: 429 });
    expect((await page('000000')).get('[role=alert]').text()).toContain('咨询台');
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('no network')));
    expect((await page('000000')).get('[role=alert]').text()).toContain('没有连上');
  });

  it('asks nothing before six digits stand there', async () => {
    const asked = answers(200, known);
    await page('12345');
    expect(asked).toEqual([]);
  });
});

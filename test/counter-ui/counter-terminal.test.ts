// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import CounterTerminal from '../../counter-ui/counter/CounterTerminal.vue';
import { useHall } from '../../counter-ui/kit/hall.ts';
import { useNotices } from '../../counter-ui/kit/notices.ts';
import { language } from '../../counter-ui/kit/text.ts';
import { type FakeHouse, FakeStream, fakeHouse } from './fake-house.ts';

let house: FakeHouse;
let screen: VueWrapper;

const settle = async () => {
  await flushPromises();
  await vi.advanceTimersByTimeAsync(1);
};
/** Time passes while the server beats, as it does every few seconds on a living link. */
const pass = async (ms: number) => {
  for (let left = ms; left > 0; left -= 1000) {
    await vi.advanceTimersByTimeAsync(Math.min(left, 1000));
    if (!FakeStream.last().closed) FakeStream.last().say('beat', {});
  }
};
const press = async (key: string, more: KeyboardEventInit = {}) => {
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
  await settle();
};
const number = () => screen.find('[data-role=current-number]');
const told = () => useNotices().notices.map((notice) => notice.text);

beforeEach(async () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-23T09:30:00+08:00') });
  language.value = 'zh';
  const pinia = createPinia();
  setActivePinia(pinia);
  house = fakeHouse();
  house.counter.act('open', {}, 'a01');
  await useHall().load();
  screen = mount(CounterTerminal, { props: { no: 1 }, global: { plugins: [pinia] }, attachTo: document.body });
  house.connect();
  await settle();
});
afterEach(() => {
  screen.unmount();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('one key per visitor', () => {
  it('Enter calls, and the number is shown before the live view has said it', async () => {
    await press('Enter');
    expect(house.verbs()).toEqual(['call-next']);
    expect(number().text()).toBe('1049');
    expect(screen.find('[data-role=announcement]').text()).toBe('已叫 1049 号');
  });
  it('a double press calls one visitor', async () => {
    await press('Enter');
    await pass(399);
    await press('Enter');
    expect(house.verbs()).toEqual(['call-next']);
    expect(screen.find('[data-role=ask-came]').exists()).toBe(true);
    expect(number().text()).toBe('1049');
  });
  it('a held key calls one visitor', async () => {
    await press('Enter');
    for (let turn = 0; turn < 40; turn += 1) {
      await pass(50);
      await press('Enter', { repeat: true });
    }
    expect(house.verbs()).toEqual(['call-next']);
  });
  it('a held Enter on a focused button is kept from pressing it again', () => {
    const button = screen.find<HTMLButtonElement>('[data-action="call-next"]').element;
    const held = new KeyboardEvent('keydown', { key: 'Enter', repeat: true, bubbles: true, cancelable: true });
    button.dispatchEvent(held);
    expect(held.defaultPrevented).toBe(true);
  });
  it('no second command leaves while an answer is awaited, and the buttons are dim', async () => {
    const release = house.holdAnswers();
    await press('Enter');
    await pass(2000);
    await press('0');
    await press('+');
    expect(house.verbs()).toEqual(['call-next']);
    for (const key of screen.findAll('.action-key')) expect(key.attributes('disabled')).toBeDefined();
    release();
    await settle();
    expect(screen.find('[data-action="start-or-finish"]').attributes('disabled')).toBeUndefined();
  });
  it('a call on within 15 seconds asks whether the visitor came, and a second Enter says yes', async () => {
    await press('Enter');
    await pass(5000);
    await press('Enter');
    expect(screen.find('[data-role=ask-came]').text()).toContain('1049');
    await pass(500);
    await press('Enter');
    expect(house.verbs()).toEqual(['call-next', 'call-next']);
    expect(number().text()).toBe('1047');
  });
  it('after 15 seconds Enter finishes and calls without a question', async () => {
    await press('Enter');
    await pass(16_000);
    await press('Enter');
    expect(house.verbs()).toEqual(['call-next', 'call-next']);
    expect(house.sent[1]?.body.result).toBe('done');
  });
  it('0 starts, a digit chooses the result, 0 finishes with it', async () => {
    await press('Enter');
    await pass(500);
    await press('0');
    await press('3');
    expect(screen.find('[data-result=incomplete]').attributes('aria-checked')).toBe('true');
    await pass(500);
    await press('0');
    expect(house.verbs()).toEqual(['call-next', 'start', 'finish']);
    expect(house.sent[2]?.body.result).toBe('incomplete');
  });
  it('each command has an id of its own', async () => {
    await press('Enter');
    await pass(500);
    await press('0');
    const ids = house.sent.map((one) => one.body.commandId);
    expect(new Set(ids).size).toBe(2);
  });
});

describe('undo instead of confirm', () => {
  it('the offer counts eight seconds down and is gone after them', async () => {
    await press('Enter');
    expect(screen.find('[data-role=undo-seconds]').text()).toBe('8 秒');
    await pass(3250);
    expect(screen.find('[data-role=undo-seconds]').text()).toBe('5 秒');
    await pass(5000);
    expect(screen.find('[data-action=undo]').exists()).toBe(false);
  });
  it('Backspace takes the call back, even at once', async () => {
    await press('Enter');
    await press('Backspace');
    expect(house.verbs()).toEqual(['call-next', 'undo']);
    expect(number().exists()).toBe(false);
  });
  it('an undo for the rest of the day shows no count', async () => {
    await press('Enter');
    await pass(500);
    await press('-');
    expect(screen.find('[data-action=undo]').text()).toContain('1049');
    expect(screen.find('[data-role=undo-seconds]').exists()).toBe(false);
  });
});

describe('keys of one clerk', () => {
  const bind = async (intent: string, place: number, ...keys: string[]) => {
    await screen.find(`[data-intent=${intent}] [data-place="${place}"]`).trigger('click');
    for (const key of keys) await press(key);
  };
  const words = () => screen.find('[data-role=key-words]').text();

  it('a key that is taken is told first, changes hands with a second press, and is printed on the button', async () => {
    await screen.find('[data-action=keys]').trigger('click');
    await bind('recall', 0, 'F4');
    expect(words()).toContain('未到');
    expect(house.sent).toEqual([]);
    await press('F4', { repeat: true });
    expect(house.sent).toEqual([]);
    await press('F4');
    expect(house.sent[0]).toMatchObject({
      path: '/api/key-bindings',
      body: { own: { recall: ['F4', 'F2'], 'no-show': ['-'] } },
    });
    await press('Escape');
    expect(screen.find('.overlay').exists()).toBe(false);
    expect(screen.find('.action-key[data-action=recall]').text()).toContain('F4');
    await press('Enter');
    await pass(500);
    await press('F4');
    expect(house.verbs().slice(1)).toEqual(['call-next', 'recall']);
  });
  it('digits that pick, Esc and the last key of the call stay what they are', async () => {
    await screen.find('[data-action=keys]').trigger('click');
    await bind('help', 0, '5');
    expect(words()).toContain('5 不能绑定');
    await press('Escape');
    expect(screen.find('.overlay').exists()).toBe(true);
    await bind('help', 0, 'Enter', 'Enter');
    await bind('help', 1, 'F1', 'F1');
    expect(words()).toContain('至少要留一个键');
    await screen.find('[data-role=usual-keys]').trigger('click');
    await settle();
    expect(house.sent.at(-1)?.body.own).toEqual({});
  });
  it('where a browser has no strip, that is told in words', async () => {
    await press('p');
    expect(told()).toHaveLength(1);
    expect(told()[0]).toMatch(/https|Chrome/);
  });
});

describe('the limits of taking back', () => {
  const offered = () => screen.find('[data-action=undo]').exists();
  it('a call can be taken back after 7.9 s, and the offer goes within a quarter of a second after 8 s', async () => {
    await press('Enter');
    await pass(7900);
    expect(offered()).toBe(true);
    await pass(350);
    expect(offered()).toBe(false);
  });
  it('a finish can be taken back after 9.9 s, and the offer goes within a quarter of a second after 10 s', async () => {
    await press('Enter');
    await pass(500);
    await press('0');
    await pass(500);
    await press('0');
    await pass(9900);
    expect(offered()).toBe(true);
    await pass(350);
    expect(offered()).toBe(false);
  });
});

describe('choices', () => {
  it('a pause takes one key and one reason', async () => {
    await press('.');
    await press('2');
    expect(house.sent[0]?.body).toMatchObject({ reason: 'papers' });
    expect(screen.find('[data-stage=paused]').text()).toContain('整理材料');
  });
  it('Esc leaves a choice and nothing is sent', async () => {
    await press('.');
    screen.find('.overlay').element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await settle();
    expect(screen.find('.overlay').exists()).toBe(false);
    expect(house.sent).toEqual([]);
  });
  it('keys of the terminal rest while a choice stands open', async () => {
    await press('.');
    await pass(500);
    await press('Enter');
    await press('F1');
    expect(house.sent).toEqual([]);
  });
  it('F8 and a digit call a held ticket back by its id', async () => {
    await press('F8');
    await press('1');
    expect(house.verbs()).toEqual(['call']);
    expect(house.sent[0]?.body).toMatchObject({ ticketId: 't1039', reason: '挂起回呼' });
  });
  it('a transfer names the other counter', async () => {
    await press('Enter');
    await pass(500);
    await press('/');
    await screen.find('[data-kind=counter]').trigger('click');
    await screen.find('[data-place="4"]').trigger('click');
    await settle();
    expect(house.sent[1]).toMatchObject({ path: '/api/counters/1/transfer', body: { counter: 4 } });
  });
});

describe('troubles', () => {
  it('a refusal is told in the language of the screen and blocks nothing', async () => {
    const refusal = {
      status: 409,
      code: 'recalled-too-soon',
      title: 'Wait 12 more seconds',
      detail: '请过 12 秒再重呼',
    };
    await press('Enter');
    await pass(500);
    house.refuseNext(refusal);
    await press('+');
    expect(told()).toContain('请过 12 秒再重呼');
    expect(number().text()).toBe('1049');
    language.value = 'en';
    await pass(500);
    house.refuseNext(refusal);
    await press('+');
    expect(told()).toContain('Wait 12 more seconds');
    await pass(500);
    await press('0');
    expect(house.verbs().at(-1)).toBe('start');
  });
  it('a key that means nothing now is answered in words and not sent', async () => {
    await press('-');
    expect(told()).toEqual(['现在不能「未到 · 弃号」']);
    expect(house.sent).toEqual([]);
  });
  it('a lost link is said across the screen and keys are refused in words', async () => {
    FakeStream.last().onerror?.();
    await settle();
    expect(screen.find('[data-role=link-lost]').exists()).toBe(true);
    await press('Enter');
    expect(house.sent).toEqual([]);
    expect(told()).toEqual(['没有连上服务器\uff0c「叫下一位」没有发出']);
  });
  it('after a reconnect everything is present and the keys work', async () => {
    FakeStream.last().onerror?.();
    await settle();
    house.counter.act('call-next', {}, 'a01');
    await pass(600);
    expect(FakeStream.open.length).toBe(2);
    house.connect();
    await settle();
    expect(screen.find('[data-role=link-lost]').exists()).toBe(false);
    expect(number().text()).toBe('1049');
    expect(told()).toContain('已重新连上\uff0c画面是最新的');
    await press('0');
    expect(house.verbs()).toEqual(['start']);
  });
  it('an older answer does not cover a newer state that came live', async () => {
    const release = house.holdAnswers();
    await press('Enter');
    house.counter.stage = 'paused';
    house.counter.pauseReason = 'meeting';
    house.publish();
    release();
    await settle();
    expect(screen.find('[data-stage=paused]').exists()).toBe(true);
  });
});

describe('call ahead', () => {
  const empty = async () => {
    house.counter.waiting = [];
    house.publish();
    await settle();
    await press('Enter');
    house.publish();
    await settle();
  };
  const arrive = async () => {
    const [held] = house.counter.held;
    if (held === undefined) throw new Error('the stage holds one ticket');
    house.counter.waiting = [{ ...held, status: 'waiting' }];
    house.publish();
    await settle();
  };
  it('after a call on an empty queue the next arrival is called by itself in three seconds', async () => {
    await empty();
    expect(screen.text()).toContain('预叫已设');
    await arrive();
    expect(screen.text()).toContain('3 秒后叫号');
    await pass(3000);
    house.counter.callStored();
    house.publish();
    await settle();
    expect(number().text()).toBe('1039');
    expect(house.verbs()).toEqual(['call-next']);
  });
  it('any key stops it and means nothing else', async () => {
    await empty();
    await arrive();
    await press('.');
    await pass(5000);
    expect(house.verbs()).toEqual(['call-next', 'cancel-next']);
    expect(screen.find('.overlay').exists()).toBe(false);
  });
});

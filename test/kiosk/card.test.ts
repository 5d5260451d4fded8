// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope } from 'vue';
import { useCard } from '../../kiosk/journey/card.ts';
import { personalTimes, useIdle } from '../../kiosk/journey/idle.ts';
import { useJourney } from '../../kiosk/journey/journey.ts';
import { spokenPrompt, writtenPrompt } from '../../kiosk/journey/prompts.ts';
import { sayTexts } from '../../server/contract/texts/kiosk-guide.ts';
import type { CardNotice } from '../../server/contract/views.ts';
import { there } from '../fixtures/there.ts';
import { sampleCatalogue } from '../fixtures/ui-stage-public/stage.ts';

const lai: CardNotice = { place: 'kiosk-1', token: 'abcdefghijklmnop', name: '赖*英', number: '110105********002X' };
const sent: { method: string; path: string; body: Record<string, unknown> }[] = [];
let answer: { status: number; body: unknown } = { status: 200, body: [] };

beforeEach(() => {
  const pinia = createPinia();
  setActivePinia(pinia);
  sent.length = 0;
  answer = { status: 200, body: [] };
  vi.useFakeTimers();
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    sent.push({ method: String(init.method), path, body: JSON.parse(String(init.body ?? '{}')) });
    const text = init.method === 'DELETE' ? null : JSON.stringify(answer.body);
    return new Response(text, { status: init.method === 'DELETE' ? 204 : answer.status });
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('an id card on the kiosk’s reader', () => {
  it('is gone from the screen’s memory and the server’s after 45 quiet seconds and 20 of warning', async () => {
    const card = useCard();
    await card.laid(lai);
    expect([card.notice?.name, card.none]).toEqual(['赖*英', true]);
    const scope = effectScope();
    const idle = there(scope.run(() => useIdle(card.wipe, () => personalTimes)));
    vi.advanceTimersByTime(44_750);
    expect(idle.phase.value).toEqual({ at: 'busy' });
    vi.advanceTimersByTime(250);
    expect(idle.phase.value).toEqual({ at: 'warning', secondsLeft: 20 });
    vi.advanceTimersByTime(19_750);
    expect(card.notice).toEqual(lai);
    vi.advanceTimersByTime(250);
    expect([card.notice, card.none]).toEqual([null, false]);
    expect(JSON.stringify(card.$state)).not.toMatch(/赖|110105|abcdefgh/);
    expect(sent.at(-1)).toMatchObject({ method: 'DELETE', path: '/api/kiosks/kiosk-1/cards/abcdefghijklmnop' });
    scope.stop();
  });

  it('that cannot be read is told for a quarter of a minute, until the next one, and not to the next visitor', async () => {
    const card = useCard();
    card.failed('read-failed');
    vi.advanceTimersByTime(14_999);
    expect(card.trouble).toBe('read-failed');
    vi.advanceTimersByTime(1);
    expect(card.trouble).toBeNull();
    card.failed('select-failed');
    await card.laid(lai);
    expect(card.trouble).toBeNull();
    card.failed('unknown-card');
    card.wipe();
    expect(card.trouble).toBeNull();
  });

  it('that is wiped while its numbers are looked up shows nothing any more', async () => {
    const card = useCard();
    answer.body = [{ number: '1001' }];
    const looking = card.laid(lai);
    card.wipe();
    expect(await looking).toBeNull();
    expect([card.notice, card.none]).toEqual([null, false]);
  });

  it('goes along with the number, and a second number is answered with the first', async () => {
    const { services } = sampleCatalogue();
    const journey = useJourney();
    await useCard().laid(lai);
    answer = { status: 409, body: { code: 'already-waiting', status: 409, facts: { number: '1001' } } };
    journey.chooseService(there(services.find(({ code }) => code === 'MZ01')));
    await journey.takeNumber('kiosk-1');
    expect(sent.at(-1)?.body).toMatchObject({ service: 'MZ01', card: 'abcdefghijklmnop' });
    expect(journey.step).toMatchObject({ at: 'not-taken', problem: { facts: { number: '1001' } }, unreachable: false });
    // Whoever has a number is told which, aloud and in writing, and not that none was taken.
    expect(writtenPrompt(journey.step, 'none').zh).toBe('您已取过号，不用再取');
    const words = { name: String, zoneWord: String };
    expect(spokenPrompt(journey.step, words)).toEqual([{ text: sayTexts.taken, values: { digits: '1 0 0 1' } }]);
  });

  it('of another kiosk is never sent along', async () => {
    const { services } = sampleCatalogue();
    const journey = useJourney();
    await useCard().laid({ ...lai, place: 'kiosk-2' });
    journey.chooseService(there(services.find(({ code }) => code === 'MZ01')));
    await journey.takeNumber('kiosk-1');
    expect(sent.at(-1)?.body).not.toHaveProperty('card');
  });
});

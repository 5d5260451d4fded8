// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { groupServices } from '../../kiosk/journey/groups.ts';
import { useJourney } from '../../kiosk/journey/journey.ts';
import { shownSeconds, slipComes } from '../../kiosk/journey/slip.ts';
import type { TakenTicket } from '../../server/contract/ticket.ts';
import { there } from '../fixtures/there.ts';
import { sampleCatalogue } from '../fixtures/ui-stage-public/stage.ts';

const { services } = sampleCatalogue();
const service = (code: string) => there(services.find((one) => one.code === code));
const group = (pictogram: string) => there(groupServices(services).find((one) => one.pictogram === pictogram));
const ticket = { id: 'ticket-1', number: '3021', slip: 4 } as TakenTicket;

/** Every body that was sent; each answer is given by the test. */
const sent: Record<string, unknown>[] = [];
let answers: (() => Promise<Response>)[] = [];
const answered = (status: number, body: unknown) => async () => new Response(JSON.stringify(body), { status });
const cut = async () => {
  throw new TypeError('network');
};

beforeEach(() => {
  setActivePinia(createPinia());
  sent.length = 0;
  vi.useFakeTimers();
  vi.stubGlobal('fetch', (_path: string, init: RequestInit) => {
    sent.push(JSON.parse(String(init.body)));
    return (answers.shift() ?? cut)();
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('taking a number', () => {
  it('a picture with one service leads straight to the question', () => {
    const journey = useJourney();
    journey.chooseGroup(group('marriage'));
    expect(journey.step).toMatchObject({ at: 'service', service: { code: 'MZ01' } });
    journey.back();
    expect(journey.step.at).toBe('home');
  });

  it('back from a service of a group returns to the group', () => {
    const journey = useJourney();
    journey.chooseGroup(group('build'));
    journey.chooseService(service('JS05'));
    journey.back();
    expect(journey.step).toMatchObject({ at: 'group', group: { pictogram: 'build' } });
  });

  it('two taps on the tick send one command', async () => {
    const journey = useJourney();
    answers = [answered(201, ticket)];
    journey.chooseService(service('MZ01'));
    const first = journey.takeNumber('kiosk-1');
    const second = journey.takeNumber('kiosk-1');
    await Promise.all([first, second]);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ service: 'MZ01', origin: 'kiosk', terminal: 'kiosk-1' });
    expect(journey.step).toMatchObject({ at: 'taken', ticket: { number: '3021' } });
  });

  it('a lost answer is asked for again under the same command id, also by hand', async () => {
    const journey = useJourney();
    answers = [cut, cut, cut, answered(201, ticket)];
    journey.chooseService(service('MZ01'));
    const taking = journey.takeNumber('kiosk-1');
    await vi.runAllTimersAsync();
    await taking;
    expect(journey.step).toMatchObject({ at: 'not-taken', unreachable: true });
    await journey.takeNumber('kiosk-1');
    expect(journey.step.at).toBe('taken');
    expect(sent).toHaveLength(4);
    expect(new Set(sent.map((body) => body.commandId)).size).toBe(1);
  });

  it('a refusal is shown with its reason and the next try is a new command', async () => {
    const journey = useJourney();
    const problem = { type: 'x', title: 'x', status: 409, code: 'numbers-exhausted', detail: '今天的号已取完' };
    answers = [answered(409, problem), answered(201, ticket)];
    journey.chooseService(service('MZ01'));
    await journey.takeNumber('kiosk-1');
    expect(journey.step).toMatchObject({ at: 'not-taken', unreachable: false, problem: { detail: '今天的号已取完' } });
    journey.back();
    await journey.takeNumber('kiosk-1');
    expect(new Set(sent.map((body) => body.commandId)).size).toBe(2);
  });

  it('nothing leaves the page while a number is on its way', async () => {
    const journey = useJourney();
    answers = [answered(201, ticket)];
    journey.chooseService(service('MZ01'));
    const taking = journey.takeNumber('kiosk-1');
    journey.goHome();
    journey.askForHelp();
    journey.back();
    expect(journey.step.at).toBe('taking');
    await taking;
    expect(journey.step.at).toBe('taken');
  });

  it('help keeps the place it was asked from', () => {
    const journey = useJourney();
    journey.chooseGroup(group('build'));
    journey.askForHelp();
    journey.askForHelp();
    journey.back();
    expect(journey.step).toMatchObject({ at: 'group' });
  });
});

describe('the slip', () => {
  it('comes only when a printer stands here, took the job and is in order', () => {
    expect(slipComes(ticket, { state: 'ready', reason: null })).toBe(true);
    expect(slipComes(ticket, { state: 'trouble', reason: 'paper-out' })).toBe(false);
    expect(slipComes(ticket, { state: 'offline', reason: 'no-answer' })).toBe(false);
    expect(slipComes(ticket, null)).toBe(false);
    expect(slipComes({ ...ticket, slip: null }, { state: 'ready', reason: null })).toBe(false);
  });

  it('a number without a slip stays long enough to be learned', () => {
    expect(shownSeconds(true)).toBe(15);
    expect(shownSeconds(false)).toBeGreaterThanOrEqual(30);
  });
});

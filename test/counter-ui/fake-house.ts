import { vi } from 'vitest';
import type { CounterVerb } from '../../server/contract/counter.ts';
import { hallCard, itemCard, serviceCards } from '../fixtures/ui-stage/people.ts';
import { StageCounter } from '../fixtures/ui-stage/stage-counter.ts';

/** Stands where the browser's EventSource stands; a test plays the server. */
export class FakeStream extends EventTarget {
  static open: FakeStream[] = [];
  onerror: (() => void) | null = null;
  closed = false;
  constructor(readonly url: string) {
    super();
    FakeStream.open.push(this);
  }
  close(): void {
    this.closed = true;
  }
  say(event: string, data: unknown): void {
    this.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data) }));
  }
  static last(): FakeStream {
    const stream = FakeStream.open.at(-1);
    if (stream === undefined) throw new Error('no stream was opened');
    return stream;
  }
}

export interface Sent {
  path: string;
  body: Record<string, unknown>;
}
export interface FakeHouse {
  counter: StageCounter;
  sent: Sent[];
  verbs(): string[];
  /** The next command is answered with this problem. */
  refuseNext(problem: { status: number; code: string; title: string; detail: string }): void;
  /** Answers to commands wait until the returned function is called. */
  holdAnswers(): () => void;
  connect(): void;
  publish(): void;
}

/** One counter behind faked fetch and EventSource. Call within a test that has fake timers. */
export function fakeHouse(counterNo = 1): FakeHouse {
  const counter = new StageCounter(counterNo, () => Date.now());
  counter.seed();
  const sent: Sent[] = [];
  let problem: Parameters<FakeHouse['refuseNext']>[0] | null = null;
  let gate: Promise<void> = Promise.resolve();
  FakeStream.open = [];
  const reply = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
  const answer = async (path: string, body: Record<string, unknown>) => {
    if (path === '/api/hall') return reply(200, hallCard);
    if (path === '/api/services') return reply(200, serviceCards);
    if (path.startsWith('/api/items/')) return reply(200, itemCard(path.slice('/api/items/'.length)));
    if (path === '/api/key-bindings' && body.own === undefined) return reply(200, { own: {} });
    sent.push({ path, body });
    if (path === '/api/key-bindings') return reply(200, { own: body.own });
    await gate;
    if (problem !== null) {
      const refused = problem;
      problem = null;
      return reply(refused.status, { type: 'about:blank', ...refused });
    }
    const verb = path.split('/').at(-1) as CounterVerb;
    return reply(200, counter.act(verb, body, 'a01'));
  };
  vi.stubGlobal('EventSource', FakeStream);
  vi.stubGlobal('fetch', (path: string, options: { body?: string } = {}) =>
    answer(path, options.body ? JSON.parse(options.body) : {}),
  );
  return {
    counter,
    sent,
    verbs: () => sent.map((one) => one.path.split('/').at(-1) ?? ''),
    refuseNext: (refused) => {
      problem = refused;
    },
    holdAnswers: () => {
      let open = () => {};
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return open;
    },
    connect: () => FakeStream.last().say('snapshot', counter.view()),
    publish: () => FakeStream.last().say('change', counter.view()),
  };
}

import type { AgentMessages } from '../server/contract/agent.ts';
import type { StreamMessage } from './wire/event-stream.ts';
import { Reconnect } from './wire/reconnect.ts';
import { AnswerError, type OpenFeed, ServerLine } from './wire/server-line.ts';

export interface AgentLinkOptions {
  server: string;
  /** `<agent>.<secret>`. */
  token: string;
  /** Names this start of the program. */
  run: string;
  answerMs?: number;
  silenceMs?: number;
  retryFirstMs?: number;
  retryMostMs?: number;
  random?: () => number;
  /** What the server must know whenever the feed is opened. */
  present(): { cursor: number; printing: readonly number[] };
  onMessage<Name extends keyof AgentMessages>(name: Name, data: AgentMessages[Name], id: number | null): void;
  onLinked(linked: boolean, why: string): void;
}

/** Why an agent cannot go on by itself. */
export type AgentEnd = 'superseded' | 'token-refused' | 'unknown-agent' | 'stopped';
const usual = { answerMs: 8000, silenceMs: 10_000, retryFirstMs: 250, retryMostMs: 5000, random: Math.random };
const waitingMost = 10_000;
const afterFailureMs = 250;
/** Refusals after which no further try can help, by their code. */
const finalCodes: Record<string, AgentEnd> = {
  'agent-superseded': 'superseded',
  'sign-in-first': 'token-refused',
  'not-allowed': 'token-refused',
  'not-found': 'unknown-agent',
};

/** The agent's line to the server: keeps the feed open, and carries each message until the server has taken it. */
export class AgentLink {
  readonly agent: string;
  /** Resolves when the agent must end. */
  readonly ended: Promise<AgentEnd>;
  readonly #options: Required<AgentLinkOptions>;
  readonly #line: ServerLine;
  readonly #retry: Reconnect;
  #feed: OpenFeed | null = null;
  #waiting = new Set<() => void>();
  #linked = false;
  #end: AgentEnd | null = null;
  #tellEnd: (end: AgentEnd) => void = () => {};

  constructor(options: AgentLinkOptions) {
    this.#options = { ...usual, ...options };
    const { server, token, answerMs, silenceMs, retryFirstMs, retryMostMs, random } = this.#options;
    this.agent = token.split('.', 1)[0] ?? '';
    if (!/^[a-z][a-z0-9-]{0,39}\.[A-Za-z0-9_-]+$/.test(token))
      throw new Error('this is not the token of a device agent');
    this.#line = new ServerLine({ server, token, answerMs, silenceMs });
    this.#retry = new Reconnect({ firstMs: retryFirstMs, mostMs: retryMostMs, random });
    this.ended = new Promise((resolve) => {
      this.#tellEnd = resolve;
    });
  }

  start(): void {
    void this.#run();
  }

  /** Ends the feed and opens it anew. */
  reconnect(): void {
    this.#feed?.close();
  }

  stop(): void {
    this.#finish('stopped');
  }

  /**
   * Resolves when the server has taken it, however often the line is cut meanwhile. Rejects with an AnswerError when the
   * server will not have it, or when the agent ends.
   */
  async deliver(verb: 'begin-slip' | 'report', body: Record<string, unknown>): Promise<void> {
    for (;;) {
      await this.#untilLinked();
      try {
        await this.#post(verb, body);
        return;
      } catch (error) {
        if (error instanceof AnswerError && !this.#passes(error)) throw error;
      }
      await this.#rest(afterFailureMs);
    }
  }

  /** Sends once; false when it did not arrive. */
  async send(verb: 'health' | 'output' | 'tested' | 'signal', body: Record<string, unknown>): Promise<boolean> {
    if (!this.#linked) return false;
    return this.#post(verb, body).then(
      () => true,
      () => false,
    );
  }

  async #post(verb: string, body: Record<string, unknown>): Promise<void> {
    try {
      await this.#line.post(`/api/agents/${this.agent}/${verb}`, { run: this.#options.run, ...body });
    } catch (error) {
      const end = error instanceof AnswerError && error.status !== 403 ? finalCodes[error.code] : undefined;
      if (end !== undefined && end !== 'unknown-agent') this.#finish(end);
      throw error;
    }
  }

  /** Whether a refusal is one of the moment: the server is starting, is busy, or has not met this run yet. */
  #passes({ status, code }: AnswerError): boolean {
    return code === 'agent-not-linked' || status >= 500 || status === 429;
  }

  async #run(): Promise<void> {
    while (this.#end === null) {
      const why = await this.#follow();
      this.#feed = null;
      if (this.#linked) this.#options.onLinked(false, why);
      this.#linked = false;
      if (this.#end !== null) return;
      await this.#rest(this.#retry.nextDelayMs());
    }
  }

  /** Follows the feed as long as it lasts; resolves with why it ended. */
  async #follow(): Promise<string> {
    const { cursor, printing } = this.#options.present();
    const query = new URLSearchParams({ run: this.#options.run, cursor: String(cursor), printing: printing.join(',') });
    try {
      this.#feed = await this.#line.follow(`/api/agents/${this.agent}/feed?${query}`, (message) => this.#take(message));
    } catch (error) {
      const end = error instanceof AnswerError ? finalCodes[error.code] : undefined;
      if (end !== undefined) this.#finish(end);
      return error instanceof Error ? error.message : String(error);
    }
    if (this.#end !== null) this.#feed.close();
    return this.#feed.ended;
  }

  #take(message: StreamMessage): void {
    const name = message.event as keyof AgentMessages;
    if (name === 'superseded') {
      this.#finish('superseded');
      return;
    }
    if (name === 'hello') {
      this.#linked = true;
      this.#retry.succeeded();
      this.#options.onLinked(true, '');
    }
    this.#options.onMessage(name, JSON.parse(message.data), message.id === '' ? null : Number(message.id));
    if (name === 'hello') this.#wake();
  }

  #untilLinked(): Promise<void> {
    if (this.#end !== null) return Promise.reject(new Error(this.#end));
    if (this.#linked) return Promise.resolve();
    if (this.#waiting.size >= waitingMost) return Promise.reject(new Error('too many messages are waiting'));
    return new Promise((resolve, reject) => {
      this.#waiting.add(() => (this.#end === null ? resolve() : reject(new Error(this.#end))));
    });
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const each of waiting) each();
  }

  #rest(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
  }

  #finish(end: AgentEnd): void {
    if (this.#end !== null) return;
    this.#end = end;
    this.#linked = false;
    this.#feed?.close();
    this.#line.close();
    this.#wake();
    this.#tellEnd(end);
  }
}

import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { EventStreamReader, type StreamMessage } from './event-stream.ts';

/** The server answered, and not with what was asked for. `code` is that of its problem details. */
export class AnswerError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string) {
    super(`${status} ${code}`);
    this.name = 'AnswerError';
    this.status = status;
    this.code = code;
  }
}

export interface ServerLineOptions {
  /** `http://10.0.0.2:8080`. */
  server: string;
  /** Sent as a bearer token. */
  token: string;
  /** Longest wait for an answer, and for a word on the feed. */
  answerMs: number;
  silenceMs: number;
}

export interface OpenFeed {
  /** Resolves with the reason when the feed has ended. */
  ended: Promise<string>;
  close(): void;
}

const answerMostBytes = 1024 * 1024;

/** Questions to the server over HTTP or HTTPS, and the feed of its events. */
export class ServerLine {
  readonly #options: ServerLineOptions;
  readonly #base: URL;
  readonly #sockets: HttpAgent;

  constructor(options: ServerLineOptions) {
    this.#options = options;
    this.#base = new URL(options.server);
    if (!/^https?:$/.test(this.#base.protocol)) throw new Error(`not an http address: ${options.server}`);
    const habits = { keepAlive: true, maxSockets: 8 };
    this.#sockets = this.#base.protocol === 'https:' ? new HttpsAgent(habits) : new HttpAgent(habits);
  }

  #request(method: string, path: string, headers: Record<string, string>): ClientRequest {
    const send = this.#base.protocol === 'https:' ? httpsRequest : httpRequest;
    const authorization = `Bearer ${this.#options.token}`;
    return send(new URL(path, this.#base), { method, agent: this.#sockets, headers: { authorization, ...headers } });
  }

  /** Resolves when the server has taken it; rejects with an AnswerError, or another Error when there was no answer. */
  post(path: string, body: unknown): Promise<void> {
    const text = Buffer.from(JSON.stringify(body));
    const headers = { 'content-type': 'application/json', 'content-length': String(text.length) };
    return new Promise((resolve, reject) => {
      const request = this.#request('POST', path, headers);
      const { answerMs } = this.#options;
      const timer = setTimeout(() => request.destroy(new Error(`no answer within ${answerMs / 1000} s`)), answerMs);
      request.once('close', () => clearTimeout(timer));
      request.once('error', reject);
      request.once('response', (response) => {
        readAnswer(response).then((answer) => {
          if (response.statusCode === 200) resolve();
          else reject(new AnswerError(response.statusCode ?? 0, codeOf(answer)));
        }, reject);
      });
      request.end(text);
    });
  }

  /** Resolves when the feed speaks; rejects like `post`. A feed that falls silent is ended. */
  follow(path: string, onMessage: (message: StreamMessage) => void): Promise<OpenFeed> {
    return new Promise((resolve, reject) => {
      const request = this.#request('GET', path, { accept: 'text/event-stream' });
      const { silenceMs } = this.#options;
      const timer = setTimeout(() => request.destroy(new Error(`silent for ${silenceMs / 1000} s`)), silenceMs);
      request.once('close', () => clearTimeout(timer));
      request.once('error', reject);
      request.once('response', (response) => {
        if (response.statusCode !== 200) {
          readAnswer(response).then(
            (answer) => reject(new AnswerError(response.statusCode ?? 0, codeOf(answer))),
            reject,
          );
          return;
        }
        resolve({ ended: listen(response, onMessage, () => timer.refresh()), close: () => request.destroy() });
      });
      request.end();
    });
  }

  close(): void {
    this.#sockets.destroy();
  }
}

function listen(
  response: IncomingMessage,
  onMessage: (message: StreamMessage) => void,
  onSign: () => void,
): Promise<string> {
  const reader = new EventStreamReader();
  let reason = 'ended by the server';
  return new Promise((resolve) => {
    response.on('data', (bytes: Buffer) => {
      onSign();
      try {
        for (const message of reader.feed(bytes)) onMessage(message);
      } catch (error) {
        response.destroy(error instanceof Error ? error : new Error(String(error)));
      }
    });
    response.on('error', (error) => {
      reason = error.message;
    });
    response.on('close', () => resolve(reason));
  });
}

function readAnswer(response: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (part: string) => {
      text += part;
      if (text.length > answerMostBytes) response.destroy(new Error('the answer is too long'));
    });
    response.on('error', reject);
    response.on('end', () => resolve(text));
  });
}

function codeOf(answer: string): string {
  try {
    const { code } = JSON.parse(answer) as { code?: unknown };
    return typeof code === 'string' ? code : 'no-code';
  } catch {
    return 'no-code';
  }
}

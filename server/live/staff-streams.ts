import type { ServerResponse } from 'node:http';
import type { FastifyRequest } from 'fastify';

export interface StaffStreamsOptions {
  /** Whether the person who opened a stream is still signed in. */
  stands(request: FastifyRequest): boolean;
  /** Calls back when somebody's session may have ended. */
  onSessionsEnded(listener: () => void): void;
}

/** Streams that were opened by somebody of the staff: they end with the session. */
export class StaffStreams {
  readonly #streams = new Map<ServerResponse, FastifyRequest>();
  readonly #options: StaffStreamsOptions;

  constructor(options: StaffStreamsOptions) {
    this.#options = options;
    options.onSessionsEnded(() => this.cut());
  }

  add(stream: ServerResponse, request: FastifyRequest): void {
    if (request.signedIn === null) return;
    this.#streams.set(stream, request);
    stream.on('close', () => this.#streams.delete(stream));
  }

  /** Also looked at with every beat: a session may run out, or be taken away by another program. */
  cut(): void {
    for (const [stream, request] of this.#streams) if (!this.#options.stands(request)) stream.destroy();
  }
}

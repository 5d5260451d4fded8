import { connect, type Socket } from 'node:net';
import { Listeners } from './listeners.ts';
import { type Wire, WireError, type WireFault } from './wire.ts';
import { within } from './within.ts';

export interface TcpWireOptions {
  host: string;
  port: number;
  /** Longest waits in milliseconds for the connection, for one write, and for the far side to close. */
  openMs?: number;
  writeMs?: number;
  finishMs?: number;
  /** False for a device that keeps one long connection. */
  opensPerJob?: boolean;
}

const faultOfCode: Record<string, WireFault> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
};

function wireError(error: NodeJS.ErrnoException): WireError {
  return new WireError(faultOfCode[error.code ?? ''] ?? 'closed', error.message, error);
}

/** A TCP connection, usually to port 9100 of a printer or 5005 of an LED card. */
export class TcpWire implements Wire {
  readonly address: string;
  readonly opensPerJob: boolean;
  readonly #options: Required<TcpWireOptions>;
  readonly #bytes = new Listeners<Uint8Array>();
  readonly #closed = new Listeners<WireError | null>();
  #socket: Socket | null = null;
  #opening: Promise<void> | null = null;
  #abandonOpening: (() => void) | null = null;

  constructor(options: TcpWireOptions) {
    this.#options = { openMs: 3000, writeMs: 20_000, finishMs: 5000, opensPerJob: true, ...options };
    this.address = `tcp ${options.host}:${options.port}`;
    this.opensPerJob = this.#options.opensPerJob;
  }

  get isOpen(): boolean {
    return this.#socket !== null && !this.#socket.destroyed;
  }

  open(): Promise<void> {
    if (this.isOpen) return Promise.resolve();
    this.#opening ??= this.#connect().finally(() => {
      this.#opening = null;
      this.#abandonOpening = null;
    });
    return this.#opening;
  }

  async #connect(): Promise<void> {
    // A connection on its way out is waited for, so that its end is not taken for the end of the new one.
    await this.close();
    const socket = connect({ host: this.#options.host, port: this.#options.port, noDelay: true });
    const connected = new Promise<void>((resolve, reject) => {
      socket.once('error', (error) => reject(wireError(error)));
      socket.once('connect', () => {
        this.#adopt(socket);
        resolve();
      });
      this.#abandonOpening = () => reject(new WireError('closed', `${this.address} was let go while opening`));
    });
    await within(connected, this.#options.openMs, `${this.address} did not answer`).catch((error) => {
      socket.on('error', () => {});
      socket.destroy();
      throw error;
    });
  }

  #adopt(socket: Socket): void {
    let fault: WireError | null = null;
    this.#socket = socket;
    socket.setKeepAlive(true, 10_000);
    socket.on('error', (error) => {
      fault = wireError(error);
    });
    socket.on('data', (chunk) => this.#bytes.tell(chunk));
    socket.once('close', () => {
      if (this.#socket === socket) this.#socket = null;
      this.#closed.tell(fault);
    });
  }

  async write(bytes: Uint8Array): Promise<void> {
    const socket = this.#socket;
    if (!socket || socket.destroyed) throw new WireError('closed', `${this.address} is not open`);
    await this.#untilSettled(socket, this.#options.writeMs, 'did not take the bytes', (done) => {
      socket.write(bytes, (error) => done(error ? wireError(error) : null));
    });
  }

  async finish(): Promise<void> {
    const socket = this.#socket;
    if (!socket || socket.destroyed) throw new WireError('closed', `${this.address} is not open`);
    await this.#untilSettled(socket, this.#options.finishMs, 'did not close', () => socket.end(), true);
  }

  /** Runs one action on the socket; a close settles it too, and a time-out destroys the connection. */
  #untilSettled(
    socket: Socket,
    mostMs: number,
    complaint: string,
    act: (done: (error: WireError | null) => void) => void,
    closeIsSuccess = false,
  ): Promise<void> {
    let onClose = () => {};
    let onError = (_error: Error) => {};
    const settled = new Promise<void>((resolve, reject) => {
      let fault: WireError | null = null;
      onError = (error) => {
        fault = wireError(error);
      };
      onClose = () => {
        if (closeIsSuccess && !fault) return resolve();
        reject(fault ?? new WireError('closed', `${this.address} closed`));
      };
      socket.once('error', onError);
      socket.once('close', onClose);
      act((error) => (error ? reject(error) : resolve()));
    });
    return within(settled, mostMs, `${this.address} ${complaint}`)
      .catch((error) => {
        socket.destroy();
        throw error;
      })
      .finally(() => {
        socket.off('error', onError);
        socket.off('close', onClose);
      });
  }

  onBytes(listener: (bytes: Uint8Array) => void): () => void {
    return this.#bytes.add(listener);
  }

  onClose(listener: (error: WireError | null) => void): () => void {
    return this.#closed.add(listener);
  }

  async close(): Promise<void> {
    this.#abandonOpening?.();
    const socket = this.#socket;
    if (!socket) return;
    const closed = new Promise<void>((resolve) => {
      socket.once('close', () => resolve());
    });
    socket.destroy();
    await closed;
  }
}

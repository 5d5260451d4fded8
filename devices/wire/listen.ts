import { createServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** One client of a fake device. */
export interface FakeClient {
  stream: Duplex;
  /** Ends the connection with a reset, as a device that loses power does. */
  reset(): void;
}

export interface FakeListener {
  port: number;
  /** While true, new clients are turned away with a reset. */
  setRefusing(refusing: boolean): Promise<void>;
  stop(): Promise<void>;
}

export interface ListenOptions {
  port: number;
  host?: string;
  /** More clients at once than this are turned away. */
  clientsMost?: number;
  onClient(client: FakeClient): void;
}

/** A TCP server for a fake device. Rejects when the port is taken. While refusing, the port is really closed. */
export async function listenTcp(options: ListenOptions): Promise<FakeListener> {
  const host = options.host ?? '127.0.0.1';
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    socket.on('error', () => {});
    if (sockets.size >= (options.clientsMost ?? 16)) {
      socket.resetAndDestroy();
      return;
    }
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    options.onClient({ stream: socket, reset: () => void socket.resetAndDestroy() });
  });
  const listen = (port: number) =>
    new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host }, () => {
        server.off('error', reject);
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : port);
      });
    });
  const close = () =>
    new Promise<void>((resolve) => {
      if (!server.listening) return resolve();
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  const port = await listen(options.port);
  return {
    port,
    setRefusing: async (refusing) => {
      if (refusing) await close();
      else if (!server.listening) await listen(port);
    },
    stop: close,
  };
}

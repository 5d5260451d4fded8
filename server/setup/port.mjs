import { createServer } from 'node:net';
import { complain } from './words.mjs';

/** Whether something already listens there. Anything else that goes wrong is left for the server itself to say. */
export function portIsTaken(port, host) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => resolve(error.code === 'EADDRINUSE'));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(false)));
  });
}

/** False, after saying what to do, when the hall's port is in use. */
export async function requireFreePort(environment) {
  const port = Number(environment.HALL_PORT ?? 8080);
  const host = environment.HALL_HOST ?? '127.0.0.1';
  const usable = Number.isInteger(port) && port > 0 && port <= 65535;
  if (!usable || !(await portIsTaken(port, host))) return true;
  complain(
    `端口 ${port} 已被占用。厅前是不是已经在运行？请先停掉它，或换一个端口：HALL_PORT=${port + 1} npm start`,
    `Port ${port} is in use. Is Tingqian running already? Stop it, or take another port: HALL_PORT=${port + 1} npm start`,
  );
  return false;
}

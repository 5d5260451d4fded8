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

/** False, after saying what to do, when the hall's port is no port or in use. */
export async function requireFreePort(environment) {
  const text = environment.HALL_PORT || '8080';
  const port = Number(text);
  const host = environment.HALL_HOST || '127.0.0.1';
  if (!/^[0-9]+$/.test(text) || port < 1 || port > 65535) {
    complain(
      `HALL_PORT 应是 1 到 65535 的端口号，不能是“${text}”。例如：HALL_PORT=8080 npm start`,
      `HALL_PORT must be a port number from 1 to 65535, not "${text}". Such as: HALL_PORT=8080 npm start`,
    );
    return false;
  }
  if (!(await portIsTaken(port, host))) return true;
  // After the last port the usual one is proposed.
  const other = port < 65535 ? port + 1 : 8080;
  complain(
    `端口 ${port} 已被占用。厅前是不是已经在运行？请先停掉它，或换一个端口：HALL_PORT=${other} npm start`,
    `Port ${port} is in use. Is Tingqian running already? Stop it, or take another port: HALL_PORT=${other} npm start`,
  );
  return false;
}

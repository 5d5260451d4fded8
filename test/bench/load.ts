import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { answerParent } from './child.ts';
import { LatencyHistogram } from './latency.ts';

/** What one connection sends: every request to the same address, each body with its own command id in place of `#`. */
export interface Lane {
  path: string;
  cookie: string | null;
  /** Bodies in turn. */
  bodies: readonly string[];
}

export interface LoadJob {
  port: number;
  lanes: readonly Lane[];
  seconds: number;
  /** An answer that holds this text counts as wrong. */
  wrongText: string | null;
}

export interface LoadResult {
  requests: number;
  seconds: number;
  buckets: number[];
  /** Answers that were no success, or held the wrong text, with one of them to look at. */
  wrong: number;
  example: string | null;
}

const idLength = 16;
/** The placeholder has the id's length, so that the length of a body is known beforehand. */
const idPlace = '#'.repeat(idLength);

interface Tally {
  histogram: LatencyHistogram;
  wrong: number;
  example: string | null;
  endAt: number;
  wrongText: string | null;
}

function headOf(lane: Lane, body: string): string {
  const cookie = lane.cookie === null ? '' : `cookie: ${lane.cookie}\r\n`;
  return `POST ${lane.path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n${cookie}content-length: ${Buffer.byteLength(body)}\r\n\r\n`;
}

/** Whole length of the answer at the start of the text, or null while its head is not complete. Every answer tells its length. */
function answerLength(text: string): number | null {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd < 0) return null;
  const at = text.indexOf('content-length: ');
  if (at < 0 || at > headEnd) throw new Error(`an answer without a length: ${text.slice(0, headEnd)}`);
  return headEnd + 4 + Number.parseInt(text.slice(at + 16, at + 26), 10);
}

/** One connection: sends, waits for the whole answer, sends again, until the time is over. */
function runLane(socket: Socket, lane: Lane, prefix: string, tally: Tally): Promise<void> {
  const requests = lane.bodies.map((body) => headOf(lane, body) + body);
  let sent = 0;
  let sentAt = 0;
  let pending = '';
  return new Promise((resolve, reject) => {
    const send = () => {
      const id = prefix + String(sent).padStart(idLength - prefix.length, '0');
      const request = requests[sent % requests.length] ?? '';
      sent += 1;
      sentAt = performance.now();
      socket.write(request.replace(idPlace, id), 'latin1');
    };
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the server closed a connection')));
    socket.on('data', (chunk) => {
      pending += chunk.toString('latin1');
      const length = answerLength(pending);
      if (length === null || pending.length < length) return;
      const now = performance.now();
      tally.histogram.note((now - sentAt) * 1000);
      judge(pending, tally);
      pending = pending.slice(length);
      if (now < tally.endAt) return send();
      socket.removeAllListeners('close');
      socket.destroy();
      resolve();
    });
    send();
  });
}

function judge(answer: string, tally: Tally): void {
  const success = answer.charCodeAt(9) === 50;
  if (success && (tally.wrongText === null || !answer.includes(tally.wrongText))) return;
  tally.wrong += 1;
  tally.example ??= Buffer.from(answer.slice(0, 800), 'latin1').toString();
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket));
    socket.once('error', reject);
  });
}

async function runJob(job: LoadJob): Promise<LoadResult> {
  const sockets = await Promise.all(job.lanes.map(() => connected(job.port)));
  const since = performance.now();
  const tally: Tally = {
    histogram: new LatencyHistogram(),
    wrong: 0,
    example: null,
    endAt: since + job.seconds * 1000,
    wrongText: job.wrongText,
  };
  await Promise.all(
    job.lanes.map((lane, index) => {
      const socket = sockets[index];
      if (socket === undefined) throw new Error('a lane has no connection');
      socket.removeAllListeners('error');
      return runLane(socket, lane, randomBytes(4).toString('hex'), tally);
    }),
  );
  const { histogram, wrong, example } = tally;
  return {
    requests: histogram.count,
    seconds: (performance.now() - since) / 1000,
    buckets: histogram.buckets,
    wrong,
    example,
  };
}

answerParent<LoadJob>(runJob, () => process.exit(0));

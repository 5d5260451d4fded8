import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import Fastify, { type FastifyInstance } from 'fastify';
import pino from 'pino';
import { compose, type House } from '../../server/compose.ts';
import type { Actor } from '../../server/contract/actor.ts';
import { waitingFor } from '../../server/domain/routing/next.ts';
import { quietFleet } from '../../server/quiet-fleet.ts';
import { benchCounters, benchHall, clerkAt } from './bench-hall.ts';
import { answerParent } from './child.ts';

export type ServerQuestion =
  | { kind: 'open'; what: 'echo' | 'insert' | 'hall'; folder: string; tickets: number }
  /** Takes tickets until each of the first counters has this many of its own to call. */
  | { kind: 'top-up'; counters: number; each: number }
  | { kind: 'cpu' }
  | { kind: 'close' };
export interface Opened {
  port: number;
  /** Session cookie of the clerk at each counter, by number less one. */
  cookies: string[];
}

let house: House | null = null;
let app: FastifyInstance | null = null;
let shut: () => void = () => {};

/** The yardstick: Fastify as it comes, giving back what it was sent. */
function echo(): FastifyInstance {
  const server = Fastify({ forceCloseConnections: true });
  server.post('/echo', async (request) => request.body);
  return server;
}

/** One durable insert per request, each a transaction of its own. */
function insert(folder: string): FastifyInstance {
  mkdirSync(folder, { recursive: true });
  const database = new Database(join(folder, 'insert.db'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE request (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT');
  const run = database.prepare('INSERT INTO request (body) VALUES (?)');
  shut = () => database.close();
  const server = Fastify({ forceCloseConnections: true });
  server.post('/insert', async (request) => {
    run.run(JSON.stringify(request.body));
    return request.body;
  });
  return server;
}

/** The hall as `npm start` composes it, without devices; its log goes to a file in the same way. */
async function hall(folder: string, tickets: number): Promise<FastifyInstance> {
  const target = pino.destination({ dest: join(folder, 'hall.log'), mkdir: true, sync: false, minLength: 4096 });
  const flush = setInterval(() => target.flush(), 1000);
  shut = () => {
    clearInterval(flush);
    target.flushSync();
  };
  house = await compose({
    file: benchHall(),
    data: folder,
    demo: true,
    screens: join(folder, 'no-screens'),
    logger: pino({ base: null }, target),
    now: () => Date.now(),
    fleet: async () => quietFleet(),
  });
  await takeMany(house, tickets, [...house.hall.model.countersOf.keys()]);
  return house.app;
}

const actAtOnce = 2000;

async function takeMany({ hall: door }: House, count: number, services: readonly string[]): Promise<void> {
  const actor: Actor = { kind: 'terminal', terminal: 'kiosk-1' };
  for (let taken = 0; taken < count; taken += actAtOnce) {
    const batch = Array.from({ length: Math.min(actAtOnce, count - taken) }, (_, index) => {
      const service = services[(taken + index) % services.length] ?? '';
      return door.act(
        { type: 'take-ticket', services: [service], class: 'ordinary', origin: 'kiosk', terminal: 'kiosk-1' },
        actor,
        `prepared-${Date.now()}-${Math.random().toString(36).slice(2)}-${index}`,
      );
    });
    await Promise.all(batch);
  }
}

async function topUp(counters: number, each: number): Promise<void> {
  if (house === null) throw new Error('no hall is open');
  const { state, model } = house.hall;
  // Taken in turn for every counter, as visitors come mixed.
  const missing = Array.from({ length: counters }, (_, index) => ({
    services: model.counters.get(index + 1)?.services ?? [],
    count: Math.max(0, each - waitingFor(state, index + 1)),
  }));
  const most = Math.max(0, ...missing.map(({ count }) => count));
  const wanted: string[] = [];
  for (let turn = 0; turn < most; turn += 1)
    for (const { services, count } of missing) if (turn < count) wanted.push(services[turn % services.length] ?? '');
  await takeMany(house, wanted.length, wanted);
}

/** Signs in the clerk of each counter and opens it. */
async function openCounters(server: FastifyInstance): Promise<string[]> {
  const file = benchHall();
  return Promise.all(
    Array.from({ length: benchCounters }, async (_, index) => {
      const staff = clerkAt(file, index + 1);
      const signedIn = await server.inject({
        method: 'POST',
        url: '/api/sessions',
        payload: { staff, password: 'tingqian-demo' },
      });
      const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
      const opened = await server.inject({
        method: 'POST',
        url: `/api/counters/${index + 1}/open`,
        headers: { cookie },
        payload: { commandId: `open-counter-${index + 1}-${Date.now()}` },
      });
      if (opened.statusCode !== 200) throw new Error(`counter ${index + 1} did not open: ${opened.body}`);
      return cookie;
    }),
  );
}

async function open(question: Extract<ServerQuestion, { kind: 'open' }>): Promise<Opened> {
  const { what, folder, tickets } = question;
  app = what === 'echo' ? echo() : what === 'insert' ? insert(folder) : await hall(folder, tickets);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  return { port, cookies: what === 'hall' ? await openCounters(app) : [] };
}

/** Processor time this process has used so far, all threads. */
function cpuMicroseconds(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

async function close(): Promise<void> {
  if (house !== null) await house.close();
  else await app?.close();
  shut();
  house = null;
  app = null;
  shut = () => {};
}

answerParent<ServerQuestion>(
  async (question) => {
    if (question.kind === 'open') return open(question);
    if (question.kind === 'top-up') return topUp(question.counters, question.each);
    if (question.kind === 'cpu') return cpuMicroseconds();
    return close();
  },
  () => process.exit(0),
);

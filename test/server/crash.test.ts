import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import type { CounterAnswer } from '../../server/contract/counter.ts';
import type { TakenTicket, Ticket } from '../../server/contract/ticket.ts';
import { openDatabase } from '../../server/journal/journal.ts';
import { rebuildProjections } from '../../server/journal/projections/index.ts';
import { verifyJournal } from '../../server/journal/verify.ts';
import { deviceJobs } from '../../server/reactions/device-jobs.ts';
import {
  type Acknowledged,
  bundleServer,
  CrashingServer,
  clerkLane,
  clerkOf,
  type Lane,
  visitorLane,
} from '../fixtures/crash-load.ts';
import { dumpProjections } from '../fixtures/recorded-hall.ts';
import { lastingFolder } from '../fixtures/temporary.ts';

const rounds = 12;

const taken = (lanes: Lane[]) => lanes.flatMap((lane) => lane.acknowledged).filter((each) => each.status === 201);
const called = (lanes: Lane[]) =>
  lanes
    .flatMap((lane) => lane.acknowledged)
    .filter((each) => each.status === 200)
    .map((each) => JSON.parse(each.text) as CounterAnswer)
    .filter((answer) => answer.call !== null);

/** What the server said before it was killed is still so, and asking again gives the same answer. */
async function expectKept(server: CrashingServer, answers: Acknowledged[]): Promise<void> {
  for (const each of answers) {
    if (each.status >= 400) continue;
    expect(await server.ask(each)).toEqual({ status: each.status, text: each.text });
    if (each.status !== 201) continue;
    const { id, number } = JSON.parse(each.text) as TakenTicket;
    expect((await server.get<Ticket>(`/api/tickets/${id}`)).number).toBe(number);
  }
}

it('a server that is killed again and again under load keeps every number and call it has answered', async () => {
  const folder = lastingFolder();
  const program = lastingFolder();
  const server = new CrashingServer(await bundleServer(program), folder);
  onTestFinished(async () => {
    await server.kill();
    for (const each of [folder, program]) rmSync(each, { recursive: true, force: true });
  });
  await server.start();
  const clerks = await Promise.all([1, 2, 3].map(async (no) => clerkLane(no, await server.signIn(clerkOf(no)))));
  const lanes = [...[1, 2, 3, 4, 5].map(visitorLane), ...clerks];
  for (let round = 1; round <= rounds; round += 1) {
    const seen = lanes.map((lane) => lane.acknowledged.length);
    let answers = 0;
    const killAfter = 5 + Math.floor(Math.random() * 120);
    let over = false;
    const answered = () => {
      answers += 1;
    };
    const working = Promise.all(lanes.map((lane) => lane.work(server, () => false, answered))).then(() => {
      over = true;
    });
    while (answers < killAfter && !over) await pause(1);
    expect(over).toBe(false);
    await pause(Math.random() * 5);
    await server.kill();
    await working;
    const database = openDatabase(folder);
    expect(verifyJournal(database).problem).toBeNull();
    database.close();
    await server.start();
    await expectKept(
      server,
      lanes.flatMap((lane, index) => lane.acknowledged.slice(seen[index]).slice(-6)),
    );
  }
  // Whoever got no answer asks once more; after that everybody knows the own number.
  await Promise.all(
    lanes.map((lane) =>
      lane.work(
        server,
        () => true,
        () => {},
      ),
    ),
  );
  const tickets = taken(lanes).map((each) => JSON.parse(each.text) as TakenTicket);
  for (const answer of called(lanes)) {
    const ticket = await server.get<Ticket>(`/api/tickets/${answer.ticket?.id}`);
    expect(ticket.calls).toContainEqual(expect.objectContaining({ seq: answer.call, counter: answer.counter.no }));
  }
  await server.kill();

  const database = openDatabase(folder);
  onTestFinished(() => {
    database.close();
  });
  const rows = database.prepare('SELECT id, number FROM ticket ORDER BY number').all();
  const known = tickets
    .map(({ id, number }) => ({ id, number }))
    .sort((left, right) => (left.number < right.number ? -1 : 1));
  expect(new Set(tickets.map((ticket) => ticket.number)).size).toBe(tickets.length);
  expect(rows).toEqual(known);
  expect(called(lanes).length).toBeGreaterThan(rounds);
  expect(verifyJournal(database).problem).toBeNull();
  const live = dumpProjections(database);
  rebuildProjections(database, deviceJobs);
  expect(dumpProjections(database)).toEqual(live);
}, 240_000);

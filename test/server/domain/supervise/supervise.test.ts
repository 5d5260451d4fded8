import { describe, expect, it } from 'vitest';
import { usualAlertLimits } from '../../../../server/contract/supervise.ts';
import { hallModel } from '../../../../server/domain/hall-model.ts';
import { concerns, type Surroundings } from '../../../../server/domain/view/concerns.ts';
import { coverBoard } from '../../../../server/domain/view/cover-board.ts';
import { presentPeople, speechLoad, zoneWaits } from '../../../../server/domain/view/hall-figures.ts';
import { zoneQueues } from '../../../../server/domain/view/live-views.ts';
import { Ledger } from '../../../../server/reports/fairness/ledger.ts';
import { dumpHall } from '../../../fixtures/hall-dump.ts';
import { staff, supervisor } from '../../../fixtures/hall-script.ts';
import { PeopleDay, peopleFile, peopleModel } from '../../../fixtures/people-hall.ts';

const calm: Surroundings['dossiers'] = { blue: 0, yellow: 0, red: 0, cardsYellow: 0, cardsRed: 0 };

function board(day: PeopleDay, around: Partial<Surroundings> = {}) {
  const source = { state: day.state, model: day.model, now: day.at };
  return concerns(source, {
    queues: zoneQueues(day.state, day.model),
    waits: zoneWaits(source),
    cover: coverBoard(day.state, day.model),
    devices: [],
    alarms: [],
    screens: [],
    speech: [],
    help: [],
    dossiers: calm,
    leaves: [],
    backupLateSince: null,
    backupFailure: null,
    ...around,
  });
}
const kinds = (day: PeopleDay, around: Partial<Surroundings> = {}) =>
  board(day, around).map(({ kind, level, counter, zone }) => `${level} ${kind} ${counter ?? zone ?? ''}`.trim());

it('a leave to be decided again stands on the board, red from a day before its beginning', () => {
  const day = new PeopleDay();
  const hours = (count: number) => day.at + count * 3_600_000;
  const leaves = [
    { counter: 3, from: hours(60) },
    { counter: 1, from: hours(20) },
  ];
  const found = board(day, { leaves }).filter(({ kind }) => kind === 'leave-to-decide');
  expect(found.map(({ level, counter, value }) => [level, counter, value])).toEqual([
    ['red', 1, null],
    ['amber', 3, 2],
  ]);
});

describe('only a supervisor', () => {
  const orders = [
    { type: 'open-for', counter: 1, staff: 'a01' },
    { type: 'call-in', counter: 1, staff: 'a02' },
    { type: 'release-cover', counter: 1 },
    { type: 'move-tickets', ticketIds: [], toCounter: null, reason: '忙' },
    { type: 'force-finish', counter: 1, reason: '忘了' },
    { type: 'announce', text: '请注意', zones: [] },
  ] as const;
  it.each(orders)('may order $type', (order) => {
    const day = new PeopleDay();
    for (const role of ['clerk', 'desk', 'archivist', 'admin'] as const)
      expect(day.refused(order, staff('a01', role)).code).toBe('not-allowed');
    expect(day.refused(order, { kind: 'terminal', terminal: 'kiosk-1' }).code).toBe('sign-in-first');
  });
});

describe('a counter opened by the supervisor', () => {
  it('is staffed by the clerk who is in the hall, by A as A and by B in the place of A', () => {
    const day = new PeopleDay();
    day.does('a01', { type: 'sign-in' });
    expect(day.act({ type: 'open-for', counter: 1, staff: 'a01' }, supervisor)).toEqual([
      { type: 'CounterOpened', counter: 1, staff: 'a01', actingFor: null },
    ]);
    day.does('b04', { type: 'sign-in' });
    expect(day.act({ type: 'open-for', counter: 4, staff: 'b04' }, supervisor)).toMatchObject([{ actingFor: 'a04' }]);
  });

  it('is refused for somebody absent, away, of another post, at another counter, and while it is taken', () => {
    const day = new PeopleDay();
    const refused = (counter: number, person: string) =>
      day.refused({ type: 'open-for', counter, staff: person }, supervisor);
    expect(refused(1, 'a01')).toMatchObject({ code: 'clerk-not-present', facts: { staff: 'a01' } });
    expect(refused(1, 'a03')).toMatchObject({ code: 'not-of-this-post', facts: { allowed: ['a01', 'a02', 'b01'] } });
    expect(refused(9, 'a01').code).toBe('unknown-counter');
    day.arrive('a01', 'a02');
    expect(refused(1, 'b01').code).toBe('counter-taken');
    day.act({ type: 'close', counter: 1 }, supervisor);
    expect(refused(1, 'a02')).toMatchObject({ code: 'already-at-a-counter', facts: { counter: 2 } });
    day.leaves('a01', 'short', 10);
    expect(refused(1, 'a01').code).toBe('clerk-not-present');
  });
});

describe('somebody called in by name', () => {
  it('serves the post although A is there, until released', () => {
    const day = new PeopleDay();
    day.arrive('a04', 'b04', 'a03');
    day.does('b03', { type: 'sign-in' });
    expect(day.draws(3)).not.toContain('MZ01');
    expect(day.act({ type: 'call-in', counter: 4, staff: 'a03' }, supervisor)).toMatchObject([
      { type: 'CoverBegan', counter: 4, kind: 'rescue', staff: ['a03'], reason: 'called-in' },
    ]);
    expect(day.draws(3)).toContain('MZ01');
    expect(day.minutes(5)).toEqual([]);
    expect(day.act({ type: 'call-in', counter: 4, staff: 'a03' }, supervisor)).toEqual([]);
    expect(day.act({ type: 'release-cover', counter: 4 }, supervisor)).toMatchObject([{ reason: 'released' }]);
    expect(day.draws(3)).not.toContain('MZ01');
    expect(day.refused({ type: 'release-cover', counter: 4 }, supervisor).code).toBe('nobody-covers');
  });

  it('gives way to the rules once they have left', () => {
    const day = new PeopleDay();
    day.arrive('a01', 'a02');
    day.act({ type: 'call-in', counter: 1, staff: 'a02' }, supervisor);
    day.does('a02', { type: 'sign-out' });
    expect(day.minutes(1)).toMatchObject([{ type: 'CoverEnded', counter: 1 }]);
  });

  it('must be a B of the post or of its department, and in the hall', () => {
    const day = new PeopleDay();
    day.arrive('a01', 'a03');
    const refused = (person: string) => day.refused({ type: 'call-in', counter: 1, staff: person }, supervisor).code;
    expect([refused('a03'), refused('b01'), refused('a01')]).toEqual([
      'not-of-this-post',
      'clerk-not-present',
      'not-of-this-post',
    ]);
  });
});

describe('tickets moved by the supervisor', () => {
  it('wait for the one counter at their old place, and for all again when it closes', () => {
    const day = new PeopleDay();
    day.arrive('a01', 'a02');
    const [first, second] = [day.take('GS01'), day.take('GS01')];
    const move = { type: 'move-tickets', ticketIds: [second.id], toCounter: 2, reason: '1 号窗口忙' } as const;
    expect(day.act(move, supervisor)).toEqual([
      { type: 'TicketMoved', ticketId: second.id, toCounter: 2, reason: '1 号窗口忙' },
    ]);
    expect(day.act(move, supervisor)).toEqual([]);
    expect([second.ticket.standing, second.number]).toEqual([{ status: 'waiting', boundTo: 2 }, second.number]);
    expect(day.counter(1, 'a01', false).next()).toBe(first.number);
    expect(day.counter(1, 'a01', false).next()).toBe(null);
    day.act({ type: 'close', counter: 2 }, supervisor);
    expect(second.ticket.standing).toEqual({ status: 'waiting', boundTo: null });
    expect(dumpHall(day.folded())).toEqual(dumpHall(day.state));
  });

  it('stay where they are unless all of them may go', () => {
    const day = new PeopleDay();
    day.arrive('a01', 'a02', 'a03');
    const [mine, other] = [day.take('GS01'), day.take('RS01')];
    const to = (ticketIds: string[], toCounter: number | null, reason = '忙') =>
      day.refused({ type: 'move-tickets', ticketIds, toCounter, reason }, supervisor).code;
    expect(to([mine.id, other.id], 2)).toBe('cannot-serve-it');
    expect(mine.ticket.standing).toEqual({ status: 'waiting', boundTo: null });
    expect([to([mine.id], 5), to(['nobody-00'], 2), to([mine.id], 2, ' ')]).toEqual([
      'counter-closed',
      'unknown-ticket',
      'reason-needed',
    ]);
    day.counter(1, 'a01', false).callNext();
    expect(to([mine.id], 2)).toBe('wrong-ticket-state');
  });

  it('are judged by the independent check as bound', () => {
    const day = new PeopleDay();
    day.arrive('a01', 'a02');
    const ticket = day.take('GS01');
    day.act({ type: 'move-tickets', ticketIds: [ticket.id], toCounter: 2, reason: '忙' }, supervisor);
    const ledger = new Ledger();
    for (const { event, ...line } of day.recorded)
      ledger.note({ ...line, type: event.type, event: event as unknown as Record<string, unknown> });
    expect([ledger.eligible(1), ledger.eligible(2).map(({ id }) => id)]).toEqual([[], [ticket.id]]);
  });
});

describe('a forgotten service', () => {
  it('is ended with the reason on record, and teaches nothing about the service', () => {
    const day = new PeopleDay();
    day.arrive('a01');
    const ticket = day.take('GS01');
    const order = { type: 'force-finish', counter: 1, reason: '办完忘按' } as const;
    expect(day.refused(order, supervisor).code).toBe('wrong-counter-state');
    day.counter(1, 'a01', false).callNext();
    expect(day.refused({ ...order, reason: ' ' }, supervisor).code).toBe('reason-needed');
    expect(day.act(order, supervisor)).toMatchObject([
      { type: 'ServiceFinished', result: 'forced', note: '办完忘按', onward: 'done' },
    ]);
    expect([ticket.status, day.state.counters.get(1)?.staff]).toEqual(['finished', 'a01']);
  });
});

describe('announcements', () => {
  it('an announcement goes to the loudspeakers of its zones; without one it is refused', () => {
    const day = new PeopleDay(hallModel({ ...peopleFile(), devices: [speaker('speaker-1', [1])] }));
    const say = (zones: number[]) => ({ type: 'announce', text: '请保管好随身物品', zones }) as const;
    expect(day.act(say([]), supervisor)).toMatchObject([{ speakers: ['speaker-1'] }]);
    expect(day.refused(say([9]), supervisor).code).toBe('unknown-zone');
    const other = day.model.file.zones.find(({ zone }) => zone !== 1)?.zone ?? 0;
    expect(day.refused(say([other]), supervisor).code).toBe('no-loudspeaker');
    const seq = day.state.announcements.at(-1)?.seq ?? 0;
    const report = { type: 'report-job', device: 'speaker-1' } as const;
    const spoken = { kind: 'speech', id: seq, outcome: 'spoken' } as const;
    expect(day.act({ ...report, outcome: spoken }, { kind: 'device', device: 'speaker-1' })).toMatchObject([
      { type: 'AnnouncementSpoken', announcement: seq },
    ]);
    expect(day.act({ ...report, outcome: spoken }, { kind: 'device', device: 'speaker-1' })).toEqual([]);
    const source = { state: day.state, model: day.model, now: day.at };
    expect(speechLoad(source)).toEqual([{ device: 'speaker-1', percent: 20 }]);
  });
});

describe('the concerns of the board', () => {
  it('a pause counts from its limit on, a call and a service too, a silent clerk at once', () => {
    const day = new PeopleDay();
    day.arrive('a01', 'a02', 'a03');
    day.counter(1, 'a01', false).pause('meal');
    day.wait(15 * 60 - 1);
    expect(kinds(day).filter((each) => each.includes('paused'))).toEqual([]);
    day.wait(1);
    expect(kinds(day)).toContain('amber counter-paused 1');
    day.take('ZJ01');
    day.counter(2, 'a02', false).callNext();
    day.wait(5 * 60);
    expect(kinds(day)).toContain('amber called-long 2');
    day.counter(2, 'a02', false).simply('start');
    day.wait(60 * 60);
    expect(kinds(day)).toContain('amber serving-long 2');
    day.minutes(2, 'a03');
    expect(kinds(day)).toContain('red clerk-silent 3');
  });

  it('a queue over 10 is amber and over 20 red; a wait over 15 and 30 minutes likewise; the limits are the hall’s', () => {
    const day = new PeopleDay();
    day.arrive('a01', 'a02');
    const zone = day.model.zoneOf.get('GS01');
    day.takeMany(10, 'GS01');
    expect(kinds(day).filter((each) => each.includes('queue-long'))).toEqual([]);
    day.takeMany(1, 'GS01');
    expect(kinds(day)).toContain(`amber queue-long ${zone}`);
    day.takeMany(10, 'GS01');
    expect(kinds(day)).toEqual(expect.arrayContaining([`red queue-long ${zone}`, `red wait-long ${zone}`]));
    const wide = { ...usualAlertLimits, queueAmber: 500, queueRed: 600, waitAmberMinutes: 480, waitRedMinutes: 480 };
    day.model.alerts = wide;
    expect(kinds(day).filter((each) => /queue|wait/.test(each))).toEqual([]);
  });

  it('a green visitor who waits too long, an uncovered post, red lights, cards and devices stand there, red first', () => {
    const day = new PeopleDay();
    day.arrive('a01', 'a02');
    day.take('GS01', { class: 'green' });
    day.take('RS01');
    day.wait(10 * 60);
    const device = { name: '', kind: 'printer', waitingJobs: 0, lastSuccessAt: null, fake: false } as const;
    const found = kinds(day, {
      devices: [{ ...device, id: 'printer-1', state: 'trouble', reason: 'paper-out' }],
      alarms: [{ device: 'printer-2', reason: 'paper-near-end', since: day.at }],
      speech: [{ device: 'speaker-1', percent: 71 }],
      dossiers: { ...calm, red: 2, cardsYellow: 1 },
    });
    expect(found).toEqual(
      expect.arrayContaining([
        `red green-waiting ${day.model.zoneOf.get('GS01')}`,
        'red post-uncovered 3',
        'amber post-uncovered 4',
        'red device',
        'amber device',
        'amber speech-load',
        'red dossiers-red',
        'amber cards-open',
      ]),
    );
    const levels = found.map((each) => each.split(' ')[0]);
    expect(levels).toEqual([...levels].sort().reverse());
  });

  it('names those who are in the hall, those without a counter first', () => {
    const day = new PeopleDay(peopleModel());
    day.arrive('a01');
    day.does('b01', { type: 'sign-in' });
    const source = { state: day.state, model: day.model, now: day.at };
    expect(presentPeople(source).map(({ staff: id, counter }) => [id, counter])).toEqual([
      ['b01', null],
      ['a01', 1],
    ]);
  });
});

function speaker(id: string, zones: number[]) {
  return { id, name: id, kind: 'speaker', zones, output: 'record', repeat: 2, repeatGapSeconds: 8 } as const;
}

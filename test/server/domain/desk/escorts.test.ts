import { describe, expect, it } from 'vitest';
import type { HallCommand, TicketCommand } from '../../../../server/contract/commands.ts';
import type { EscortCommand } from '../../../../server/contract/escort.ts';
import type { Recorded } from '../../../../server/contract/events.ts';
import { usualAlertLimits } from '../../../../server/contract/supervise.ts';
import { applyEscort, escortLines } from '../../../../server/domain/desk/escorts.ts';
import { upcast } from '../../../../server/domain/upcast.ts';
import { ticketBrief } from '../../../../server/domain/view/brief.ts';
import { concerns } from '../../../../server/domain/view/concerns.ts';
import { HallDay, kiosk, staff, supervisor } from '../../../fixtures/hall-script.ts';
import { PeopleDay } from '../../../fixtures/people-hall.ts';
import { there } from '../../../fixtures/there.ts';

const desk = staff('desk1', 'desk');
const take: TicketCommand = {
  type: 'take-ticket',
  services: ['GS03'],
  class: 'ordinary',
  origin: 'desk',
  terminal: null,
};
type Sent = Extract<EscortCommand, { type: 'send-escort' }>;
const send = (asked: Partial<Sent>): Sent => ({
  type: 'send-escort',
  ticketId: null,
  from: null,
  counter: null,
  guide: null,
  note: null,
  ...asked,
});
const lines = (day: HallDay) => escortLines(day.state, day.model, day.at);
function taken(day: HallDay): string {
  day.act(take, kiosk);
  return there([...day.state.tickets.keys()].at(-1));
}
const brief = (day: HallDay, id: string) => ticketBrief(day.model, there(day.state.tickets.get(id)));

describe('an escort of a visitor', () => {
  it('waits for a guide, is taken by one, and is over when they are there', () => {
    const day = new HallDay();
    const ticketId = taken(day);
    const from = { kind: 'kiosk', id: 'kiosk-1' } as const;
    expect(day.act(send({ ticketId, from }), desk)).toMatchObject([{ type: 'EscortSent', ticketId, guide: null }]);
    expect(day.act(send({ ticketId }), supervisor), 'a second press').toEqual([]);
    const [waiting] = lines(day);
    expect(waiting).toMatchObject({ state: 'open', number: '1001', from, counters: [1], sentBy: 'desk1', guide: null });
    expect(brief(day, ticketId).escort).toEqual({ state: 'open', since: new Date(day.at).toISOString() });
    day.wait(60);
    const escort = there(waiting).id;
    day.act({ type: 'take-escort', escort }, desk);
    expect(lines(day)[0]).toMatchObject({ state: 'taken', guide: 'desk1', takenAt: day.at, allowed: ['done'] });
    expect(day.refused({ type: 'take-escort', escort }, supervisor).code).toBe('wrong-escort-state');
    day.act({ type: 'end-escort', escort }, desk);
    expect(lines(day)[0]).toMatchObject({ state: 'done', allowed: [] });
    expect(brief(day, ticketId)).not.toHaveProperty('escort');
    day.wait(5 * 60);
    expect(lines(day)).toEqual([]);
  });

  it('is over by itself once the visitor is served', () => {
    const day = new HallDay();
    const ticketId = taken(day);
    day.act(send({ ticketId }), desk);
    day.act({ type: 'open', counter: 1 }, staff('a01'));
    day.act({ type: 'call-next', counter: 1, result: null }, staff('a01'));
    expect(lines(day)[0]).toMatchObject({ state: 'open', counters: [1] });
    day.act({ type: 'start', counter: 1 }, staff('a01'));
    expect(lines(day)).toEqual([]);
    expect(brief(day, ticketId)).not.toHaveProperty('escort');
    expect(day.refused(send({ ticketId }), desk).code).toBe('wrong-ticket-state');
  });

  it('is sent, taken and ended by desk and supervisor alone, but ended by the guide who was sent as well', () => {
    const day = new PeopleDay();
    day.arrive('a01', 'a02');
    for (const role of ['clerk', 'archivist', 'admin'] as const)
      expect(day.refused(send({ counter: 2 }), staff('a02', role)).code).toBe('not-allowed');
    expect(day.refused(send({ counter: 2 }), kiosk).code).toBe('sign-in-first');
    day.act(send({ counter: 2, guide: 'a01' }), supervisor);
    const escort = there(lines(day)[0]).id;
    expect(day.refused({ type: 'end-escort', escort }, staff('a02')).code).toBe('not-allowed');
    day.act({ type: 'end-escort', escort }, staff('a01'));
    expect(lines(day)[0]).toMatchObject({ state: 'done' });
    expect(day.refused({ type: 'end-escort', escort: 1 }, desk).code).toBe('unknown-escort');
  });
});

describe('a guide sent to meet somebody who called for help', () => {
  const from = { kind: 'kiosk', id: 'kiosk-1' } as const;

  it('goes to where the call came from, without a ticket; a second press sends nobody else', () => {
    const day = new HallDay();
    expect(day.act(send({ from }), desk)).toMatchObject([{ type: 'EscortSent', ticketId: null, counter: null, from }]);
    expect(day.act(send({ from }), supervisor)).toEqual([]);
    day.act(send({ from: { kind: 'screen', id: 'guide-1' } }), desk);
    day.act(send({ ticketId: taken(day), from }), desk);
    expect(lines(day).map(({ number, counters }) => [number, counters])).toEqual([
      [null, []],
      [null, []],
      ['1001', [1]],
    ]);
    day.act({ type: 'end-escort', escort: there(lines(day)[0]).id }, desk);
    expect(day.act(send({ from }), desk)).toHaveLength(1);
  });
});

describe('a guide sent to a counter', () => {
  const atBoard = (day: PeopleDay) => {
    const source = { state: day.state, model: day.model, now: day.at };
    const calm = { blue: 0, yellow: 0, red: 0, cardsYellow: 0, cardsRed: 0 };
    const around = {
      queues: [],
      waits: [],
      cover: [],
      devices: [],
      alarms: [],
      screens: [],
      speech: [],
      help: [],
      backupLateSince: null,
      backupFailure: null,
      leaves: [],
    };
    return concerns(source, { ...around, dossiers: calm }).filter(({ kind }) => kind === 'guide-not-there');
  };

  it('must be in the hall, is on the way at once, and late stands on the supervisor’s board', () => {
    const day = new PeopleDay();
    const order = send({ counter: 2, guide: 'desk1', note: '轮椅' });
    expect(day.refused(order, supervisor).code).toBe('clerk-not-present');
    day.act({ type: 'sign-in' }, desk);
    expect(day.refused({ ...order, guide: 'nobody' }, supervisor).code).toBe('unknown-staff');
    expect(day.refused({ ...order, counter: 99 }, supervisor).code).toBe('unknown-counter');
    expect(day.refused(send({}), supervisor).code).toBe('invalid-request');
    day.act(order, supervisor);
    expect(lines(day)[0]).toMatchObject({ state: 'taken', guide: 'desk1', number: null, counters: [2], note: '轮椅' });
    expect(atBoard(day)).toEqual([]);
    day.wait(usualAlertLimits.errandMinutes * 60);
    expect(atBoard(day)).toMatchObject([{ level: 'amber', counter: 2 }]);
    day.act({ type: 'end-escort', escort: there(lines(day)[0]).id }, desk);
    expect(atBoard(day)).toEqual([]);
  });

  it('what an older release recorded as an errand of a guide replays as an escort', () => {
    const day = new HallDay();
    const at = day.at;
    const recorded = (seq: number, event: object) =>
      upcast({ seq, at, by: 'super1', event } as unknown as Recorded) as Parameters<typeof applyEscort>[1];
    const sent = { type: 'GuideSent', guide: 'desk1', counter: 3, ticketId: null, note: null };
    applyEscort(day.state, recorded(7, sent));
    expect(lines(day)).toMatchObject([{ id: 7, state: 'taken', guide: 'desk1', counters: [3] }]);
    applyEscort(day.state, recorded(8, { type: 'GuideArrived', errand: 7 }));
    expect(lines(day)).toMatchObject([{ id: 7, state: 'done', endedAt: at }]);
    const ticketId = taken(day);
    applyEscort(day.state, recorded(9, { type: 'EscortSent', ticketId, guide: 'desk1' }));
    expect(brief(day, ticketId).escort).toMatchObject({ state: 'taken' });
  });

  it('escorts that nobody ended end with the day', () => {
    const day = new HallDay();
    day.act(send({ ticketId: taken(day) }), desk);
    day.act(send({ counter: 1 }), desk);
    const ended = day.act({ type: 'close-day' } as HallCommand, { kind: 'clock' });
    expect(ended.filter(({ type }) => type === 'EscortExpired')).toHaveLength(2);
  });
});

describe('what makes a visit easier', () => {
  it('comes with the number, can be changed until the visit is over, and can be taken away whole', () => {
    const day = new HallDay();
    day.act({ ...take, assist: ['listening', 'dialect'] }, kiosk);
    const id = there([...day.state.tickets.keys()].at(-1));
    expect(brief(day, id).assist).toEqual(['listening', 'dialect']);
    expect(day.act({ type: 'note-assist', ticketId: id, needs: ['dialect', 'listening'] }, desk)).toEqual([]);
    day.act({ type: 'note-assist', ticketId: id, needs: ['wheelchair'] }, desk);
    expect(brief(day, id).assist).toEqual(['wheelchair']);
    day.act({ type: 'note-assist', ticketId: id, needs: [] }, desk);
    expect(brief(day, id)).not.toHaveProperty('assist');
    day.act({ type: 'cancel-ticket', ticketId: id, reason: null }, desk);
    expect(day.refused({ type: 'note-assist', ticketId: id, needs: ['hearing'] }, desk).code).toBe(
      'wrong-ticket-state',
    );
  });
});

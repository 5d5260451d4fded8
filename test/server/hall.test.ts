import { describe, expect, it } from 'vitest';
import type { CounterAnswer } from '../../server/contract/counter.ts';
import type { Recorded } from '../../server/contract/events.ts';
import type { TakenTicket } from '../../server/contract/ticket.ts';
import type { Journal } from '../../server/journal/journal.ts';
import { brokenRules, dumpHall } from '../fixtures/hall-dump.ts';
import { kiosk, staff } from '../fixtures/hall-script.ts';
import { dumpProjections, RecordedHall, takeCommand } from '../fixtures/recorded-hall.ts';

const taken = (text: string) => JSON.parse(text) as TakenTicket;

/** A journal that counts its commits and fails those the test wants to fail. */
function countedJournal() {
  const seen = { begins: 0, commits: 0, failNext: 0, failAppend: false };
  const wrap = (journal: Journal): Journal =>
    Object.create(journal, {
      begin: {
        value: () => {
          seen.begins += 1;
          journal.begin();
        },
      },
      commit: {
        value: () => {
          if (seen.failNext > 0) {
            seen.failNext -= 1;
            throw new Error('disk I/O error');
          }
          seen.commits += 1;
          journal.commit();
        },
      },
      append: {
        value: (...given: Parameters<Journal['append']>) => {
          if (seen.failAppend) throw new Error('database or disk is full');
          return journal.append(...given);
        },
      },
    }) as Journal;
  return { seen, wrap };
}

describe('commands that arrive together', () => {
  it('are recorded in one transaction', async () => {
    const { seen, wrap } = countedJournal();
    const house = new RecordedHall(undefined, undefined, wrap);
    const answers = await Promise.all(Array.from({ length: 50 }, () => house.act(takeCommand('GS01'))));
    expect(seen).toMatchObject({ begins: 1, commits: 1 });
    expect(answers.map((answer) => taken(answer.text).number)).toEqual(
      Array.from({ length: 50 }, (_, index) => `1${String(index + 1).padStart(3, '0')}`),
    );
    expect(house.hall.lastSeq).toBe(50);
  });

  it('more than a group holds go into the next one', async () => {
    const { seen, wrap } = countedJournal();
    const house = new RecordedHall(undefined, undefined, wrap);
    await Promise.all(Array.from({ length: 600 }, () => house.act(takeCommand('GS01'))));
    expect(seen.commits).toBe(3);
    expect(house.hall.state.tickets.size).toBe(600);
  });

  it('see each other: two counters that call in one moment get two visitors', async () => {
    const house = new RecordedHall();
    await Promise.all([house.take('GS01'), house.take('GS01'), house.open(1), house.open(2)]);
    const answers = await Promise.all([house.callNext(1), house.callNext(2)]);
    const numbers = answers.map((answer) => (JSON.parse(answer.text) as CounterAnswer).ticket?.number);
    expect(numbers.sort()).toEqual(['1001', '1002']);
  });

  it('a refusal in the middle leaves no trace and the others succeed', async () => {
    const house = new RecordedHall();
    const results = await Promise.allSettled([
      house.act(takeCommand('GS01'), kiosk, 'first-command'),
      house.act(takeCommand('XX99'), kiosk, 'refused-command'),
      house.act({ type: 'cancel-ticket', ticketId: 'nobody-at-all', reason: null }, kiosk, 'refused-too'),
      house.act(takeCommand('GS01'), kiosk, 'second-command'),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(house.hall.lastSeq).toBe(2);
    expect(house.journal.command('refused-command')).toBeUndefined();
    expect(house.journal.command('second-command')).toBeDefined();
    expect(dumpProjections(house.journal.database).ticket).toHaveLength(2);
  });

  it('tell the listeners once, after the commit, in the order of the record', async () => {
    const { seen, wrap } = countedJournal();
    const house = new RecordedHall(undefined, undefined, wrap);
    const heard: { commits: number; seqs: number[] }[] = [];
    const stop = house.hall.onRecorded((recorded: readonly Recorded[]) => {
      heard.push({ commits: seen.commits, seqs: recorded.map((each) => each.seq) });
    });
    await Promise.all([house.take('GS01'), house.take('ZJ01'), house.take('ZP')]);
    await house.refused(takeCommand('XX99'));
    stop();
    await house.take('GS01');
    expect(heard).toEqual([{ commits: 1, seqs: [1, 2, 3] }]);
  });
});

describe('a commit that fails', () => {
  it('rejects the whole group, folds the state again, and later commands work', async () => {
    const { seen, wrap } = countedJournal();
    const house = new RecordedHall(undefined, undefined, wrap);
    await house.take('GS01');
    const before = dumpHall(house.hall.state);
    const tables = dumpProjections(house.journal.database);
    let heard = 0;
    house.hall.onRecorded(() => {
      heard += 1;
    });
    seen.failNext = 1;
    const codes = await Promise.all([
      house.refused(takeCommand('GS01'), kiosk, 'lost-command-1'),
      house.refused({ type: 'open', counter: 1 }, staff('a01'), 'lost-command-2'),
      house.refused(takeCommand('XX99')),
    ]);
    expect(codes).toEqual(['commit-failed', 'commit-failed', 'commit-failed']);
    expect(dumpHall(house.hall.state)).toEqual(before);
    expect(dumpProjections(house.journal.database)).toEqual(tables);
    expect([house.hall.lastSeq, heard]).toEqual([1, 0]);
    expect(house.log.some(({ message }) => message.includes('could not be recorded'))).toBe(true);
    expect((await house.take('GS01', 'lost-command-1')).number).toBe('1002');
    expect(house.hall.lastSeq).toBe(2);
  });

  it('a disk that is full in the middle of a group loses nothing that was answered', async () => {
    const { seen, wrap } = countedJournal();
    const house = new RecordedHall(undefined, undefined, wrap);
    const first = await house.take('GS01');
    seen.failAppend = true;
    expect(await house.refused(takeCommand('GS01'))).toBe('commit-failed');
    seen.failAppend = false;
    await house.reopen();
    expect(house.hall.state.tickets.get(first.id)?.number).toBe('1001');
    expect((await house.take('GS01')).number).toBe('1002');
  });
});

describe('the same command again', () => {
  it('is answered with what was recorded, within the group and later, and does nothing twice', async () => {
    const house = new RecordedHall();
    const [first, second] = await Promise.all([
      house.act(takeCommand('GS01'), kiosk, 'double-tap'),
      house.act(takeCommand('GS01'), kiosk, 'double-tap'),
    ]);
    expect([first?.repeated, second?.repeated]).toEqual([false, true]);
    expect(second?.text).toBe(first?.text);
    await house.take('GS01');
    await house.reopen();
    const third = await house.act(takeCommand('GS01'), kiosk, 'double-tap');
    expect(third).toEqual({ text: first?.text, repeated: true });
    expect(house.hall.state.tickets.size).toBe(2);
  });

  it('keeps its answer although the hall has gone on', async () => {
    const house = new RecordedHall();
    await house.open(1);
    await house.take('GS01');
    const call = { type: 'call-next', counter: 1, result: null } as const;
    const first = await house.act(call, staff('a01'), 'call-command');
    await house.act({ type: 'start', counter: 1 }, staff('a01'));
    const again = await house.act(call, staff('a01'), 'call-command');
    expect(again).toEqual({ text: first.text, repeated: true });
    expect((JSON.parse(again.text) as CounterAnswer).counter.stage).toBe('called');
  });

  it('under the same id but with other content, or by somebody else, is refused', async () => {
    const house = new RecordedHall();
    await house.act(takeCommand('GS01'), kiosk, 'one-command');
    expect(await house.refused(takeCommand('ZP'), kiosk, 'one-command')).toBe('command-id-reused');
    expect(await house.refused(takeCommand('GS01'), staff('a01'), 'one-command')).toBe('command-id-reused');
    expect(house.hall.state.tickets.size).toBe(1);
  });

  it('a refused command may be sent again under its id when it has become possible', async () => {
    const house = new RecordedHall();
    const close = { type: 'close', counter: 1 } as const;
    expect(await house.refused(close, staff('a01'), 'close-command')).toBe('counter-closed');
    await house.open(1);
    expect((await house.act(close, staff('a01'), 'close-command')).repeated).toBe(false);
  });
});

describe('a restart', () => {
  it('gives the very same state after a busy day', async () => {
    const house = new RecordedHall();
    await house.busyDay(7);
    const before = dumpHall(house.hall.state);
    expect(house.hall.state.tickets.size).toBeGreaterThan(30);
    await house.reopen();
    expect(dumpHall(house.hall.state)).toEqual(before);
    expect(brokenRules(house.hall.state, house.model)).toEqual([]);
  });

  it('a hall that is closed takes no more commands and has recorded what it took', async () => {
    const house = new RecordedHall();
    const last = house.take('GS01');
    await house.hall.close();
    expect((await last).number).toBe('1001');
    expect(await house.refused(takeCommand('GS01'))).toBe('commit-failed');
  });
});

describe('acting for A', () => {
  it('stands beside every event that B makes at the counter', async () => {
    const house = new RecordedHall();
    const b = staff('b01');
    await house.take('GS01');
    await house.act({ type: 'open', counter: 1 }, b);
    await house.act({ type: 'call-next', counter: 1, result: null }, b);
    await house.act({ type: 'finish', counter: 1, result: null, note: null }, b);
    await house.act({ type: 'close', counter: 1 }, b);
    const rows = [...house.journal.read('hall:2026-11-23')].slice(1);
    expect(rows.map((each) => [each.by, each.actingFor])).toEqual(rows.map(() => ['staff:b01', 'a01']));
    const period = house.journal.database.prepare('SELECT clerk, acting_for FROM service_period').get();
    expect(period).toEqual({ clerk: 'b01', acting_for: 'a01' });
  });
});

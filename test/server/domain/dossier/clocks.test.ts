import { describe, expect, it } from 'vitest';
import {
  dateOfElapsed,
  dueOn,
  elapsedDays,
  endClock,
  isRunning,
  resumeClock,
  startClock,
  stopClock,
} from '../../../../server/domain/dossier/clocks.ts';
import { sampleCalendar } from '../../../fixtures/calendars.ts';
import { DossierCase, people, sampleItem } from '../../../fixtures/dossier-script.ts';

const calendar = sampleCalendar();
const { clerk, reviewer, leader, supervisor } = people;

describe('a clock', () => {
  it('counts the day after its start as day 1', () => {
    const clock = startClock(10, 'G', '2010-02-10');
    expect([elapsedDays(clock, calendar, '2010-02-10'), elapsedDays(clock, calendar, '2010-02-11')]).toEqual([0, 1]);
    expect(dueOn(clock, calendar)).toBe('2010-03-01');
  });

  it('does not run while it is stopped, counts the day of the stop and not that of going on', () => {
    const stopped = stopClock(startClock(10, 'G', '2026-03-02'), '2026-03-04');
    expect([isRunning(stopped), dueOn(stopped, calendar)]).toEqual([false, null]);
    expect([elapsedDays(stopped, calendar, '2026-03-04'), elapsedDays(stopped, calendar, '2026-03-31')]).toEqual([
      2, 2,
    ]);
    const again = resumeClock(stopped, '2026-03-20');
    expect([elapsedDays(again, calendar, '2026-03-20'), elapsedDays(again, calendar, '2026-03-23')]).toEqual([2, 3]);
    expect(dueOn(again, calendar)).toBe('2026-04-01');
  });

  it('is not changed by a halt within one day', () => {
    const clock = startClock(10, 'G', '2026-03-02');
    const halted = resumeClock(stopClock(clock, '2026-03-05'), '2026-03-05');
    expect(dueOn(halted, calendar)).toBe(dueOn(clock, calendar));
  });

  it('that was stopped on its last day is due on the day it goes on', () => {
    const stopped = stopClock(startClock(2, 'G', '2026-03-02'), '2026-03-04');
    expect(dueOn(resumeClock(stopped, '2026-03-10'), calendar)).toBe('2026-03-10');
    expect(dueOn(resumeClock(stopped, '2026-03-14'), calendar)).toBe('2026-03-16');
  });

  it('that was already late stays late from the day it was due', () => {
    const late = resumeClock(stopClock(startClock(2, 'G', '2026-03-02'), '2026-03-09'), '2026-03-20');
    expect(dueOn(late, calendar)).toBe('2026-03-04');
    expect(dateOfElapsed(late, calendar, 4)).toBe('2026-03-06');
  });

  it('once ended neither stops nor goes on', () => {
    const ended = endClock(startClock(2, 'G', '2026-03-02'), '2026-03-03');
    expect(resumeClock(ended, '2026-03-09')).toBe(ended);
    expect(endClock(ended, '2026-03-10')).toBe(ended);
  });
});

describe('a correction', () => {
  it('stops the acceptance clock over 春节 2010 and restarts it when everything is in', () => {
    const case_ = new DossierCase({ at: '2010-02-10', papers: 'none' });
    expect(case_.dossier.watch?.redAfter).toBe('2010-02-22');
    case_.on('2010-02-11').act(clerk, {
      type: 'notify-correction',
      shortcomings: [{ material: '加工工艺及主要设备清单', what: '未盖章' }],
    });
    expect([case_.status, case_.light, case_.dossier.watch?.redAfter]).toEqual(['correction', 'none', null]);
    expect(case_.sweep('2010-03-05 18:00')).toEqual([]);
    const all = case_.dossier.terms.materials.map((name) => ({ name, received: 'original' as const }));
    case_.on('2010-03-08').act(clerk, { type: 'receive-correction', materials: all.slice(1), complete: false });
    expect(case_.status).toBe('correction');
    expect(case_.refused(clerk, { type: 'receive-correction', materials: [], complete: true })).toMatchObject({
      code: 'papers-missing',
    });
    case_.act(clerk, { type: 'receive-correction', materials: all.slice(0, 1), complete: true });
    expect([case_.status, case_.dossier.watch?.redAfter]).toEqual(['corrected', '2010-03-15']);
    case_.on('2010-03-09').accept();
    expect(case_.dossier.watch?.promisedOn).toBe('2010-03-23');
  });

  it('names everything at once, and a second notice is on the record as a breach', () => {
    const case_ = new DossierCase({ at: '2026-03-02', papers: 'none' });
    const [first] = case_.act(clerk, {
      type: 'notify-correction',
      shortcomings: [{ material: '加工工艺及主要设备清单', what: '未盖章' }],
    });
    expect(first).toMatchObject({ type: 'CorrectionNotified', again: false });
    if (first?.type === 'CorrectionNotified') expect(first.shortcomings).toHaveLength(6);
    expect(
      case_.refused(clerk, { type: 'notify-correction', shortcomings: [{ material: '无犯罪证明', what: '缺' }] }),
    ).toMatchObject({ code: 'unknown-material' });
    expect(case_.act(clerk, { type: 'notify-correction', shortcomings: [] })).toMatchObject([{ again: true }]);
    expect(case_.sweep()).toEqual(['issue-card', 'notify-card']);
    expect(case_.cards).toEqual(['yellow second-correction 0 19 a19 holder']);
  });

  it('that never comes ends the dossier after sixty days', () => {
    const case_ = new DossierCase({ at: '2026-03-02', papers: 'none' });
    case_.act(clerk, { type: 'notify-correction', shortcomings: [] });
    expect(case_.sweep('2026-05-01 23:59')).toEqual([]);
    expect(case_.sweep('2026-05-02 00:00')).toEqual(['lapse']);
    expect(case_.dossier.standing).toEqual({ status: 'lapsed', code: 5 });
  });
});

describe('deemed acceptance', () => {
  it('comes after five working days without a word and counts from the day of receipt', () => {
    const case_ = new DossierCase({ at: '2026-03-02', papers: 'none' });
    expect(case_.sweep('2026-03-09 17:00')).toEqual([]);
    expect(case_.light).toBe('yellow');
    expect(case_.sweep('2026-03-09 17:01')).toEqual(['deem-accepted', 'issue-card', 'notify-card']);
    expect(case_.status).toBe('deemed-accepted');
    expect(case_.dossier.watch).toMatchObject({ promisedOn: '2026-03-16', legalOn: '2026-03-30' });
    expect(case_.cards).toEqual(['red acceptance-missed -5 19 a19 holder']);
    expect(case_.refused(clerk, { type: 'notify-correction', shortcomings: [] }).code).toBe('wrong-dossier-state');
  });

  it('counts from the day the corrections were complete where there was a correction', () => {
    const case_ = new DossierCase({ at: '2026-03-02', papers: 'none' });
    case_.act(clerk, { type: 'notify-correction', shortcomings: [] });
    const all = case_.dossier.terms.materials.map((name) => ({ name, received: 'original' as const }));
    case_.on('2026-03-10').act(clerk, { type: 'receive-correction', materials: all, complete: true });
    case_.sweep('2026-03-17 17:01');
    expect(case_.dossier.accepted).toMatchObject({ by: 'clock', on: '2026-03-10' });
    expect(case_.dossier.clocks.promise?.spans).toEqual([{ from: '2026-03-10', to: null }]);
  });
});

describe('halts after acceptance', () => {
  it('a special procedure stops promise, limit and step, and gives the days back', () => {
    const case_ = new DossierCase({ item: sampleItem('DK03') }).accept().on('2026-03-04');
    const special = { type: 'start-special', procedure: '鉴定', neededDays: 15, basis: '第四十五条' } as const;
    expect(case_.refused(clerk, special).code).toBe('not-your-duty');
    case_.act(leader, special);
    expect([case_.light, case_.dossier.watch?.promisedOn]).toEqual(['none', null]);
    expect(case_.sweep('2026-06-01')).toEqual([]);
    case_.on('2026-03-25').act(clerk, { type: 'end-special', result: '合格' });
    expect(case_.status).toBe('accepted');
    expect(case_.dossier.watch).toMatchObject({ promisedOn: '2026-04-07', legalOn: '2026-04-21' });
  });

  it('only a supervisor suspends, and the dossier goes back to where it was', () => {
    const case_ = new DossierCase().accept();
    case_.act(clerk, { type: 'examine', opinion: '' });
    expect(case_.refused(leader, { type: 'suspend', reason: '系统停用' }).code).toBe('not-your-duty');
    case_.act(supervisor, { type: 'suspend', reason: '系统停用' });
    expect(case_.refused(reviewer, { type: 'review', agreed: true, opinion: '' })).toMatchObject({
      code: 'wrong-dossier-state',
      facts: { status: 'suspended' },
    });
    case_.on('2026-03-09').act(supervisor, { type: 'resume', reason: '恢复' });
    expect([case_.status, case_.dossier.watch?.promisedOn]).toEqual(['under-review', '2026-03-23']);
  });

  it('waiting for payment stops the issue clock of ten days from the decision', () => {
    const case_ = new DossierCase({ item: { ...sampleItem('DK04'), fee: 10 } }).accept();
    case_.act(leader, { type: 'grant', opinion: '' });
    expect(case_.dossier.watch?.legalAfter).toBe('2026-03-16');
    case_.on('2026-03-04').act(clerk, { type: 'ask-fee', amount: 10, reliefReason: null });
    expect(case_.dossier.watch?.legalAfter).toBeNull();
    case_.on('2026-03-20').act(clerk, { type: 'pay-fee', amount: 10, receiptNo: '1', method: 'cash' });
    expect(case_.dossier.watch?.legalAfter).toBe('2026-04-01');
  });
});

import { describe, expect, it, vi } from 'vitest';
import { readHallFile, sampleHall } from '../../server/hall-file.ts';
import { checkFairness } from '../../server/reports/fairness/check.ts';
import { Agenda } from './agenda.ts';
import { absentShare, planDay } from './day-plan.ts';
import { dateOf, simulateDay } from './days.ts';
import { Chance } from './random.ts';
import { runDay } from './run-day.ts';
import { hallScenario, heavyScenario } from './scenario.ts';
import { strategyNames, strategyOf } from './strategies.ts';

const heavy = { ...heavyScenario(readHallFile(sampleHall), 3), visitsPerDay: 320 };

// A whole day is decided, applied and checked each time: seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

describe('a simulated day', () => {
  it('is the same again from the same seed, and another from another', () => {
    const chain = strategyOf('chain', heavy);
    const first = simulateDay(heavy, chain, 7, 0);
    expect(simulateDay(heavy, chain, 7, 0)).toEqual(first);
    expect(simulateDay(heavy, chain, 8, 0).waits).not.toEqual(first.waits);
  });

  it.each(strategyNames)('has no unjust call under the strategy %s, and loses nobody', (name) => {
    const plan = planDay(heavy, 5, 1);
    const day = runDay(heavy, strategyOf(name, heavy), plan, dateOf(1));
    const report = checkFairness(day.hall.date, day.hall.lines());
    expect(report.calls).toBeGreaterThan(200);
    expect([...report.unjust, ...report.unqualified]).toEqual([]);
    expect(day.visits).toHaveLength(plan.visitors.length);
    for (const visit of day.visits) expect(visit.calledAt !== null || visit.turnedAway).toBe(true);
  });

  it('lets nobody be sent home by a chain', () => {
    expect(simulateDay(heavy, strategyOf('chain', heavy), 2, 0).turnedAway).toBe(0);
  });

  it('sends B without a counter to the counter of an absent A', () => {
    const scenario = hallScenario(sampleHall, 200);
    const plan = planDay(scenario, 1, 0);
    const day = runDay(scenario, strategyOf('as-filed', scenario), plan, dateOf(0));
    const opened = day.hall.recorded.map(({ event }) => event).filter((event) => event.type === 'CounterOpened');
    expect(opened.some((event) => event.staff.startsWith('b') && event.actingFor?.startsWith('a'))).toBe(true);
  });

  it('waits longer with cover by hand than with a chain', () => {
    const mean = (name: 'by-hand' | 'chain') => {
      const { waits } = simulateDay({ ...heavy, visitsPerDay: 800 }, strategyOf(name, heavy), 4, 0);
      return waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
    };
    expect(mean('chain')).toBeLessThan(mean('by-hand'));
  });
});

describe('the heavy hall', () => {
  it('is as large and as busy as the issue says', () => {
    const scenario = heavyScenario(readHallFile(sampleHall), 1);
    expect(scenario.file.counters).toHaveLength(32);
    expect(scenario.demands).toHaveLength(76);
    const plans = Array.from({ length: 12 }, (_, day) => planDay(scenario, 1, day));
    const times = plans.flatMap((plan) => plan.visitors.map((visitor) => visitor.serviceMinutes));
    const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
    const variance = times.reduce((sum, time) => sum + (time - mean) ** 2, 0) / times.length;
    expect(times.length / plans.length).toBeGreaterThan(860);
    expect(times.length / plans.length).toBeLessThan(940);
    expect(mean).toBeGreaterThan(10.5);
    expect(mean).toBeLessThan(11.5);
    expect(Math.sqrt(variance) / mean).toBeGreaterThan(0.75);
    expect(Math.sqrt(variance) / mean).toBeLessThan(0.95);
    const absent = plans.reduce((sum, plan) => sum + absentShare(scenario, plan), 0) / plans.length;
    expect(absent).toBeGreaterThan(0.1);
    expect(absent).toBeLessThan(0.14);
  });
});

describe('the agenda', () => {
  it('gives back what was put in by time, and at the same time in the order of putting in', () => {
    const chance = new Chance('agenda');
    const agenda = new Agenda<number>();
    const put = Array.from({ length: 500 }, (_, index) => ({ at: Math.floor(chance.next() * 50), index }));
    for (const { at, index } of put) agenda.add(at, index);
    const taken = put.map(() => agenda.take()?.what);
    const sorted = [...put].sort((left, right) => left.at - right.at || left.index - right.index);
    expect(taken).toEqual(sorted.map(({ index }) => index));
    expect(agenda.take()).toBeUndefined();
  });
});

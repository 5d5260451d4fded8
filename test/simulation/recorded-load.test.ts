import { describe, expect, it } from 'vitest';
import { sampleHall } from '../../server/hall-file.ts';
import { RecordedHall } from '../fixtures/recorded-hall.ts';
import { temporaryFolder } from '../fixtures/temporary.ts';
import { recordedLoad, underLoad } from './recorded-load.ts';
import { hallScenario } from './scenario.ts';
import { postLoads } from './strategies.ts';

describe('the load that the pairing adviser reads', () => {
  it('is what was served on the recorded days: shares add up, and minutes are those of the periods', async () => {
    const house = new RecordedHall();
    await house.busyDay(11, 900);
    const finished = house.journal.database
      .prepare(`SELECT service, ended_at - called_at AS ms FROM service_period WHERE outcome = 'finished'`)
      .all() as { service: string; ms: number }[];
    const load = recordedLoad(house.folder, house.hall.state.date, 30);
    expect(finished.length).toBeGreaterThan(50);
    expect(load?.days).toBe(1);
    expect(load?.visitsPerDay).toBe(finished.length);
    expect(load?.demands.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
    const photographs = finished.filter(({ service }) => service === 'ZP').map(({ ms }) => Math.max(0.5, ms / 60_000));
    const told = load?.demands.find(({ service }) => service === 'ZP');
    expect(told?.meanMinutes).toBeCloseTo(photographs.reduce((sum, each) => sum + each, 0) / photographs.length);
  });

  it('is none where there is no database, and days outside the span do not count', async () => {
    expect(recordedLoad(temporaryFolder(), '2026-11-23', 30)).toBeNull();
    const house = new RecordedHall();
    await house.busyDay(11, 900);
    expect(recordedLoad(house.folder, '2027-03-01', 30)).toBeNull();
  });

  it('lies on the posts that serve it, shared among counters of one service', () => {
    const scenario = hallScenario(sampleHall);
    const load = { days: 1, visitsPerDay: 10, demands: [{ service: 'GS01', share: 1, meanMinutes: 6, sigma: 0.5 }] };
    const { file, demands } = underLoad(scenario, load);
    const serving = file.counters.filter(({ services }) => services.includes('GS01')).map(({ no }) => no);
    const loaded = postLoads(file, demands).filter(({ loadMinutes }) => loadMinutes > 0);
    expect(loaded.map(({ counter }) => counter)).toEqual(serving);
    expect(loaded.reduce((sum, { loadMinutes }) => sum + loadMinutes, 0)).toBeCloseTo(6);
  });
});

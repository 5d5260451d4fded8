import { describe, expect, it } from 'vitest';
import type { HallFile } from '../../../../server/contract/hall-file.ts';
import { contrastRatio } from '../../../../server/contract/look-contrast.ts';
import type { SettingChanges } from '../../../../server/contract/settings.ts';
import { lookProblems } from '../../../../server/domain/settings/contrast.ts';
import {
  fileInForce,
  newestFile,
  overtaken,
  type Revision,
  reversed,
  settingProblems,
} from '../../../../server/domain/settings/settings.ts';
import { peopleFile } from '../../../fixtures/people-hall.ts';

const monday = '2026-11-23';
const tuesday = '2026-11-24';
const base = peopleFile();

/** Changes made one after the other on Monday. */
function revisions(...changes: SettingChanges[]): Revision[] {
  return changes.map((after, index) => {
    const before = Object.fromEntries(Object.keys(after).flatMap((name) => present(name)));
    return { id: index + 1, at: 0, by: 'staff:admin1', day: monday, before, after, unset: [], takesBack: null };
  });
}
function present(name: string): [string, unknown][] {
  const value = base[name as keyof HallFile];
  return value === undefined ? [] : [[name, value]];
}

describe('a changed hall file', () => {
  it('has its name at once, and its rules from the next opening on', () => {
    const made = revisions({ name: '新大厅', rules: { ...base.rules, recallsMost: 9 } });
    const [today, next] = [monday, tuesday].map((day) => fileInForce(base, made, day, 0));
    expect([today?.name, today?.rules.recallsMost]).toEqual(['新大厅', base.rules.recallsMost]);
    expect([next?.name, next?.rules.recallsMost]).toEqual(['新大厅', 9]);
  });

  it('calls services and counters by their new names at once, but opens new ones and closes old ones at the next opening', () => {
    const [first, ...others] = base.counters;
    const fresh = { ...first, no: 9, name: '新窗口' } as HallFile['counters'][number];
    const renamed = others.map((counter) =>
      counter.no === 2 ? { ...counter, name: '改名', services: ['GS01'] } : counter,
    );
    const made = revisions({ counters: [...renamed.filter(({ no }) => no !== 5), fresh] });
    const numbers = (day: string) => fileInForce(base, made, day, 0).counters.map(({ no }) => no);
    expect([numbers(monday), numbers(tuesday)]).toEqual([
      [1, 2, 3, 4, 5],
      [2, 3, 4, 9],
    ]);
    const second = (day: string) => fileInForce(base, made, day, 0).counters.find(({ no }) => no === 2);
    expect(second(monday)).toMatchObject({ name: '改名', services: ['ZJ01'] });
    expect(second(tuesday)).toMatchObject({ name: '改名', services: ['GS01'] });
    expect(newestFile(base, made).posts.map(({ counter }) => counter)).not.toContain(5);
  });

  it('has the devices with which the server was started', () => {
    const made = revisions({ devices: [] });
    expect(fileInForce(base, made, tuesday, 0).devices).toEqual(base.devices);
    expect(fileInForce(base, made, tuesday, 1).devices).toEqual([]);
  });

  it('is as before when its change is taken back, also where there was nothing before', () => {
    const [made] = revisions({ name: '新大厅', look: { ink: '#000000' } });
    if (made === undefined) throw new Error('no revision');
    const back: Revision = { ...made, id: 2, ...reversed(made), before: {}, takesBack: 1 };
    expect(newestFile(base, [made])).toMatchObject({ name: '新大厅', look: { ink: '#000000' } });
    expect(newestFile(base, [made, back])).toEqual(newestFile(base, []));
    expect(overtaken([made, back], ['look'], 1).map(({ id }) => id)).toEqual([2]);
    expect(overtaken([made, back], ['rules'], 0)).toEqual([]);
  });
});

describe('what is wrong with settings', () => {
  const catalogue = new Map([['{number} 号', { zh: '{number} 号', en: 'No. {number}' }]]);
  const problems = (changes: Partial<HallFile>) => settingProblems({ ...base, ...changes }, catalogue);
  it('a service without a counter, a counter of a zone that is not there', () => {
    expect(problems({})).toEqual([]);
    expect(problems({ zones: base.zones.slice(1) }).length).toBeGreaterThan(0);
    expect(problems({ counters: base.counters.filter(({ no }) => no !== 1) })).toContain(
      '业务 GS01 没有窗口 service GS01 has no counter',
    );
  });

  it('words of one’s own that lose or invent a value, or stand for none', () => {
    const own = (zh: string, en: string) => problems({ words: { '{number} 号': { zh, en } } });
    expect(own('第 {number} 位', 'number {number}')).toEqual([]);
    expect(own('请到窗口', 'No. {number}')).toEqual(['{number} 号 (zh) must name {number}, not nothing']);
    expect(own('{number} {name}', 'No. {number}')[0]).toContain('{name}');
    expect(problems({ words: { 没有: { zh: 'a', en: 'b' } } })).toEqual(['没有 is no text of the catalogue']);
  });

  it('colours that could not be read', () => {
    expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrastRatio('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(lookProblems({})).toEqual([]);
    expect(lookProblems({ ink: '#999999' }).join()).toContain('ink on porcelain');
  });
});

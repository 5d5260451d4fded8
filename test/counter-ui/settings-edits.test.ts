// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { newDevice, screensOf } from '../../counter-ui/settings/device-kinds.ts';
import { changedSections, differencesOf } from '../../counter-ui/settings/differences.ts';
import { numbersOf, withAlikeCounters, withoutCounters, withoutServices } from '../../counter-ui/settings/edits.ts';
import { bracesProblem } from '../../counter-ui/settings/own-words.ts';
import { slotsOf } from '../../counter-ui/settings/rule-limits.ts';
import { staffLines, withPeople } from '../../counter-ui/settings/staff-lines.ts';
import { nextZone } from '../../counter-ui/settings/zone-choices.ts';
import { keepingPageTexts } from '../../server/contract/texts/settings-pages.ts';
import { settingProblems } from '../../server/domain/settings/settings.ts';
import { sampleFile } from '../fixtures/halls.ts';

const hall = sampleFile();
const problems = (changes: Partial<typeof hall>) => {
  const file = { ...hall, ...changes };
  const counters = new Set(file.counters.map(({ no }) => no));
  return settingProblems({ ...file, posts: file.posts.filter(({ counter }) => counters.has(counter)) }, new Map());
};

describe('what differs', () => {
  it('is told by entry and field, with what came and went, and an order of its own', () => {
    const [first, second, ...rest] = hall.zones;
    if (first === undefined || second === undefined) throw new Error('the sample hall has no zones');
    const zones = [second, { ...first, name: '新区' }, ...rest.slice(1)];
    const gone = rest[0];
    expect(differencesOf({ zones: hall.zones }, { zones })).toEqual([
      { section: 'zones', entry: String(gone?.zone), field: null, before: gone, after: undefined },
      { section: 'zones', entry: '1', field: 'name', before: first.name, after: '新区' },
      { section: 'zones', entry: null, field: 'order', before: ['1', '2', '4'], after: ['2', '1', '4'] },
    ]);
    expect(differencesOf({}, { look: { ink: '#000000' } })).toEqual([
      { section: 'look', entry: null, field: 'ink', before: undefined, after: '#000000' },
    ]);
  });

  it('is nothing where only the order of fields changed, or nothing became an empty table', () => {
    const rules = Object.fromEntries(Object.entries(hall.rules).reverse()) as typeof hall.rules;
    expect(changedSections({ rules: hall.rules }, { rules, look: {}, words: {} })).toEqual([]);
  });
});

describe('edits that touch several sections', () => {
  it('taking any counter away leaves a sound hall', () => {
    for (const { no } of hall.counters) expect(problems(withoutCounters(hall, new Set([no])))).toEqual([]);
  });

  it('taking services away empties counters, people and devices along with them', () => {
    const [counter] = hall.counters;
    const after = withoutServices(hall, new Set(counter?.services));
    expect(after.counters.map(({ no }) => no)).not.toContain(counter?.no);
    expect(JSON.stringify(after.devices)).not.toContain(`"counter":${counter?.no}}`);
    expect(problems(after)).toEqual([]);
  });

  it('eight alike counters in place of forty-one serve everything', () => {
    const after = withAlikeCounters(hall, [1, 2, 3, 4, 5, 6, 7, 8], { name: '综合窗口', zone: 2 });
    expect(after.counters.map(({ services }) => services.length)).toEqual(Array(8).fill(hall.services.length));
    expect(after.zones.map(({ zone }) => zone)).toEqual([2]);
    expect(problems(after)).toEqual([]);
  });

  it('a new device of each kind is sound as it comes', () => {
    const kinds = ['printer', 'led-bus', 'speaker', 'huidu', 'alpha', 'reader', 'keypad', 'lamp'] as const;
    const devices = kinds.map((kind) => newDevice(kind, `new-${kind}`, kind, hall));
    expect(problems({ devices: [...hall.devices, ...devices] })).toEqual([]);
  });

  it('a new zone has what no other has, up to nine', () => {
    let zones = hall.zones;
    for (let zone = nextZone(zones); zone !== null; zone = nextZone(zones)) zones = [...zones, zone];
    expect(zones.map(({ zone }) => zone).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(new Set(zones.map(({ symbol }) => symbol)).size).toBe(9);
    expect(new Set(zones.map(({ colour }) => colour)).size).toBe(9);
  });
});

describe('what an administrator writes', () => {
  it('counters: one, many, with Chinese marks; nonsense is none', () => {
    expect(numbersOf('1-4、9, 2')).toEqual([1, 2, 3, 4, 9]);
    expect(numbersOf('3至5')).toEqual([3, 4, 5]);
    for (const words of ['', '0', '5-3', 'a', '1-300', '1000']) expect(numbersOf(words)).toBeNull();
  });

  it('people: from tabs or commas, with headings, and each bad line says what is wrong with it', () => {
    const pasted =
      '工号,姓名,角色,部门\r\nz01,张三,窗口人员,GS\nz02，李四，，县公安局\n\nZ03,王五\nz04,,clerk\nz01,又一个\nz05,赵六,处长\nz06,钱七,desk,XX\n';
    const lines = staffLines(pasted, hall.departments);
    expect(lines.map(({ line, person, problem }) => [line, person ?? problem?.text])).toEqual([
      [2, { id: 'z01', name: '张三', role: 'clerk', department: 'GS' }],
      [3, { id: 'z02', name: '李四', role: 'clerk', department: 'GA' }],
      [5, keepingPageTexts.idWrong],
      [6, keepingPageTexts.nameWrong],
      [7, keepingPageTexts.idTaken],
      [8, keepingPageTexts.roleWrong],
      [9, keepingPageTexts.departmentWrong],
    ]);
    expect(staffLines('z09\t"孙八"\tadmin\t', hall.departments)[0]?.person).toEqual({
      id: 'z09',
      name: '孙八',
      role: 'admin',
    });
    const before = hall.staff.find(({ duties }) => duties !== undefined);
    if (before === undefined) throw new Error('nobody has duties');
    const merged = withPeople(hall.staff, [{ id: before.id, name: '改名', role: 'clerk' }]);
    expect([merged.length, merged.find(({ id }) => id === before.id)]).toEqual([
      hall.staff.length,
      { ...before, name: '改名' },
    ]);
  });

  it('words keep what is filled in, slots are times in order, screens pair an address with a counter', () => {
    expect(bracesProblem('{number} 号', '第 {number} 位')).toBe('');
    expect(bracesProblem('{number} 号', '号')).toContain('{number}');
    expect(bracesProblem('返回', '{x}')).not.toBe('');
    expect(bracesProblem('返回', ' ')).not.toBe('');
    expect(slotsOf('14:30, 09:00,09:00')).toEqual(['09:00', '14:30']);
    expect(slotsOf('25:00')).toBeNull();
    expect(screensOf('1=3、2：4')).toEqual([
      { address: 1, counter: 3 },
      { address: 2, counter: 4 },
    ]);
    expect(screensOf('1-3')).toBeNull();
  });
});

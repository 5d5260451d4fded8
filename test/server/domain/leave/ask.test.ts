import { describe, expect, it } from 'vitest';
import { staff, supervisor } from '../../../fixtures/hall-script.ts';
import { LeaveHall } from '../../../fixtures/leave-hall.ts';
import { peopleModel } from '../../../fixtures/people-hall.ts';

describe('asking for leave', () => {
  it('takes whole days from opening to closing, and half days by the beginning of the afternoon', async () => {
    const hall = new LeaveHall();
    const whole = await hall.ask('a01', '11-24', '11-25');
    expect([whole.from, whole.until]).toEqual(['2026-11-24T00:30:00.000Z', '2026-11-25T09:00:00.000Z']);
    const morning = await hall.ask('a03', '11-24 morning', '11-24 morning');
    expect([morning.from, morning.until]).toEqual(['2026-11-24T00:30:00.000Z', '2026-11-24T06:00:00.000Z']);
    const afternoon = await hall.ask('a03', '11-25 afternoon', '11-25 afternoon');
    expect([afternoon.from, afternoon.until]).toEqual(['2026-11-25T06:00:00.000Z', '2026-11-25T09:00:00.000Z']);
    expect(afternoon).toMatchObject({ status: 'granted', planned: true, handedOver: false, name: '黄金凤' });
  });

  it('lasts over a weekend from a Friday afternoon to a Monday morning as two half days', async () => {
    const hall = new LeaveHall();
    await hall.ask('a01', '11-27 afternoon', '11-30 morning');
    const [asked] = [...hall.journal.read('leave')];
    expect(asked?.event).toMatchObject({ slots: ['2026-11-27/afternoon', '2026-11-30/morning'] });
  });

  it('is too late after closing of the working day before, counted in working days and not in hours', async () => {
    const hall = new LeaveHall();
    await hall.goTo('11-27 16:59');
    await hall.ask('a01', '11-30');
    await hall.goTo('11-27 17:01');
    expect(await hall.askRefused('a03', '11-30')).toEqual({
      code: 'asked-too-late',
      facts: { latest: '2026-11-27', from: '2026-11-30' },
    });
    await hall.goTo('11-29 10:00');
    expect((await hall.askRefused('a03', '11-30')).code).toBe('asked-too-late');
    await hall.ask('a03', '12-01');
  });

  it('is refused for today, for the past, for a weekend alone, and for dates that are none or run backwards', async () => {
    const hall = new LeaveHall();
    const code = async (...asked: Parameters<LeaveHall['ask']>) => (await hall.askRefused(...asked)).code;
    expect(await code('a01', '11-23 afternoon', '11-23')).toBe('asked-too-late');
    expect(await code('a01', '11-20')).toBe('leave-in-the-past');
    expect(await code('a01', '11-28', '11-29')).toBe('no-working-day');
    expect(await code('a01', '11-31')).toBe('dates-not-in-order');
    expect(await code('a01', '11-26', '11-25')).toBe('dates-not-in-order');
    expect(await code('a01', '11-25 afternoon', '11-25 morning')).toBe('dates-not-in-order');
  });

  it('is refused to somebody unknown, for somebody else, and as a thing nobody could know but by the duty officer', async () => {
    const hall = new LeaveHall();
    expect((await hall.askRefused('a01', '11-25', '11-25', { by: staff('a02') })).code).toBe('not-allowed');
    expect((await hall.askRefused('a99', '11-25', '11-25', { by: supervisor })).code).toBe('unknown-staff');
    expect((await hall.askRefused('a01', '11-25', '11-25', { unplanned: true })).code).toBe('not-allowed');
    const entered = await hall.ask('a01', '11-25', '11-25', { by: supervisor });
    expect(entered).toMatchObject({ staff: 'a01', askedBy: 'super1', planned: true });
  });

  it('may not overlap a leave of one’s own, but may touch it', async () => {
    const hall = new LeaveHall();
    const { id } = await hall.ask('a01', '11-24 afternoon', '11-25 morning');
    expect(await hall.askRefused('a01', '11-25')).toMatchObject({ code: 'leave-overlaps', facts: { leave: id } });
    await hall.ask('a01', '11-25 afternoon', '11-25');
    await hall.act({ type: 'withdraw-leave', leave: id, reason: '不用了' }, staff('a01'));
    await hall.ask('a01', '11-25 morning', '11-25 morning');
  });
});

describe('A and B away together', () => {
  it('is refused without a third person, also for half a day in common, and for B as for A', async () => {
    const hall = new LeaveHall();
    await hall.ask('b04', '11-24', '11-26');
    expect(await hall.askRefused('a04', '11-26 afternoon', '11-27')).toMatchObject({
      code: 'other-holder-away',
      facts: { counter: 4, staff: ['b04'], allowed: ['third'] },
    });
    await hall.ask('a04', '11-27');
    await hall.ask('a02', '11-26');
    expect((await hall.askRefused('a01', '11-26')).code).toBe('other-holder-away');
  });

  it('is allowed as long as another B is there on every half day', async () => {
    const hall = new LeaveHall();
    await hall.ask('b03', '11-24');
    await hall.ask('a03', '11-24', '11-25');
    expect((await hall.askRefused('a04', '11-24')).facts).toMatchObject({ counter: 3 });
    await hall.ask('a04', '11-25');
    expect((await hall.askRefused('b03', '11-25')).code).toBe('other-holder-away');
  });

  it('is allowed with a third person who is there and qualified, by the department, another post or the staff list', async () => {
    const hall = new LeaveHall();
    await hall.ask('b04', '11-24');
    const refused = async (third: string) => (await hall.askRefused('a04', '11-24', '11-24', { third })).code;
    expect(await refused('a04')).toBe('third-is-the-same');
    expect(await refused('b04')).toBe('third-away');
    expect(await refused('a05')).toBe('third-unqualified');
    expect(await refused('x99')).toBe('unknown-staff');
    const leave = await hall.ask('a04', '11-24', '11-24', { third: 'b03' });
    expect(leave.posts).toEqual([{ counter: 4, to: 'b03', handedOver: false }]);

    const model = peopleModel();
    const people = model.file.staff.map((each) => (each.id === 'a05' ? { ...each, qualified: ['MZ01'] } : each));
    const listed = new LeaveHall({ ...model, file: { ...model.file, staff: people } });
    await listed.ask('b04', '11-24');
    await listed.ask('a04', '11-24', '11-24', { third: 'a05' });
  });

  it('takes a third, or another one, for a leave that is granted, until it begins', async () => {
    const hall = new LeaveHall();
    const { id } = await hall.ask('a04', '11-24', '11-24');
    const name = (third: string, by = staff('a04')) => hall.act({ type: 'name-third', leave: id, third }, by);
    await expect(name('a05')).rejects.toMatchObject({ code: 'third-unqualified' });
    await expect(name('a04')).rejects.toMatchObject({ code: 'third-is-the-same' });
    await expect(name('b03', staff('b04'))).rejects.toMatchObject({ code: 'not-allowed' });
    expect(hall.detail(id).thirds).toEqual(['a03', 'b03']);
    await name('b03');
    expect(hall.detail(id)).toMatchObject({ third: 'b03', thirds: ['a03'] });
    // Now the other holder may go as well, and the third may not.
    await hall.ask('b04', '11-24', '11-24');
    expect((await hall.askRefused('b03', '11-24')).code).toBe('other-holder-away');
    await name('a03', supervisor);
    expect(hall.detail(id)).toMatchObject({ third: 'a03', toDecide: [] });
    await hall.goTo('11-24 09:00');
    await expect(name('b03')).rejects.toMatchObject({ code: 'wrong-leave-state' });
  });

  it('keeps the third there: whoever was named may not go as well', async () => {
    const hall = new LeaveHall();
    await hall.ask('b04', '11-24');
    await hall.ask('a04', '11-24', '11-24', { third: 'b03' });
    expect((await hall.askRefused('b03', '11-24')).facts).toMatchObject({ counter: 4 });
    await hall.ask('b03', '11-24', '11-24', { third: 'a03' });
    expect((await hall.askRefused('a03', '11-24')).code).toBe('other-holder-away');
  });

  it('is nobody’s to refuse where the post has one person by decision, or where nobody could know it', async () => {
    const hall = new LeaveHall();
    await hall.ask('a05', '11-24');
    await hall.ask('b04', '11-24');
    await hall.goTo('11-24 09:00');
    const ill = await hall.ask('a04', '11-24', '11-24', { by: supervisor, unplanned: true });
    expect(ill).toMatchObject({ planned: false, status: 'begun', uncovered: [4] });
  });

  it('is refused for a meeting as well while the other is on leave, unless the third of that leave is there', async () => {
    const hall = new LeaveHall();
    await hall.ask('a04', '11-24', '11-24', { third: 'b03' });
    await hall.goTo('11-24 09:00');
    const meeting = { type: 'go-away', reason: 'meeting', until: null } as const;
    await hall.act({ type: 'sign-in' }, staff('b04'));
    await hall.act(meeting, staff('b04'));
    const other = new LeaveHall();
    await other.ask('a04', '11-24');
    await other.goTo('11-24 09:00');
    expect(await other.refused(meeting, staff('b04'))).toBe('other-holder-away');
  });
});

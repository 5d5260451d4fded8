import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ReceivedMaterial } from '../../../../server/contract/dossier.ts';
import { staff, supervisor } from '../../../fixtures/hall-script.ts';
import { LeaveHall } from '../../../fixtures/leave-hall.ts';

const [a03, a04, b03] = [staff('a03'), staff('a04'), staff('b03')];

/** 黄金凤 at post 3 with an open dossier, its original papers and a held ticket; she asks for tomorrow. */
async function busyPost() {
  const hall = new LeaveHall();
  await hall.act({ type: 'sign-in' }, a03);
  await hall.act({ type: 'open', counter: 3 }, a03);
  const visitor = await hall.take('RS01');
  await hall.act({ type: 'call-next', counter: 3, result: null }, a03);
  await hall.act({ type: 'start', counter: 3 }, a03);
  const materials: ReceivedMaterial[] = (hall.model.items.get('RS01')?.materials ?? []).map(({ name }) => ({
    name,
    received: 'original',
  }));
  const applicant = { kind: 'person' as const, name: '刘大妈' };
  await hall.act({ type: 'lodge-dossier', ticketId: visitor.id, item: 'RS01', applicant, materials }, a03);
  await hall.act({ type: 'finish', counter: 3, result: 'lodged', note: null }, a03);
  const held = await hall.take('RS02');
  await hall.act({ type: 'call-next', counter: 3, result: null }, a03);
  await hall.act({ type: 'hold', counter: 3, reason: '去填表' }, a03);
  const leave = await hall.ask('a03', '11-24');
  return { hall, leave, held, materials };
}

describe('the handover list', () => {
  it('is made from the record: the place, open dossiers with date and light, papers, held tickets, and no names', async () => {
    const { hall, leave, held, materials } = await busyPost();
    const [list] = hall.detail(leave.id).handovers;
    expect(list).toMatchObject({ counter: 3, to: 'b03', state: 'open', confirmedBy: null, digest: null });
    expect(list?.lines.map(({ kind }) => kind)).toEqual(['custody', 'dossier', 'paper', 'held']);
    const [, dossier, paper, ticket] = list?.lines ?? [];
    expect(dossier).toMatchObject({ detail: hall.model.items.get('RS01')?.name, status: 'lodged', light: 'green' });
    expect(dossier?.dueOn).toMatch(/^2026-1[12]-\d\d$/);
    expect(paper?.detail).toBe(materials.map(({ name }) => name).join('、'));
    expect(ticket).toMatchObject({ what: held.number, detail: '去填表' });
    expect(JSON.stringify(list)).not.toContain('刘大妈');
  });

  it('holds the seals of the hall file and what A adds, but no id or telephone number', async () => {
    const { hall, leave } = await busyPost();
    const post = hall.model.posts.get(3);
    Object.assign(post ?? {}, { custody: ['业务专用章一枚'] });
    const add = (text: string) => ({ type: 'add-handover-line', leave: leave.id, counter: null, text }) as const;
    await hall.act(add('档案柜钥匙在左边抽屉'), a03);
    expect(await hall.refused(add('找 13807971234'), a03)).toBe('personal-data-in-words');
    expect(await hall.refused(add('360728199001010012'), a03)).toBe('personal-data-in-words');
    expect(await hall.refused(add('别人加的'), b03)).toBe('not-allowed');
    const words = hall.detail(leave.id).handovers[0]?.lines.map(({ what }) => what) ?? [];
    expect(words[1]).toBe('业务专用章一枚');
    expect(words.at(-1)).toBe('档案柜钥匙在左边抽屉');
    Object.assign(post ?? {}, { custody: undefined });
  });

  it('is confirmed line by line by its receiver and then by a duty officer, and is frozen under its digest', async () => {
    const { hall, leave } = await busyPost();
    const [list] = hall.detail(leave.id).handovers;
    const first = list?.lines[0]?.line ?? '';
    const confirm = { type: 'confirm-handover-line', leave: leave.id, counter: null, line: first } as const;
    const witness = { type: 'confirm-handover', leave: leave.id, counter: null } as const;
    expect(await hall.refused(confirm, a04)).toBe('not-the-receiver');
    expect(await hall.refused(witness, b03)).toBe('not-allowed');
    expect(await hall.refused(witness, supervisor)).toBe('handover-unconfirmed');
    await hall.act(confirm, b03);
    const before = hall.hall.lastSeq;
    await hall.act(confirm, b03);
    expect(hall.hall.lastSeq).toBe(before);
    expect(hall.detail(leave.id).handovers[0]?.unconfirmed).toBe(3);
    expect(hall.detail(leave.id).handedOver).toBe(false);
    const done = await hall.handOver(leave.id);
    expect(done).toMatchObject({ status: 'handed-over', handedOver: true });
    const [frozen] = done.handovers;
    expect(frozen).toMatchObject({ state: 'handed-over', confirmedBy: 'super1', unconfirmed: 0 });
    const { counter, to, lines } = frozen ?? {};
    const digest = createHash('sha256')
      .update(JSON.stringify({ leave: leave.id, counter, to, lines }))
      .digest('hex');
    expect(frozen?.digest).toBe(digest);
    expect(await hall.refused(confirm, b03)).toBe('handover-frozen');
    await hall.reopen();
    expect(hall.detail(leave.id)).toEqual(done);
  });

  it('wants a line confirmed anew that has changed since, and leaves out what is settled', async () => {
    const { hall, leave, held } = await busyPost();
    for (const { line } of hall.detail(leave.id).handovers[0]?.lines ?? [])
      await hall.act({ type: 'confirm-handover-line', leave: leave.id, counter: 3, line }, b03);
    expect(hall.detail(leave.id).handovers[0]?.unconfirmed).toBe(0);
    const no = hall.detail(leave.id).handovers[0]?.lines[1]?.what ?? '';
    await hall.act({ type: 'dossier', no, order: { type: 'accept' } }, a03);
    await hall.act({ type: 'cancel-ticket', ticketId: held.id, reason: null });
    const [list] = hall.detail(leave.id).handovers;
    expect(list?.lines.map(({ kind }) => kind)).toEqual(['custody', 'dossier', 'paper']);
    expect(list).toMatchObject({ unconfirmed: 1, lines: [{}, { status: 'accepted', confirmedAt: null }, {}] });
  });

  it('may not be witnessed by either side', async () => {
    const hall = new LeaveHall();
    const leave = await hall.ask('a03', '11-24');
    for (const person of ['a03', 'b03']) {
      for (const { line } of hall.detail(leave.id).handovers[0]?.lines ?? [])
        await hall.act({ type: 'confirm-handover-line', leave: leave.id, counter: 3, line }, b03);
      const witness = { type: 'confirm-handover', leave: leave.id, counter: 3 } as const;
      expect(await hall.refused(witness, staff(person, 'supervisor'))).toBe('handover-is-your-own');
    }
  });

  it('goes to the first B who is there all the time, else to the third, else to nobody', async () => {
    const hall = new LeaveHall();
    await hall.ask('a04', '11-24');
    const leave = await hall.ask('a03', '11-24');
    expect(leave.posts).toEqual([{ counter: 3, to: 'b03', handedOver: false }]);
    const alone = await hall.ask('a05', '11-24');
    expect(alone.posts).toEqual([{ counter: 5, to: null, handedOver: false }]);
    const line = alone.handovers[0]?.lines[0]?.line ?? '';
    const confirm = { type: 'confirm-handover-line', leave: alone.id, counter: 5, line } as const;
    expect(await hall.refused(confirm, b03)).toBe('nobody-takes-over');
  });
});

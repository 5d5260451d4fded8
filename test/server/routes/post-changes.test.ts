import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PostChange } from '../../../server/contract/post-change.ts';
import { clockAt } from '../../fixtures/hall-script.ts';
import { TestHouse } from '../../fixtures/house.ts';
import { peopleFile } from '../../fixtures/people-hall.ts';

// Signing in is slow by design, and slower on a loaded machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const dayMs = 24 * 3_600_000;
let house: TestHouse;
beforeEach(async () => {
  house = await TestHouse.open({ file: peopleFile() });
});
afterEach(() => house.close());

const [boss, other] = [{ as: 'super1' }, { as: 'admin1' }];
const proposal = (more: Record<string, unknown> = {}) => ({
  posts: [{ counter: 1, b: ['b01'] }],
  from: '2026-11-23',
  reason: '人员调整',
  ...more,
});

async function proposed(more: Record<string, unknown> = {}): Promise<PostChange> {
  const response = await house.post('/api/posts/changes', proposal(more), boss);
  expect(response.statusCode, response.body).toBe(201);
  return response.json<PostChange>();
}
const bOf = async (counter: number) => {
  const posts = (await house.get('/api/posts')).json<{ counter: number; b: string[] }[]>();
  return posts.find((post) => post.counter === counter)?.b;
};
const approve = ({ id }: PostChange, asked = other) => house.post(`/api/posts/changes/${id}/approve`, {}, asked);

describe('a change of posts', () => {
  it('is in force with the approval of somebody else, at once for whoever is at a counter', async () => {
    await house.counter(2, 'open');
    const change = await proposed();
    expect(change).toMatchObject({ status: 'proposed', proposedBy: 'super1', until: null, decidedBy: null });
    expect(await bOf(1)).toEqual(['a02', 'b01']);
    await house.refused(403, 'proposed-it-yourself', () => approve(change, boss));
    const before = house.seq;
    expect((await approve(change)).json()).toMatchObject({ status: 'approved', decidedBy: 'admin1' });
    expect(house.recordedSince(before).filter((type) => type !== 'StaffSignedIn')).toEqual([
      'PostApproved',
      'PostsChanged',
    ]);
    expect(await bOf(1)).toEqual(['b01']);
    expect(house.house.hall.state.counters.get(2)?.services).not.toContain('GS01');
    await house.refused(409, 'wrong-post-change-state', () => approve(change));
  });

  it('of a day to come begins with that day, ends after its last, and survives a restart', async () => {
    const change = await proposed({ from: '2026-11-24', until: '2026-11-25' });
    await approve(change);
    expect(await bOf(1)).toEqual(['a02', 'b01']);
    house.at += dayMs;
    await house.restart();
    expect(await bOf(1)).toEqual(['b01']);
    house.at += dayMs;
    await house.take('GS01');
    expect(await bOf(1)).toEqual(['b01']);
    house.at += dayMs;
    await house.take('GS01');
    expect(await bOf(1)).toEqual(['a02', 'b01']);
    const [opened] = [...house.house.journal.read('hall:2026-11-25')];
    expect(opened?.event).toMatchObject({ type: 'DayOpened', posts: [{ counter: 1, b: ['b01'] }, {}, {}, {}, {}] });
  });

  it('that is rejected keeps the reason and changes nothing', async () => {
    const { id } = await proposed();
    const response = await house.post(`/api/posts/changes/${id}/reject`, { reason: '人手不够' }, other);
    expect(response.json()).toMatchObject({ status: 'rejected', rejection: '人手不够', decidedBy: 'admin1' });
    expect(await bOf(1)).toEqual(['a02', 'b01']);
    const listed = (await house.get('/api/posts/changes', boss)).json<PostChange[]>();
    expect(listed.map(({ status }) => status)).toEqual(['rejected']);
  });

  it('that leaves a service to nobody is refused, unless the post is excluded with a reason', async () => {
    const alone = { counter: 3, b: [], qualified: { a03: ['RS02'] } };
    const problem = await house.refused(409, 'service-without-person', () =>
      house.post('/api/posts/changes', proposal({ posts: [alone] }), boss),
    );
    expect(problem.detail).toContain('RS01');
    await proposed({ posts: [{ ...alone, excluded: '停办' }] });
  });

  it('shows on the published list which services stand with one person', async () => {
    await approve(await proposed({ posts: [{ counter: 3, b: ['a04'], qualified: { a04: ['RS02'] } }] }));
    const posts = (await house.get('/api/posts')).json<{ counter: number; single: string[] }[]>();
    expect(posts.find(({ counter }) => counter === 3)?.single).toEqual(['RS01']);
  });

  it('names nobody and nothing that is not there, nobody twice, and no day that is over', async () => {
    const tried = async (status: number, code: string, more: Record<string, unknown>) =>
      house.refused(status, code, () => house.post('/api/posts/changes', proposal(more), boss));
    await tried(422, 'unknown-staff', { posts: [{ counter: 1, b: ['b99'] }] });
    await tried(404, 'unknown-counter', { posts: [{ counter: 99 }] });
    await tried(422, 'unknown-service', { posts: [{ counter: 1, services: ['XX99'] }] });
    await tried(422, 'post-unsound', { posts: [{ counter: 1, b: ['a01'] }] });
    await tried(422, 'post-unsound', { posts: [{ counter: 1 }, { counter: 1 }] });
    await tried(422, 'post-unsound', { posts: [{ counter: 1, qualified: { b04: ['GS01'] } }] });
    await tried(422, 'dates-not-in-order', { from: '2026-11-22' });
    await tried(422, 'dates-not-in-order', { from: '2026-11-25', until: '2026-11-24' });
    await house.refused(403, 'not-allowed', () => house.post('/api/posts/changes', proposal(), { as: 'a01' }));
    await house.refused(404, 'unknown-post-change', () => approve({ id: 'no-such-change' } as PostChange));
  });
});

describe('the pairing list', () => {
  it('goes out as a table and comes back as a proposal of what differs', async () => {
    const table = await house.get('/api/posts.csv');
    expect(table.headers['content-type']).toBe('text/csv; charset=utf-8');
    const lines = table.body.split('\r\n');
    expect(lines[0]).toBe('\uFEFFcounter,a,b,services,qualified,help,excluded');
    expect(lines[3]).toBe('3,a03,a04 b03,RS01 RS02,a04:RS02,yes,');
    const same = { csv: table.body, from: '2026-11-24', reason: '导入' };
    await house.refused(422, 'post-unsound', () => house.post('/api/posts/import', same, boss));
    const csv = table.body.replace('4,a04,b04', '4,a04,b04 b03');
    const response = await house.post('/api/posts/import', { ...same, csv }, boss);
    expect(response.statusCode, response.body).toBe(201);
    expect(response.json<PostChange>().posts).toEqual([
      expect.objectContaining({ counter: 4, a: 'a04', b: ['b04', 'b03'], help: false, services: ['MZ01'] }),
    ]);
  });

  it('may have fewer columns and quoted cells, and tells the line that is wrong', async () => {
    const sent = (csv: string) => house.post('/api/posts/import', { csv, from: '2026-11-24', reason: '导入' }, boss);
    const response = await sent('counter,b,excluded\n5,,"一人, 有""资质"""\n1,b01,\n');
    expect(response.json<PostChange>().posts).toMatchObject([
      { counter: 5, b: [], excluded: '一人, 有"资质"' },
      { counter: 1, b: ['b01'], a: 'a01' },
    ]);
    for (const [csv, line] of [
      ['counter,b\n1,B01', 'line 2'],
      ['counter,b\n1,b01\nx,b01', 'line 3'],
      ['counter,"b', 'line 1'],
      ['counter,colour\n1,red', 'line 1'],
      ['b\nb01', 'line 1'],
      ['counter,help\n1,maybe', 'line 2'],
    ] as const) {
      const problem = await house.refused(422, 'post-unsound', () => sent(csv));
      expect(problem.detail).toContain(line);
    }
  });
});

it('the hour of a change is on the record of the day', async () => {
  house.at = clockAt('10:30');
  await approve(await proposed());
  const [line] = [...house.house.journal.read('hall:2026-11-23')].filter(({ event }) => event.type === 'PostsChanged');
  expect([line?.at, line?.by]).toEqual([clockAt('10:30'), 'staff:admin1']);
});

import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { followView, type LinkState } from '../../../server/client/live.ts';
import type { CallNotice, HallView } from '../../../server/contract/views.ts';
import { TestEventSource } from '../../fixtures/event-source.ts';
import { TestHouse } from '../../fixtures/house.ts';

it('a screen comes back by itself after the server was started again, with what happened meanwhile', async () => {
  const house = await TestHouse.open();
  onTestFinished(() => house.close());
  await house.house.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = house.house.app.server.address() as AddressInfo;
  TestEventSource.base = `http://127.0.0.1:${port}`;
  vi.stubGlobal('EventSource', TestEventSource);
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  await house.counter(1, 'open');
  const first = await house.take('GS01');

  const snapshots: HallView[] = [];
  const links: LinkState[] = [];
  const calls: CallNotice[] = [];
  const stop = followView('hall', null, {
    snapshot: (view) => snapshots.push(view),
    change: () => {},
    call: (notice) => calls.push(notice),
    link: (state) => links.push(state),
  });
  onTestFinished(stop);
  await vi.waitFor(() => expect(snapshots).toHaveLength(1), { timeout: 10_000 });
  await house.counter(1, 'call-next');
  await vi.waitFor(() => expect(calls.map((call) => call.number)).toEqual([first.number]), { timeout: 10_000 });

  await house.restart();
  const second = await house.take('GS01');
  await house.counter(1, 'call-next');
  await house.house.app.listen({ port, host: '127.0.0.1' });
  await vi.waitFor(() => expect(snapshots).toHaveLength(2), { timeout: 20_000 });
  expect(links).toEqual(['connecting', 'live', ...links.slice(2, -1).map(() => 'lost'), 'live']);
  expect(links.filter((link) => link === 'lost').length).toBeGreaterThan(0);
  expect(snapshots[1]?.calls[0]).toMatchObject({ number: second.number, counter: 1 });
  expect(calls).toHaveLength(1);

  house.at += 20_000;
  await house.counter(1, 'recall');
  await vi.waitFor(() => expect(calls.at(-1)).toMatchObject({ kind: 'recall', number: second.number }), {
    timeout: 10_000,
  });
  stop();
  const heard = calls.length;
  house.at += 20_000;
  await house.counter(1, 'recall');
  expect(calls).toHaveLength(heard);
}, 60_000);

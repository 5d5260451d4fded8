import type { ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DeviceOutput } from '../../../server/contract/device.ts';
import { AgentFeed, agentTimes } from '../../../server/live/agent-feed.ts';
import { Audience } from '../../../server/live/audience.ts';
import { quietFleet } from '../../../server/quiet-fleet.ts';
import { EventStream } from '../../fixtures/event-stream.ts';
import { TestHouse } from '../../fixtures/house.ts';

/** A listener whose unread bytes the test decides. */
function listener() {
  const written: string[] = [];
  const response = {
    writableLength: 0,
    destroyed: false,
    on: () => undefined,
    write: (text: string) => written.push(text),
    destroy() {
      this.destroyed = true;
    },
  };
  return { written, response, raw: response as unknown as ServerResponse };
}

describe('an audience', () => {
  it('cuts whoever has left more than a quarter of a megabyte unread, and nobody else', () => {
    let number = 0;
    const audience = new Audience(() => ({ now: number, number }));
    const [quick, slow] = [listener(), listener()];
    audience.add(quick.raw, 1);
    audience.add(slow.raw, 1);
    slow.response.writableLength = 256 * 1024 + 1;
    number = 1;
    audience.publish(2);
    expect([quick.response.destroyed, slow.response.destroyed, audience.size]).toEqual([false, true, 1]);
    number = 2;
    audience.publish(3);
    expect(quick.written).toHaveLength(3);
    expect(slow.written).toHaveLength(1);
  });

  it('says nothing when nothing but the clock has moved', () => {
    let now = 1;
    const audience = new Audience(() => ({ now, sign: 'closed' }));
    const { written, raw } = listener();
    audience.add(raw, 1);
    now = 2;
    audience.publish(2);
    expect(written).toHaveLength(1);
  });

  it('brings those who listen up to date before a newcomer gets the whole view', () => {
    let sign = 'closed';
    const audience = new Audience(() => ({ now: 1, sign, zone: 3 }));
    const [first, second] = [listener(), listener()];
    audience.add(first.raw, 1);
    sign = 'idle';
    audience.add(second.raw, 2);
    expect(first.written[1]).toBe('event: change\nid: 2\ndata: {"now":1,"sign":"idle"}\n\n');
    expect(second.written).toEqual(['event: snapshot\nid: 2\ndata: {"now":1,"sign":"idle","zone":3}\n\n']);
    audience.publish(3);
    expect([first.written.length, second.written.length]).toEqual([2, 1]);
  });
});

describe('the feed of a device agent', () => {
  it('cuts an agent that has left more than four megabytes unread, and keeps nothing for it', () => {
    const feed = new AgentFeed('front', [], agentTimes);
    const { written, response, raw } = listener();
    feed.admit('run-1');
    feed.open('run-1', raw, { now: 0, signs: null, jobs: [], withdrawn: [] }, () => true);
    response.writableLength = 4 * 1024 * 1024;
    feed.beat(1);
    expect([response.destroyed, written.length]).toEqual([false, 2]);
    response.writableLength += 1;
    feed.beat(2);
    feed.beat(3);
    expect([response.destroyed, written.length]).toEqual([true, 2]);
  });
});

describe('a screen that does not read', () => {
  it('is cut while another goes on, and comes back to a snapshot', async () => {
    let change = () => {};
    let round = 0;
    const outputs = (): DeviceOutput[] => [
      {
        kind: 'printer',
        device: 'printer-kiosk',
        slips: [{ no: round, at: 0, widthDots: 576, blocks: [], text: 'x'.repeat(1_000_000) }],
      },
    ];
    const fleet = {
      ...quietFleet(),
      outputs,
      onChange: (listener: () => void) => {
        change = listener;
        return () => {};
      },
    };
    const house = await TestHouse.open({ fleet: async () => fleet });
    onTestFinished(() => house.close());
    await house.house.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = house.house.app.server.address() as AddressInfo;
    const quick = new EventStream(`http://127.0.0.1:${port}/api/live/devices`);
    onTestFinished(() => quick.close());
    await quick.first('snapshot');
    const slow = connect(port, '127.0.0.1');
    onTestFinished(() => {
      slow.destroy();
    });
    slow.on('error', () => {});
    slow.write('GET /api/live/devices HTTP/1.1\r\nhost: hall\r\n\r\n');
    await new Promise<void>((resolve) => slow.once('readable', resolve));
    const connections = () =>
      new Promise<number>((resolve, reject) => {
        house.house.app.server.getConnections((error, count) => (error === null ? resolve(count) : reject(error)));
      });
    const before = await connections();
    // Each change is a megabyte; the system's buffers between two sockets hold some of them.
    for (round = 1; round <= 40 && (await connections()) === before; round += 1) {
      change();
      await quick.until(() => quick.of('change').length >= round, 'the next change');
    }
    expect(await connections()).toBe(before - 1);
    expect(quick.ended).toBe(false);
    const back = new EventStream(`http://127.0.0.1:${port}/api/live/devices`);
    onTestFinished(() => back.close());
    await back.first('snapshot');
  }, 30_000);
});

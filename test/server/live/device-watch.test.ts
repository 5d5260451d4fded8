import { describe, expect, it } from 'vitest';
import type { DeviceHealth } from '../../../server/contract/device.ts';
import { watchDevices } from '../../../server/live/device-watch.ts';
import { quietFleet } from '../../../server/quiet-fleet.ts';
import { TestHouse } from '../../fixtures/house.ts';

function health(id: string, kind: DeviceHealth['kind'], changes: Partial<DeviceHealth> = {}): DeviceHealth {
  const base = { waitingJobs: 0, lastSuccessAt: null, fake: false, reason: null, state: 'ready' } as const;
  return { id, name: id, kind, ...base, ...changes };
}

/** Devices whose health a test sets, and a clock it turns. */
function watched(...devices: DeviceHealth[]) {
  const listeners = new Set<() => void>();
  const world = {
    at: 0,
    devices,
    become(...now: DeviceHealth[]) {
      world.devices = now;
      for (const listener of listeners) listener();
    },
  };
  const fleet = {
    health: () => world.devices,
    onChange: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return { world, watch: watchDevices(fleet, () => world.at) };
}

describe('the watch over devices', () => {
  it('calls at once for paper that is near its end, and no more when there is a new roll', () => {
    const { world, watch } = watched(health('p', 'printer', { reason: 'paper-near-end' }));
    expect(watch.alarms()).toEqual([{ device: 'p', reason: 'paper-near-end', since: 0 }]);
    world.become(health('p', 'printer'));
    expect(watch.alarms()).toEqual([]);
  });

  it('calls on when the paper that was near its end has come to it', () => {
    const { world, watch } = watched(health('p', 'printer', { reason: 'paper-near-end' }));
    world.at = 5_000;
    world.become(health('p', 'printer', { state: 'trouble', reason: 'paper-out' }));
    expect(watch.alarms()).toEqual([{ device: 'p', reason: 'paper-out', since: 5_000 }]);
  });

  it('calls for a cover left open, a reader without leave and a lamp that is stuck after twenty seconds', () => {
    const { world, watch } = watched(
      health('p', 'printer', { state: 'trouble', reason: 'cover-open' }),
      health('r', 'reader', { state: 'trouble', reason: 'not-authorised' }),
      health('l', 'lamp', { state: 'trouble', reason: 'illegal-address' }),
    );
    world.at = 19_999;
    expect(watch.alarms()).toEqual([]);
    world.at = 20_000;
    expect(watch.alarms()).toEqual(['p', 'r', 'l'].map((device) => ({ device, reason: 'trouble', since: 0 })));
  });

  it('calls for a display that has been silent for twenty seconds', () => {
    const { world, watch } = watched(health('l', 'led-bus', { state: 'trouble', reason: 'no-answer' }));
    world.at = 19_999;
    expect(watch.alarms()).toEqual([]);
    world.at = 20_000;
    expect(watch.alarms()).toEqual([{ device: 'l', reason: 'silent-display', since: 0 }]);
  });

  it('counts a display in trouble that then cannot be reached as silent all the while', () => {
    const { world, watch } = watched(health('l', 'led-bus', { state: 'trouble', reason: 'no-answer' }));
    world.at = 15_000;
    world.become(health('l', 'led-bus', { state: 'offline', reason: 'closed' }));
    world.at = 25_000;
    expect(watch.alarms()).toMatchObject([{ since: 0 }]);
  });

  it('calls for any device that has been offline for a minute, counted anew after each return', () => {
    const gone = health('s', 'speaker', { state: 'offline', reason: 'agent-lost' });
    const { world, watch } = watched(gone);
    world.at = 50_000;
    world.become(health('s', 'speaker'));
    world.become(gone);
    world.at = 109_999;
    expect(watch.alarms()).toEqual([]);
    world.at = 110_000;
    expect(watch.alarms()).toEqual([{ device: 's', reason: 'offline', since: 50_000 }]);
  });

  it('puts the oldest alarm first', () => {
    const { world, watch } = watched(health('b', 'printer'), health('a', 'printer', { reason: 'paper-near-end' }));
    world.at = 5;
    const low = { reason: 'paper-near-end' } as const;
    world.become(health('b', 'printer', low), health('a', 'printer', low));
    expect(watch.alarms().map(({ device }) => device)).toEqual(['a', 'b']);
  });
});

describe('health and figures of the hall', () => {
  it('list every device with its state, reason, queue, last success and firmware, and the alarms', async () => {
    const devices = [
      health('printer-kiosk', 'printer', { reason: 'paper-near-end', lastSuccessAt: 1500, firmware: 'V1 "x"' }),
      health('led-counters', 'led-bus', { state: 'trouble', reason: 'no-answer', detail: '3', waitingJobs: 2 }),
    ];
    const house = await TestHouse.open({ fleet: async () => ({ ...quietFleet(), health: () => devices }) });
    const answer = (await house.get('/api/health')).json();
    expect(answer.devices).toMatchObject({ ready: 1, trouble: 1 });
    expect(answer.devices.list).toMatchObject([
      { id: 'printer-kiosk', kind: 'printer', state: 'ready', reason: 'paper-near-end', lastSuccessAt: 1500 },
      { id: 'led-counters', state: 'trouble', reason: 'no-answer', detail: '3', waitingJobs: 2 },
    ]);
    expect(answer.devices.alarms).toMatchObject([{ device: 'printer-kiosk', reason: 'paper-near-end' }]);
    const figures = (await house.get('/api/metrics')).body.split('\n');
    expect(figures).toEqual(
      expect.arrayContaining([
        'tingqian_device_up{device="led-counters"} 0',
        'tingqian_device_state{device="led-counters",kind="led-bus",state="trouble",reason="no-answer"} 1',
        'tingqian_device_jobs{device="led-counters"} 2',
        'tingqian_device_last_success_timestamp_seconds{device="printer-kiosk"} 1.5',
        'tingqian_device_info{device="printer-kiosk",firmware="V1 \\"x\\""} 1',
        'tingqian_device_alarm{device="printer-kiosk",reason="paper-near-end"} 1',
      ]),
    );
    await house.close();
  });
});

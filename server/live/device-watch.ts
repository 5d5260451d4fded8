import type { DeviceHealth } from '../contract/device.ts';
import type { DeviceAlarm } from '../contract/device-alarm.ts';
import type { Fleet } from '../device-link.ts';

/** How long a device may be so before somebody is called. A short cut of the line is nobody's business. */
export const alarmAfterMs: Record<DeviceAlarm['reason'], number> = {
  'paper-near-end': 0,
  'paper-out': 0,
  'silent-display': 20_000,
  'silent-speaker': 10_000,
  'speech-load': 10_000,
  offline: 60_000,
  trouble: 20_000,
};
/** Rule D7: above this many seconds of speech a minute calls are merged. */
const mergingLoadSeconds = 54;
const displays: ReadonlySet<string> = new Set(['led-bus', 'huidu', 'alpha']);

export interface DeviceWatch {
  /** Alarms that stand now, oldest first. */
  alarms(): DeviceAlarm[];
  stop(): void;
}

/** What is of concern about a device, or null. A display that does not take its signs leads people astray: that counts first. */
export function concernOf({ kind, state, reason, speechSeconds = 0 }: DeviceHealth): DeviceAlarm['reason'] | null {
  const down = state === 'trouble' || state === 'offline';
  if (displays.has(kind) && down) return 'silent-display';
  if (kind === 'speaker' && (state === 'trouble' || reason === 'no-announcer')) return 'silent-speaker';
  if (speechSeconds > mergingLoadSeconds) return 'speech-load';
  if (state === 'offline') return 'offline';
  if (reason === 'paper-near-end' || reason === 'paper-out') return reason;
  return state === 'trouble' ? 'trouble' : null;
}

/** Remembers since when each device has been of concern. */
export function watchDevices(fleet: Pick<Fleet, 'health' | 'onChange'>, now: () => number): DeviceWatch {
  let concerns = new Map<string, DeviceAlarm>();
  const look = () => {
    const found = new Map<string, DeviceAlarm>();
    for (const health of fleet.health()) {
      const reason = concernOf(health);
      if (reason === null) continue;
      const before = concerns.get(health.id);
      found.set(health.id, before?.reason === reason ? before : { device: health.id, reason, since: now() });
    }
    concerns = found;
  };
  look();
  const stop = fleet.onChange(look);
  return {
    alarms() {
      look();
      return [...concerns.values()]
        .filter(({ reason, since }) => now() - since >= alarmAfterMs[reason])
        .sort((one, other) => one.since - other.since);
    },
    stop,
  };
}

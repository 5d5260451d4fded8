import type { AgentFleet } from './agent-fleet.ts';
import type { Fleet } from './device-link.ts';

/** The hall's devices as one fleet, whether this process drives them or an agent on another PC. */
export function combinedFleet(local: Fleet, remote: AgentFleet): Fleet {
  const fleetOf = (device: string): Fleet => (remote.drives(device) ? remote : local);
  return {
    offer: (job) => fleetOf(job.device).offer(job),
    showSigns(signs) {
      local.showSigns(signs);
      remote.showSigns(signs);
    },
    withdraw(callSeq) {
      local.withdraw(callSeq);
      remote.withdraw(callSeq);
    },
    health: () => [...local.health(), ...remote.health()],
    outputs: () => [...local.outputs(), ...remote.outputs()],
    onChange(listener) {
      const stops = [local.onChange(listener), remote.onChange(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    onSignal(listener) {
      const stops = [local.onSignal(listener), remote.onSignal(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    test: (device) => fleetOf(device).test(device),
    sound: (device, call) => fleetOf(device).sound(device, call),
    async stop() {
      await Promise.all([local.stop(), remote.stop()]);
    },
  };
}

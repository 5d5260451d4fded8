import type { FastifyBaseLogger } from 'fastify';
import { startFakes } from '../devices/fakes.ts';
import { type FleetOptions, startFleet } from '../devices/fleet.ts';
import type { DeviceConfig } from './contract/device.ts';
import type { Fleet, FleetDoor } from './device-link.ts';

/**
 * The devices of a one-box hall: drivers in this process, and behind every wire of kind `fake` a fake of its own on a
 * loopback port, so that even the demo talks to its devices over real sockets. Devices of an agent are left to it.
 */
export async function startHouseFleet(
  devices: readonly DeviceConfig[],
  door: FleetDoor,
  logger: FastifyBaseLogger,
  changes: Pick<FleetOptions, 'factories' | 'voices' | 'pages' | 'music'> = {},
): Promise<Fleet> {
  const fakes = await startFakes(devices.filter(({ agent }) => agent === undefined));
  const fleet = startFleet({
    ...changes,
    devices: fakes.devices,
    fakeDevices: fakes.ids,
    beginSlip: door.beginSlip,
    report: door.report,
    log: (line) => logger.warn({ device: line.split(':', 1)[0] }, line),
  });
  return {
    offer: (job) => fleet.offer(job),
    showSigns: (signs) => fleet.showSigns(signs),
    withdraw: (callSeq) => fleet.withdraw(callSeq),
    health: () => fleet.health(),
    outputs: () => [...fakes.outputs(), ...fleet.outputs()],
    onChange(listener) {
      const stops = [fleet.onHealth(listener), fakes.onOutput(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    onSignal: (listener) => fleet.onSignal(listener),
    test: (device) => fleet.test(device),
    sound: (device, call) => fleet.sound(device, call),
    async stop() {
      await fleet.stop();
      await fakes.stop();
    },
  };
}

import type { LampConfig } from '../../server/contract/device.ts';
import { type FakeModbus, startFakeModbus } from '../modbus/fake.ts';

/** Relay boards come with 4, 8, 16 or more relays; a fake one has as many as its lamps need, and eight at least. */
const coilsLeast = 8;

/** The relay boards that this device's lamps hang on. Rejects when the port is taken. */
export function startFakeLamps(options: {
  port: number;
  host?: string;
  lamps: LampConfig['lamps'];
}): Promise<FakeModbus> {
  const { port, host, lamps } = options;
  const slaves = [...new Set(lamps.map(({ slave }) => slave))].map((slave) => {
    const coils = lamps.filter((lamp) => lamp.slave === slave).flatMap((lamp) => Object.values(lamp.coils));
    return { slave, coils: Math.max(coilsLeast, ...coils.map((coil) => coil + 1)), inputs: 0 };
  });
  return startFakeModbus({ port, host, slaves });
}

import type { WireConfig } from '../../server/contract/device.ts';
import { SerialWire } from './serial.ts';
import { TcpWire } from './tcp.ts';
import { UsbWire } from './usb.ts';
import type { Wire } from './wire.ts';

export interface WireHabits {
  /** True where the device wants one connection for each job (a printer), false where it keeps one. */
  opensPerJob: boolean;
}

/**
 * The wire that a device's configuration names, not yet open. Throws an Error for kind `fake`, which `startFakes`
 * replaces by the address of the fake before any wire is made.
 */
export function createWire(config: WireConfig, habits: WireHabits): Wire {
  switch (config.kind) {
    case 'tcp':
      return new TcpWire({ host: config.host, port: config.port, ...habits });
    case 'serial': {
      const { path, baudRate, dataBits, parity, stopBits } = config;
      return new SerialWire({ path, baudRate, dataBits, parity, stopBits });
    }
    case 'usb':
      return new UsbWire({ path: config.path });
    case 'fake':
      throw new Error('a fake wire has no address until its fake has been started');
  }
}

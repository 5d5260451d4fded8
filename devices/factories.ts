import type { DeviceConfig, LedBusConfig, PrinterConfig, SpeakerConfig } from '../server/contract/device.ts';
import type { DeviceDriver, DriverDeps } from './driver.ts';
import { createLedBusDriver } from './led/driver.ts';
import { createPrinterDriver } from './printer/driver.ts';
import { createSpeakerDriver } from './voice/driver.ts';
import { createWire } from './wire/open-wire.ts';
import type { Wire } from './wire/wire.ts';

/** Makes the driver of each kind of device. */
export interface DriverFactories {
  printer(config: PrinterConfig, deps: DriverDeps): DeviceDriver;
  'led-bus'(config: LedBusConfig, deps: DriverDeps): DeviceDriver;
  speaker(config: SpeakerConfig, deps: DriverDeps): DeviceDriver;
}

export const driverFactories: DriverFactories = {
  printer: createPrinterDriver,
  'led-bus': createLedBusDriver,
  speaker: createSpeakerDriver,
};

export function createDriver(factories: DriverFactories, config: DeviceConfig, deps: DriverDeps): DeviceDriver {
  switch (config.kind) {
    case 'printer':
      return factories.printer(config, deps);
    case 'led-bus':
      return factories['led-bus'](config, deps);
    case 'speaker':
      return factories.speaker(config, deps);
  }
}

/** A printer serves one client at a time and gets a connection for each job; an LED bus keeps its own. */
export function wireOf(config: DeviceConfig): Wire | null {
  if (config.kind === 'speaker') return null;
  return createWire(config.wire, { opensPerJob: config.kind === 'printer' });
}

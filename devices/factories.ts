import type {
  AlphaConfig,
  DeviceConfig,
  HuiduConfig,
  KeypadConfig,
  LampConfig,
  LedBusConfig,
  PrinterConfig,
  ReaderConfig,
  SpeakerConfig,
} from '../server/contract/device.ts';
import { createAlphaDriver } from './alpha/driver.ts';
import type { DeviceDriver, DriverDeps } from './driver.ts';
import { createHuiduDriver } from './huidu/driver.ts';
import { createKeypadDriver } from './keypad/driver.ts';
import { createLampDriver } from './lamp/driver.ts';
import { createLedBusDriver } from './led/driver.ts';
import { createPrinterDriver } from './printer/driver.ts';
import { createReaderDriver } from './reader/driver.ts';
import { createSpeakerDriver } from './voice/driver.ts';
import { createWire } from './wire/open-wire.ts';
import type { Wire } from './wire/wire.ts';

/** Makes the driver of each kind of device. */
export interface DriverFactories {
  printer(config: PrinterConfig, deps: DriverDeps): DeviceDriver;
  'led-bus'(config: LedBusConfig, deps: DriverDeps): DeviceDriver;
  speaker(config: SpeakerConfig, deps: DriverDeps): DeviceDriver;
  reader(config: ReaderConfig, deps: DriverDeps): DeviceDriver;
  keypad(config: KeypadConfig, deps: DriverDeps): DeviceDriver;
  lamp(config: LampConfig, deps: DriverDeps): DeviceDriver;
  huidu(config: HuiduConfig, deps: DriverDeps): DeviceDriver;
  alpha(config: AlphaConfig, deps: DriverDeps): DeviceDriver;
}

export const driverFactories: DriverFactories = {
  printer: createPrinterDriver,
  'led-bus': createLedBusDriver,
  speaker: createSpeakerDriver,
  reader: createReaderDriver,
  keypad: createKeypadDriver,
  lamp: createLampDriver,
  huidu: createHuiduDriver,
  alpha: createAlphaDriver,
};

export function createDriver(factories: DriverFactories, config: DeviceConfig, deps: DriverDeps): DeviceDriver {
  switch (config.kind) {
    case 'printer':
      return factories.printer(config, deps);
    case 'led-bus':
      return factories['led-bus'](config, deps);
    case 'speaker':
      return factories.speaker(config, deps);
    case 'reader':
      return factories.reader(config, deps);
    case 'keypad':
      return factories.keypad(config, deps);
    case 'lamp':
      return factories.lamp(config, deps);
    case 'huidu':
      return factories.huidu(config, deps);
    case 'alpha':
      return factories.alpha(config, deps);
  }
}

/** A printer serves one client at a time and gets a connection for each job; the others keep their own. */
export function wireOf(config: DeviceConfig): Wire | null {
  if (config.kind === 'speaker') return null;
  return createWire(config.wire, { opensPerJob: config.kind === 'printer' });
}

import type { DeviceConfig } from '../../server/contract/device.ts';
import type { HallFile } from '../../server/contract/hall-file.ts';
import { readHallFile, sampleHall } from '../../server/hall-file.ts';

export const printerCount = 8;
export const busCount = 8;
export const screensPerBus = 5;
export const ledCount = busCount * screensPerBus;
const zones = [1, 2, 3, 4];

/** Where the fakes listen. */
export interface DevicePorts {
  printers: readonly number[];
  buses: readonly number[];
}

/** The sample hall with eight printers, forty LED screens on eight buses, and a loudspeaker for each zone. */
export function deviceHall({ printers, buses }: DevicePorts): HallFile {
  const sample = readHallFile(sampleHall);
  const tcp = (port: number) => ({ kind: 'tcp' as const, host: '127.0.0.1', port });
  const devices: DeviceConfig[] = [
    ...printers.map(
      (port, index): DeviceConfig => ({
        id: `printer-${index + 1}`,
        name: `printer ${index + 1}`,
        kind: 'printer',
        place: `kiosk-${index + 1}`,
        wire: tcp(port),
        paperMm: 80,
        answersStatus: true,
      }),
    ),
    ...buses.map(
      (port, index): DeviceConfig => ({
        id: `led-${index + 1}`,
        name: `LED bus ${index + 1}`,
        kind: 'led-bus',
        wire: tcp(port),
        generation: '6K',
        widthPx: 128,
        heightPx: 32,
        screens: screensOf(index),
      }),
    ),
    ...zones.map(
      (zone): DeviceConfig => ({
        id: `speaker-${zone}`,
        name: `speaker ${zone}`,
        kind: 'speaker',
        zones: [zone],
        output: 'record',
        repeat: 1,
        repeatGapSeconds: 0,
      }),
    ),
  ];
  return { ...sample, publicUrl: 'http://127.0.0.1:8080', devices, rules: { ...sample.rules, numberDigits: 4 } };
}

/** Screens of a bus, by address; each stands over one counter. */
export function screensOf(bus: number): { address: number; counter: number }[] {
  return Array.from({ length: screensPerBus }, (_, index) => ({
    address: index + 1,
    counter: bus * screensPerBus + index + 1,
  }));
}

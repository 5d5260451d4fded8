import { systemClock } from '../../../devices/clock.ts';
import type { DeviceDriver, DriverDeps } from '../../../devices/driver.ts';
import { createPrinterDriver, type PrinterDriverOptions } from '../../../devices/printer/driver.ts';
import { type FakePrinter, startFakePrinter } from '../../../devices/printer/fake.ts';
import { createWire } from '../../../devices/wire/open-wire.ts';
import type { Wire } from '../../../devices/wire/wire.ts';
import type { JobOutcome, PrinterConfig, SlipJob } from '../../../server/contract/device.ts';

/** A driver with its ledger and the fake it prints on. */
export interface Rig {
  fake: FakePrinter;
  driver: DeviceDriver;
  begun: number[];
  outcomes: JobOutcome[];
  wire: Wire;
  /** How many slips with this number came out of the fake. */
  printed(number: string): number;
  stop(): Promise<void>;
}

/** Patient enough for a loaded machine, and quick where nothing will come anyway. */
export const quickWaits = {
  answerMs: 1500,
  firstSyncMs: 2500,
  quietMs: 700,
  lookMs: 60,
  silenceMs: 2500,
  slipMs: 30_000,
  settleMs: 200,
};
export const quickOptions: PrinterDriverOptions = {
  waits: quickWaits,
  idleLookMs: 60_000,
  retryFirstMs: 30,
  retryMostMs: 100,
  stopGraceMs: 50,
};

export function printerConfig(changes: Partial<PrinterConfig> = {}): PrinterConfig {
  return {
    id: 'printer-kiosk',
    name: '取号机打印机',
    kind: 'printer',
    place: 'kiosk-1',
    wire: { kind: 'fake' },
    paperMm: 80,
    answersStatus: true,
    ...changes,
  };
}

export interface RigOptions {
  config?: Partial<PrinterConfig>;
  options?: PrinterDriverOptions;
  beginSlip?: (job: SlipJob) => Promise<void>;
  /** Makes the wire from the fake's port; else TCP. */
  wireTo?: (port: number) => Promise<Wire>;
}

export async function startRig({ config, options, beginSlip, wireTo }: RigOptions = {}): Promise<Rig> {
  const fake = await startFakePrinter({ port: 0 });
  const port = fake.port ?? 0;
  const wire = wireTo
    ? await wireTo(port)
    : createWire({ kind: 'tcp', host: '127.0.0.1', port }, { opensPerJob: true });
  const begun: number[] = [];
  const outcomes: JobOutcome[] = [];
  const deps: DriverDeps = {
    clock: systemClock,
    random: () => 0,
    wire,
    beginSlip: async (job) => {
      await beginSlip?.(job);
      begun.push(job.id);
    },
    report: (outcome) => outcomes.push(outcome),
    healthChanged: () => {},
    log: () => {},
  };
  const driver = createPrinterDriver(printerConfig(config), deps, { ...quickOptions, ...options });
  driver.start();
  return {
    fake,
    driver,
    begun,
    outcomes,
    wire,
    printed: (number) => fake.slips().filter((slip) => slip.text.split('\n').includes(number)).length,
    stop: async () => {
      await driver.stop();
      await fake.stop();
    },
  };
}

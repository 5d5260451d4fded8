import { type FakeLedBus, startFakeLedBus } from '../../devices/led/fake.ts';
import { type FakePrinter, startFakePrinter } from '../../devices/printer/fake.ts';
import { busCount, type DevicePorts, printerCount, screensOf } from './device-hall.ts';

/** Milliseconds of the system's monotonic clock, the same in every process. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

const numberShape = /(?<!\d)[1-9]\d{4}(?!\d)/;

/** Fakes that note when a slip was cut and when a number was lit. */
export class WatchedFakes {
  /** By ticket number. */
  readonly cutAt = new Map<string, number>();
  /** By counter and number: `12 10034`. */
  readonly litAt = new Map<string, number>();
  /** Frames that drew on a screen, and those among them that changed nothing. */
  frames = 0;
  repeatedFrames = 0;
  readonly #printers: FakePrinter[] = [];
  readonly #buses: FakeLedBus[] = [];

  async start(): Promise<DevicePorts> {
    for (let index = 0; index < printerCount; index += 1) {
      const printer = await startFakePrinter({ port: 0 });
      printer.onChange(() => this.#cut(printer));
      this.#printers.push(printer);
    }
    for (let index = 0; index < busCount; index += 1) {
      const bus = await startFakeLedBus({ port: 0, widthPx: 128, heightPx: 32, screens: screensOf(index) });
      const shown = new Map<number, string>();
      bus.onChange(() => this.#lit(bus, shown));
      this.#buses.push(bus);
    }
    return { printers: this.#printers.map(({ port }) => port ?? 0), buses: this.#buses.map(({ port }) => port) };
  }

  #cut(printer: FakePrinter): void {
    const at = monotonicMs();
    const number = numberShape.exec(printer.slips().at(-1)?.text ?? '')?.[0];
    if (number !== undefined && !this.cutAt.has(number)) this.cutAt.set(number, at);
  }

  #lit(bus: FakeLedBus, shown: Map<number, string>): void {
    const at = monotonicMs();
    this.frames += 1;
    let changed = false;
    for (const { address, counter, areas } of bus.screens()) {
      const text = areas.map((area) => area.text).join(' ');
      if (shown.get(address) === text) continue;
      changed = true;
      shown.set(address, text);
      const number = numberShape.exec(text)?.[0];
      const key = `${counter} ${number}`;
      if (number !== undefined && !this.litAt.has(key)) this.litAt.set(key, at);
    }
    if (!changed) this.repeatedFrames += 1;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#printers, ...this.#buses].map((fake) => fake.stop()));
  }
}

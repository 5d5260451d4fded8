import type { AlphaConfig, DeviceOutput, HuiduConfig, LedBusConfig, LitScreen } from '../server/contract/device.ts';
import { alphaFaults, startFakeAlpha } from './alpha/fake.ts';
import { huiduFaults, startFakeHuidu } from './huidu/fake.ts';
import { type LedFault, startFakeLedBus } from './led/fake.ts';

type SignConfig = LedBusConfig | HuiduConfig | AlphaConfig;

/** A fake that lights screens, with its address. */
export interface FakeSign {
  port: number;
  output(): DeviceOutput;
  setFault(name: string, value: boolean | number): Promise<void>;
  stop(): Promise<void>;
}

const ledFaults: readonly LedFault[] = [
  'deaf',
  'busy',
  'no-fonts',
  'false-ack',
  'wrong-checksum',
  'half-frames',
  'garbage',
  'cut',
  'refuse',
];

/** One of the faults that are known; a number is for `slow` alone. Throws an Error for any other. */
function known<Fault extends string>(faults: readonly Fault[], who: string, name: string, value: boolean | number) {
  const fault = faults.find((each) => each === name);
  if (!fault || (fault === 'slow') !== (typeof value === 'number'))
    throw new Error(`${who} has no fault ${name}=${value}`);
  return fault;
}

interface Lit {
  port: number;
  screens(): LitScreen[];
  onChange(listener: () => void): () => void;
  stop(): Promise<void>;
}

function asSign(device: SignConfig, lit: Lit, onChange: () => void, setFault: FakeSign['setFault']): FakeSign {
  lit.onChange(onChange);
  return {
    port: lit.port,
    output: () => ({ kind: device.kind, device: device.id, screens: lit.screens() }),
    setFault,
    stop: () => lit.stop(),
  };
}

/** Starts the fake of an LED bus, a hall board or a counter's sign. Rejects when the port is taken. */
export async function startFakeSign(device: SignConfig, port: number, onChange: () => void): Promise<FakeSign> {
  if (device.kind === 'huidu') {
    const board = await startFakeHuidu({ port, widthPx: device.widthPx, heightPx: device.heightPx });
    return asSign(device, board, onChange, async (name, value) =>
      board.setFault(known(huiduFaults, 'a hall board', name, value), value),
    );
  }
  if (device.kind === 'alpha') {
    const { address, counter, widthPx, heightPx } = device;
    const sign = await startFakeAlpha({ port, address, counter, widthPx, heightPx });
    return asSign(device, sign, onChange, async (name, value) =>
      sign.setFault(known(alphaFaults, 'a sign', name, value), value === true),
    );
  }
  const { widthPx, heightPx, screens, generation } = device;
  const bus = await startFakeLedBus({ port, widthPx, heightPx, screens, generation });
  return asSign(device, bus, onChange, async (name, value) =>
    bus.setFault(known(ledFaults, 'an LED bus', name, value), value === true),
  );
}

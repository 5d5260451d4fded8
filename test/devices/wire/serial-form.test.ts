import { SerialPort } from 'serialport';
import { afterEach, expect, it, vi } from 'vitest';
import { createWire } from '../../../devices/wire/open-wire.ts';
import type { WireConfig } from '../../../server/contract/device.ts';

afterEach(() => vi.restoreAllMocks());

/** How the operating system was asked to open the port of this configuration. */
async function askedFor(config: WireConfig): Promise<unknown> {
  const open = vi.spyOn(SerialPort.binding, 'open').mockRejectedValue(new Error('no such file'));
  await createWire(config, { opensPerJob: false })
    .open()
    .catch(() => {});
  return open.mock.calls.at(-1)?.[0];
}

it('a serial port is opened 8N1 unless the configuration says otherwise', async () => {
  expect(await askedFor({ kind: 'serial', path: '/dev/x', baudRate: 57_600 })).toMatchObject({
    path: '/dev/x',
    baudRate: 57_600,
    dataBits: 8,
    parity: 'none',
    stopBits: 1,
  });
});

it('a serial port is opened 7E1 when the configuration says so', async () => {
  const form = { dataBits: 7, parity: 'even', stopBits: 1 } as const;
  expect(await askedFor({ kind: 'serial', path: '/dev/x', baudRate: 9600, ...form })).toMatchObject(form);
  const older = { dataBits: 7, parity: 'even', stopBits: 2 } as const;
  expect(await askedFor({ kind: 'serial', path: '/dev/x', baudRate: 4800, ...older })).toMatchObject(older);
});

import { readdir } from 'node:fs/promises';
import { SerialPort } from 'serialport';

export interface FoundPort {
  path: string;
  /** What the system knows of what hangs on it, such as the maker of a USB adapter. */
  about: string;
}

/** Serial ports of this machine. Where the system cannot be asked there are none, and `trouble` says why. */
export async function serialPorts(
  list: () => Promise<{ path: string; manufacturer?: string; vendorId?: string; productId?: string }[]> = () =>
    SerialPort.list(),
): Promise<{ ports: FoundPort[]; trouble: string | null }> {
  try {
    const ports = await list();
    return {
      ports: ports.map(({ path, manufacturer, vendorId, productId }) => {
        const usb = vendorId === undefined ? [] : [`${vendorId}:${productId ?? '?'}`];
        return { path, about: [...(manufacturer === undefined ? [] : [manufacturer]), ...usb].join(' ') };
      }),
      trouble: null,
    };
  } catch (error) {
    // Without udev the call fails; that must not end the program.
    return { ports: [], trouble: error instanceof Error ? error.message : String(error) };
  }
}

/** Device files of USB printers: `lp0`, `lp1`, ... */
export async function usbPrinters(folder = '/dev/usb'): Promise<FoundPort[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => /^lp\d+$/.test(name))
    .sort()
    .map((name) => ({ path: `${folder}/${name}`, about: 'USB printer' }));
}

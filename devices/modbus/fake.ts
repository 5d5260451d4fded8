import type { Duplex } from 'node:stream';
import { isLineFault, type LineFault, startFakeLine } from '../fake-line.ts';
import { type BoxFault, type BoxSlave, boxFaults, type FaultScope, ModbusBox, RequestParser } from './box.ts';

export interface FakeModbus {
  readonly port: number;
  /** How the relays of a slave stand; empty for an absent slave. */
  coils(slave: number): readonly boolean[];
  /** Presses or lets go a button. Throws RangeError for an input that is not there. */
  setInput(slave: number, input: number, state: boolean): void;
  /** Faults of the line concern all slaves; those inside a slave may be set for some addresses alone. Rejects with an
   * Error for an unknown fault. */
  setFault(fault: string, value: FaultScope | number): Promise<void>;
  /** Called after every request that was carried out or refused, with the request. The returned function stops it. */
  onRequest(listener: (request: Buffer) => void): () => void;
  /** All relays fall off, as after a power cut; connections stay. */
  powerCut(): void;
  /** Serves a stream in place of a TCP connection, such as one end of a pair of pseudo-terminals. */
  attach(stream: Duplex): void;
  /** How many hold a connection to it. */
  readonly clientCount: number;
  stop(): Promise<void>;
}

export type ModbusFault = BoxFault | LineFault;

const noise = Buffer.from([0x00, 0xff, 0x01, 0x0f, 0x00, 0x01, 0x81]);

/** Modbus-RTU slaves with relays and inputs behind a TCP port on this machine. Rejects when the port is taken. */
export async function startFakeModbus(options: {
  port: number;
  host?: string;
  slaves: readonly BoxSlave[];
}): Promise<FakeModbus> {
  const box = new ModbusBox(options.slaves);
  const listeners = new Set<(request: Buffer) => void>();
  const line = await startFakeLine({
    port: options.port,
    host: options.host,
    noise,
    onClient: (send) => {
      const parser = new RequestParser();
      return (chunk) => {
        for (const request of parser.push(chunk)) {
          send(box.take(request) ?? Buffer.alloc(0));
          for (const listener of listeners) listener(request);
        }
      };
    },
  });
  return {
    port: line.port,
    coils: (slave) => [...box.coils(slave)],
    setInput: (slave, input, state) => box.setInput(slave, input, state),
    setFault: async (name, value) => {
      if (isLineFault(name) && typeof value !== 'object') return line.setFault(name, value);
      const fault = boxFaults.find((known) => known === name);
      if (!fault || typeof value === 'number') throw new Error(`a Modbus box has no fault ${name}=${value}`);
      box.faults[fault] = value;
    },
    onRequest: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    powerCut: () => box.powerCut(),
    attach: (stream) => line.attach(stream),
    get clientCount() {
      return line.clientCount;
    },
    stop: () => line.stop(),
  };
}

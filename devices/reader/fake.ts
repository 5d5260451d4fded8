import type { Duplex } from 'node:stream';
import type { ReadCard } from '../../server/contract/device.ts';
import { isLineFault, type LineFault, startFakeLine } from '../fake-line.ts';
import { type BoxFault, boxFaults, CommandParser, ReaderBox } from './box.ts';
import { answerFrame, preamble, type ReaderCommand } from './frame.ts';

export type ReaderFault = BoxFault | LineFault;

export interface FakeReader {
  readonly port: number;
  /** Lays a card on the reader; it can be read once until it is taken away. */
  presentCard(card: ReadCard): void;
  /** Lays down a card with this text block of 256 bytes, which may be one that no card has. */
  presentText(text: Uint8Array): void;
  removeCard(): void;
  /** How often this command came whole and was heard. */
  heard(command: ReaderCommand): number;
  /** Rejects with an Error for an unknown fault. */
  setFault(fault: string, value: boolean | number): Promise<void>;
  /** Serves a stream in place of a TCP connection, such as one end of a pair of pseudo-terminals. */
  attach(stream: Duplex): void;
  stop(): Promise<void>;
}

/** Noise with a false beginning that promises a long answer, and a run of AA before the true one. */
const noise = Buffer.concat([Buffer.from([0x00, 0x96, 0x69, 0xaa]), preamble, Buffer.from([0x05, 0x08, 0xaa, 0xaa])]);

/** A resident id card reader behind a TCP port on this machine. Rejects when the port is taken. */
export async function startFakeReader(options: { port: number; host?: string }): Promise<FakeReader> {
  const box = new ReaderBox();
  const line = await startFakeLine({
    ...options,
    noise,
    onClient: (send) => {
      const parser = new CommandParser();
      return (chunk) => {
        for (const taken of parser.push(chunk)) {
          if (typeof taken !== 'number') send(box.take(taken) ?? Buffer.alloc(0));
          else if (!box.faults.has('deaf')) send(answerFrame(taken));
        }
      };
    },
  });
  return {
    port: line.port,
    presentCard: (card) => box.present(card),
    presentText: (text) => box.presentText(text),
    removeCard: () => box.remove(),
    heard: (command) => box.heard(command),
    setFault: async (name, value) => {
      if (isLineFault(name)) return line.setFault(name, value);
      const fault = boxFaults.find((known) => known === name);
      if (!fault || typeof value !== 'boolean') throw new Error(`a reader has no fault ${name}=${value}`);
      if (value) box.faults.add(fault);
      else box.faults.delete(fault);
    },
    attach: (stream) => line.attach(stream),
    stop: () => line.stop(),
  };
}

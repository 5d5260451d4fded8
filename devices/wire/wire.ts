/**
 * Why a wire could not be opened or did not carry.
 * `refused`: somebody is there and says no. `unreachable`: nobody is there, or the device file is missing.
 * `timeout`: nothing happened in time. `closed`: the wire was or became closed. `busy`: another program holds it.
 */
export type WireFault = 'refused' | 'unreachable' | 'timeout' | 'closed' | 'busy';

/** The only error that a wire throws. */
export class WireError extends Error {
  readonly fault: WireFault;

  constructor(fault: WireFault, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'WireError';
    this.fault = fault;
  }
}

/**
 * A byte pipe to one device. It can be opened again after it closed; each opening is a fresh connection.
 * No wire ever emits an unhandled `error` event: faults come out of the promises and of `onClose`.
 */
export interface Wire {
  /** Where it leads, for messages: `tcp 10.0.0.5:9100`. */
  readonly address: string;
  readonly isOpen: boolean;
  /** True where a connection is made for one job and ended after it, because the device serves one client at a time. */
  readonly opensPerJob: boolean;
  /** Rejects with a WireError. Opening an open wire does nothing. */
  open(): Promise<void>;
  /**
   * Resolves once the operating system has taken the bytes, which says nothing about the device. Rejects with a
   * WireError. When the wire was already closed (`fault: 'closed'` and `isOpen` false before the call) no byte
   * left; after any other rejection some bytes may have left.
   */
  write(bytes: Uint8Array): Promise<void>;
  /**
   * Resolves once the bytes are known to have gone as far as this wire can tell: TCP says that no more will come and
   * waits until the far side closes too (reading on, because an unread byte would turn the close into a reset); a
   * serial port waits until the last bit is out and stays open. Rejects with a WireError.
   */
  finish(): Promise<void>;
  /** Bytes that arrive. The returned function stops listening. */
  onBytes(listener: (bytes: Uint8Array) => void): () => void;
  /** Called once for every opening that ended, with the fault if it was one. The returned function stops listening. */
  onClose(listener: (error: WireError | null) => void): () => void;
  /** Lets go at once. Never rejects; closing a closed wire does nothing. */
  close(): Promise<void>;
}

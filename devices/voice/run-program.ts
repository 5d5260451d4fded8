import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Why a program gave no result. `missing`: it is not installed. */
export class ProgramError extends Error {
  readonly fault: 'missing' | 'failed' | 'timeout' | 'too-much';

  constructor(fault: ProgramError['fault'], message: string) {
    super(message);
    this.name = 'ProgramError';
    this.fault = fault;
  }
}

export interface ProgramOptions {
  input?: string | Uint8Array;
  timeoutMs?: number;
  outputBytesMost?: number;
  /** Ends the program when it fires. */
  signal?: AbortSignal;
}

type Answer = { id: number } & ({ output: Uint8Array } | { fault: ProgramError['fault']; message: string });

interface Waiting {
  resolve(output: Buffer): void;
  reject(error: ProgramError): void;
}

const runnerFile = fileURLToPath(new URL('./program-runner.mjs', import.meta.url));
const waitingMost = 100;

/** The process that runs the programs; begun with the first, and anew when it has gone. */
class Runner {
  readonly #waiting = new Map<number, Waiting>();
  #process: ChildProcess | null = null;
  #serial = 0;

  run(order: Record<string, unknown>, signal: AbortSignal | undefined): Promise<Buffer> {
    if (signal?.aborted) return Promise.reject(new ProgramError('failed', 'called off'));
    if (this.#waiting.size >= waitingMost)
      return Promise.reject(new ProgramError('failed', 'too many programs at once'));
    this.#process ??= this.#begin();
    const runner = this.#process;
    this.#serial += 1;
    const id = this.#serial;
    const callOff = () => runner.connected && runner.send({ kind: 'end', id });
    signal?.addEventListener('abort', callOff, { once: true });
    return new Promise<Buffer>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#hold(runner);
      runner.send({ kind: 'run', id, ...order }, (error) => {
        if (error) this.#settle({ id, fault: 'failed', message: error.message });
      });
    }).finally(() => signal?.removeEventListener('abort', callOff));
  }

  #begin(): ChildProcess {
    const stdio: ('ignore' | 'inherit' | 'ipc')[] = ['ignore', 'ignore', 'inherit', 'ipc'];
    const runner = fork(runnerFile, { execArgv: [], serialization: 'advanced', stdio });
    const gone = () => {
      if (this.#process !== runner) return;
      this.#process = null;
      for (const id of [...this.#waiting.keys()]) this.#settle({ id, fault: 'failed', message: 'the runner has gone' });
    };
    runner.on('message', (answer: Answer) => this.#settle(answer));
    runner.once('error', gone);
    runner.once('exit', gone);
    return runner;
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (this.#process) this.#hold(this.#process);
    if (waiting === undefined) return;
    if ('output' in answer)
      waiting.resolve(Buffer.from(answer.output.buffer, answer.output.byteOffset, answer.output.length));
    else waiting.reject(new ProgramError(answer.fault, answer.message));
  }

  /** Only a program that is waited for keeps this process from ending. */
  #hold(runner: ChildProcess): void {
    runner.unref();
    if (this.#waiting.size > 0) runner.channel?.ref();
    else runner.channel?.unref();
  }
}

const runner = new Runner();

/**
 * Runs a program with an argument list, never through a shell, and resolves with its output. Rejects with a ProgramError.
 * The program is ended when it takes too long or says too much. It is started by another process, see
 * `program-runner.mjs`: nothing here waits for that.
 */
export function runProgram(command: string, args: readonly string[], options: ProgramOptions = {}): Promise<Buffer> {
  const { input = '', timeoutMs = 10_000, outputBytesMost = 16 * 1024 * 1024, signal } = options;
  return runner.run({ command, args, input, timeoutMs, outputBytesMost }, signal);
}

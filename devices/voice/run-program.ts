import { spawn } from 'node:child_process';

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

const complaintMost = 400;

/**
 * Runs a program with an argument list, never through a shell, and resolves with its output. Rejects with a ProgramError.
 * The program is ended when it takes too long or says too much.
 */
export function runProgram(command: string, args: readonly string[], options: ProgramOptions = {}): Promise<Buffer> {
  const { input, timeoutMs = 10_000, outputBytesMost = 16 * 1024 * 1024, signal } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'pipe', signal, windowsHide: true, killSignal: 'SIGKILL' });
    const output: Buffer[] = [];
    let outputBytes = 0;
    let complaint = '';
    let fault: ProgramError | null = null;
    const end = (reason: ProgramError) => {
      fault ??= reason;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => end(new ProgramError('timeout', `${command} took over ${timeoutMs} ms`)), timeoutMs);
    child.on('error', (error: NodeJS.ErrnoException) => {
      const missing = error.code === 'ENOENT' || error.code === 'EACCES';
      fault ??= new ProgramError(
        missing ? 'missing' : 'failed',
        missing ? `${command} is not installed` : error.message,
      );
      if (child.pid === undefined) {
        clearTimeout(timer);
        reject(fault);
      }
    });
    child.stdout.on('data', (chunk: Buffer) => {
      outputBytes += chunk.length;
      if (outputBytes > outputBytesMost) end(new ProgramError('too-much', `${command} says too much`));
      else output.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString('utf8')).slice(0, complaintMost);
    });
    // A program that ends before it has read everything is judged by its exit code.
    child.stdin.on('error', () => {});
    child.stdin.end(input ?? '');
    child.on('close', (code, killedBy) => {
      clearTimeout(timer);
      if (fault) return reject(fault);
      if (code === 0) return resolve(Buffer.concat(output));
      const firstLine = complaint.trim().split('\n')[0] ?? '';
      reject(new ProgramError('failed', `${command} ended with ${code ?? killedBy}: ${firstLine}`));
    });
  });
}

import { spawn } from 'node:child_process';

/** Enough of a failed program's last words to see why; bounded. */
const keptCharacters = 6000;
const isWindows = process.platform === 'win32';

/** Ends a program and everything it has started. */
function endAll(child, signal) {
  try {
    if (isWindows) child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has ended by itself.
  }
}

/**
 * Runs a program in a process group of its own, for at most `limitSeconds`. A signal that ends this program ends that one
 * first, so that no half-done installation works on alone. Resolves with the exit code, or null when it could not be run
 * to the end.
 */
function runToEnd(program, args, { cwd, env, limitSeconds }, stdio, watch) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio, detached: !isWindows });
    const timer = setTimeout(() => endAll(child, 'SIGKILL'), limitSeconds * 1000);
    const interrupt = () => {
      endAll(child, 'SIGTERM');
      process.exit(130);
    };
    const settle = (code) => {
      clearTimeout(timer);
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
      resolve(code);
    };
    process.on('SIGINT', interrupt);
    process.on('SIGTERM', interrupt);
    child.on('error', () => settle(null));
    child.on('close', settle);
    watch(child);
  });
}

/** Runs a program without showing what it says; `output` is the end of that. Never rejects. */
export async function runQuietly(program, args, options) {
  let output = '';
  const keep = (chunk) => {
    output = (output + chunk).slice(-keptCharacters);
  };
  const code = await runToEnd(program, args, options, ['ignore', 'pipe', 'pipe'], (child) => {
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => keep(error.message));
  });
  return { code, output };
}

/** Runs a program that speaks for itself. Resolves with its exit code, null when it could not be run to the end. */
export function runAloud(program, args, options) {
  return runToEnd(program, args, options, ['ignore', 'inherit', 'inherit'], () => {});
}

import { spawn } from 'node:child_process';

/**
 * Runs programs for the process that started it. A process of its own, because starting a program copies the page tables of
 * whoever starts it, and everything else waits meanwhile: a server of 450 MB would stand still at every call. It ends
 * with its parent and takes along what it runs.
 */
const complaintMost = 400;
/** By the number of the order: the programs that run. */
const running = new Map();

/** Why a program that could not be started was not. */
function faultOf(command, error) {
  const missing = error.code === 'ENOENT' || error.code === 'EACCES';
  return missing
    ? { fault: 'missing', message: `${command} is not installed` }
    : { fault: 'failed', message: error.message };
}

/** Runs one program to its end and answers once: with its output, or with a fault and words for it. */
function run({ id, command, args, input, timeoutMs, outputBytesMost }) {
  const child = spawn(command, args, { stdio: 'pipe', windowsHide: true });
  const output = [];
  let outputBytes = 0;
  let complaint = '';
  let fault = null;
  const end = (reason) => {
    fault ??= reason;
    child.kill('SIGKILL');
  };
  running.set(id, end);
  const answer = (outcome) => {
    clearTimeout(timer);
    if (running.delete(id)) process.send({ id, ...outcome });
  };
  const timer = setTimeout(() => end({ fault: 'timeout', message: `${command} took over ${timeoutMs} ms` }), timeoutMs);
  child.on('error', (error) => {
    fault ??= faultOf(command, error);
    if (child.pid === undefined) answer(fault);
  });
  child.stdout.on('data', (chunk) => {
    outputBytes += chunk.length;
    if (outputBytes > outputBytesMost) end({ fault: 'too-much', message: `${command} says too much` });
    else output.push(chunk);
  });
  child.stderr.on('data', (chunk) => {
    complaint = (complaint + chunk.toString('utf8')).slice(0, complaintMost);
  });
  // A program that ends before it has read everything is judged by its exit code.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  child.on('close', (code, killedBy) => {
    if (fault === null && code === 0) return answer({ output: Buffer.concat(output) });
    const firstLine = complaint.trim().split('\n')[0];
    answer(fault ?? { fault: 'failed', message: `${command} ended with ${code ?? killedBy}: ${firstLine}` });
  });
}

process.on('message', (order) => {
  if (order.kind === 'run') run(order);
  else running.get(order.id)?.({ fault: 'failed', message: 'called off' });
});
process.on('disconnect', () => {
  for (const end of running.values()) end({ fault: 'failed', message: 'left alone' });
  process.exit(0);
});
// The parent decides when a key on the terminal ends the work.
process.on('SIGINT', () => {});

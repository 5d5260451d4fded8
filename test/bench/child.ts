import { type ChildProcess, fork } from 'node:child_process';
import { resolve } from 'node:path';

/** A process of the bench that answers one question at a time. */
export interface Child<Question, Answer> {
  ask<T extends Answer>(question: Question): Promise<T>;
  end(): Promise<void>;
}

type Reply = { answer: unknown } | { trouble: string };

/**
 * Starts one of the bench's own files, or a compiled program by its whole path, in a process of its own.
 */
export function startChild<Question, Answer>(file: string, execArgv: readonly string[] = []): Child<Question, Answer> {
  const loader = file.endsWith('.ts') ? ['--import', 'tsx'] : [];
  const child: ChildProcess = fork(resolve(import.meta.dirname, file), {
    execArgv: [...loader, ...execArgv],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  return {
    ask: <T extends Answer>(question: Question) =>
      new Promise<T>((resolve, reject) => {
        const fail = () => reject(new Error(`${file} ended before it answered`));
        child.once('exit', fail);
        child.once('message', (reply: Reply) => {
          child.off('exit', fail);
          if ('trouble' in reply) reject(new Error(reply.trouble));
          else resolve(reply.answer as T);
        });
        child.send(question as object);
      }),
    async end() {
      if (child.connected) child.disconnect();
      await gone;
    },
  };
}

/** The other side: answers each question in turn, and ends with the parent. */
export function answerParent<Question>(answer: (question: Question) => Promise<unknown>, end: () => void): void {
  process.on('message', (question: Question) => {
    answer(question).then(
      (given) => process.send?.({ answer: given ?? null } satisfies Reply),
      (error: unknown) =>
        process.send?.({ trouble: String(error instanceof Error ? error.stack : error) } satisfies Reply),
    );
  });
  process.on('disconnect', end);
}

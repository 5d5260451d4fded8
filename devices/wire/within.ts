import { WireError } from './wire.ts';

/** The promise's own result, or a `timeout` WireError with this complaint when it takes longer than `mostMs`. */
export function within<T>(promise: Promise<T>, mostMs: number, complaint: string): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(new WireError('timeout', `${complaint} within ${mostMs / 1000} s`)), mostMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

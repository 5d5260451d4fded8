import type { Problem } from '../contract/problem.ts';
import type { KeptClip, PackCard, PackIdentity, RecordingScript } from '../contract/recording.ts';
import { ApiError } from './api.ts';

export interface RecordingsCard {
  packs: PackCard[];
  script: RecordingScript;
}

async function ask<T>(method: 'GET' | 'PUT' | 'DELETE', path: string, type?: string, body?: BodyInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      ...(type === undefined ? {} : { headers: { 'content-type': type } }),
      ...(body === undefined ? {} : { body }),
    });
  } catch {
    throw new ApiError('unreachable', 0, null);
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer as T;
  const problem = answer as Problem | null;
  throw new ApiError(problem?.code ?? 'internal-error', response.status, problem);
}

/** Where a clip is kept, and can be heard. */
export const clipAddress = (pack: string, words: string) =>
  `/api/recordings/${encodeURIComponent(pack)}/${encodeURIComponent(words)}`;

/** Every call may throw `ApiError`; each may be made twice without harm. */
export const recordings = {
  all: () => ask<RecordingsCard>('GET', '/api/recordings'),
  name: (pack: string, identity: PackIdentity) =>
    ask<PackCard>('PUT', `/api/recordings/${encodeURIComponent(pack)}`, 'application/json', JSON.stringify(identity)),
  keep: (pack: string, words: string, wav: ArrayBuffer) =>
    ask<KeptClip>('PUT', clipAddress(pack, words), 'audio/wav', wav),
  remove: (pack: string, words: string) => ask<{ ok: true }>('DELETE', clipAddress(pack, words)),
};

import type { SpeakerHeard, SpeakerLease, SpeakerLeased } from '../contract/speaker.ts';

const answerTimeoutMs = 4000;

/** Old browsers have no `AbortSignal.timeout`. */
async function patiently(path: string, request: RequestInit = {}): Promise<Response> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), answerTimeoutMs);
  try {
    return await fetch(path, { ...request, signal: abort.signal });
  } finally {
    clearTimeout(timer);
  }
}

/** A page that speaks says the same again in two seconds: nothing here is tried twice. */
async function tell<T>(path: string, body: object): Promise<T> {
  const response = await patiently(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    // The last word of a page that is being left goes out all the same.
    keepalive: true,
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as T;
}

/** Asks to be, or to go on being, the page that speaks for a loudspeaker. */
export function leaseSpeaker(device: string, lease: SpeakerLease): Promise<SpeakerLeased> {
  return tell(`/api/speakers/${encodeURIComponent(device)}/lease`, lease);
}

/** Says what became of an announcement. */
export function tellHeard(device: string, heard: SpeakerHeard): Promise<{ noted: boolean }> {
  return tell(`/api/speakers/${encodeURIComponent(device)}/heard`, heard);
}

/** The bytes of a WAV; rejects when it is not there any more. */
export async function getSound(address: string): Promise<ArrayBuffer> {
  const response = await patiently(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return response.arrayBuffer();
}

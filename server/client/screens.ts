import type { ScreenBeat, ScreenBeatTaken } from '../contract/screen.ts';

const answerTimeoutMs = 4000;

/** Says that this screen lives; null when nobody hears it. Nothing is tried twice: the next word comes in ten seconds. */
export async function tellBeat(beat: ScreenBeat): Promise<ScreenBeatTaken | null> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), answerTimeoutMs);
  try {
    const response = await fetch('/api/screens/beat', {
      method: 'POST',
      signal: abort.signal,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(beat),
      // The last word of a page that is being left goes out all the same.
      keepalive: true,
    });
    return response.ok ? ((await response.json()) as ScreenBeatTaken) : null;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

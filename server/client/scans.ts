import type { Problem } from '../contract/problem.ts';
import type { Scan, ScanList } from '../contract/scan.ts';
import { ApiError, command, request } from './api.ts';

const at = (no: string) => `/api/dossiers/${encodeURIComponent(no)}/scans`;
/** A scan of 10 MB over a slow line of the hall. */
const uploadMostMs = 180_000;

export interface ScanUpload {
  commandId: string;
  /** One of the item's materials; null for anything else. */
  material: string | null;
  base64: string;
  /** Told from 0 to 1 while it travels. */
  progress(part: number): void;
  signal: AbortSignal;
}

/** Typed calls of the scans of a dossier. Every one may throw `ApiError`. */
export const scansApi = {
  list: (no: string) => request<ScanList>('GET', at(no)),
  /** The file itself; the reading is on the audit's record. */
  async file(no: string, { sha256, mediaType }: Scan): Promise<Blob> {
    const response = await fetch(`${at(no)}/${sha256}`, { credentials: 'same-origin' }).catch(() => null);
    if (response === null) throw new ApiError('unreachable', 0, null);
    if (!response.ok) throw problemOf(response.status, await response.text());
    return new Blob([await response.arrayBuffer()], { type: mediaType });
  },
  remove: (no: string, { sha256, material }: Scan, reason: string) =>
    command<ScanList>(`${at(no)}/${sha256}/remove`, { material, reason }),
  /** Sends one file; `fetch` cannot tell how far it is. Rejects with `cancelled` when the signal ends it. */
  upload(no: string, { commandId, material, base64, progress, signal }: ScanUpload): Promise<ScanList> {
    return new Promise((resolve, reject) => {
      const call = new XMLHttpRequest();
      call.open('POST', at(no));
      call.timeout = uploadMostMs;
      call.setRequestHeader('content-type', 'application/json');
      call.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
      call.onload = () =>
        call.status === 201
          ? resolve(JSON.parse(call.responseText))
          : reject(problemOf(call.status, call.responseText));
      call.onerror = () => reject(new ApiError('unreachable', 0, null));
      call.ontimeout = call.onerror;
      call.onabort = () => reject(new ApiError('cancelled', 0, null));
      signal.addEventListener('abort', () => call.abort(), { once: true });
      call.send(JSON.stringify({ commandId, material, base64 }));
    });
  },
};

function problemOf(status: number, text: string): ApiError {
  try {
    const problem = JSON.parse(text) as Problem;
    return new ApiError(problem.code, status, problem);
  } catch {
    return new ApiError('internal-error', status, null);
  }
}

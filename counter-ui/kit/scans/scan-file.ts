import { scanMostBytes } from '../../../server/contract/scan.ts';
import { scanTypeOf } from '../../../server/contract/scan-type.ts';

export type FileFault = 'empty' | 'tooLarge' | 'notReadable';

/** What keeps a chosen file from being sent, told before it travels. The server looks at the same bytes again. */
export async function faultOfFile(file: Blob): Promise<FileFault | null> {
  if (file.size === 0) return 'empty';
  if (file.size > scanMostBytes) return 'tooLarge';
  const beginning = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  return scanTypeOf(beginning) === null ? 'notReadable' : null;
}

/** The bytes of a file as base64. Rejects when it cannot be read any more. */
export function base64Of(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error('the file cannot be read'));
    reader.readAsDataURL(file);
  });
}

/** Bytes as a person reads them. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1_048_576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
}

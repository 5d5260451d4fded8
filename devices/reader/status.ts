/** Status words of the SDT protocol (GA 467), as a reader answers with them. */
export const readerStatus = { ok: 0x90, found: 0x9f, noCard: 0x80, selectFailed: 0x81, readFailed: 0x41 } as const;

const problems: Record<number, string> = {
  16: 'damaged-command',
  17: 'damaged-command',
  33: 'refused-command',
  35: 'refused-command',
  36: 'unknown-error',
  49: 'card-check-failed',
  50: 'card-check-failed',
  51: 'card-check-failed',
  64: 'unknown-card',
  65: 'read-failed',
  71: 'reader-fault',
  96: 'reader-fault',
  102: 'not-authorised',
  128: 'no-card',
  129: 'select-failed',
};

/** The plain reason behind a status that is not success: `read-failed`, `unknown-card`, `not-authorised`, ... */
export function problemOfStatus(status: number): string {
  return problems[status] ?? 'unknown-error';
}

/** Statuses that speak of the reader and not of the card that lies on it. */
const ofReader = new Set(['damaged-command', 'refused-command', 'unknown-error', 'reader-fault', 'not-authorised']);

export function isReaderProblem(problem: string): boolean {
  return ofReader.has(problem);
}

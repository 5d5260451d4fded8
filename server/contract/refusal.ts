import type { refusalTexts } from './texts/refusals.ts';

/** Stable codes of every refusal; see `texts/refusals.ts` for the words and `refusalStatus` for the HTTP status. */
export type RefusalCode = keyof typeof refusalTexts;

/** HTTP status of each refusal: 401 and 403 who, 404 what is not there, 409 not in this state, 422 not this value. */
export const refusalStatus: Record<RefusalCode, 400 | 401 | 403 | 404 | 409 | 415 | 422 | 423 | 429 | 500 | 503> = {
  'invalid-request': 400,
  'unsupported-media-type': 415,
  'not-found': 404,
  'sign-in-first': 401,
  'wrong-password': 401,
  'account-locked': 423,
  'demo-only-on-this-machine': 403,
  'not-allowed': 403,
  'not-your-counter': 403,
  'not-your-post': 403,
  'unknown-service': 422,
  'service-not-in-hall': 422,
  'service-twice': 422,
  'too-many-services': 422,
  'unknown-ticket': 404,
  'unknown-counter': 404,
  'unknown-dossier': 404,
  'unknown-view': 404,
  'unknown-item': 422,
  'unknown-pause-reason': 422,
  'unknown-material': 422,
  'numbers-exhausted': 409,
  'wrong-ticket-state': 409,
  'wrong-counter-state': 409,
  'counter-closed': 409,
  'counter-taken': 409,
  'already-at-a-counter': 409,
  'ticket-at-another-counter': 409,
  'nowhere-to-transfer': 422,
  'recalled-too-often': 409,
  'recalled-too-soon': 409,
  'nothing-to-undo': 409,
  'undo-too-late': 409,
  'undo-overtaken': 409,
  'no-printer': 409,
  'slip-not-printing': 409,
  'slip-still-printing': 409,
  'agent-superseded': 409,
  'agent-not-linked': 409,
  'not-served-here': 409,
  'wrong-dossier-state': 409,
  'dossier-unsound': 500,
  'too-many-guesses': 429,
  'not-your-duty': 403,
  'not-your-department': 403,
  'accepted-it-yourself': 403,
  'negative-report-needed': 409,
  'papers-missing': 409,
  'already-extended': 409,
  'extension-too-long': 422,
  'extension-too-late': 409,
  'not-the-amount-due': 422,
  'unknown-body': 422,
  'body-refused': 409,
  'unknown-card': 404,
  'not-your-card': 403,
  'wrong-card-state': 409,
  'unknown-urge': 404,
  'wrong-urge-state': 409,
  'command-id-reused': 422,
  'reason-needed': 422,
  'card-gone': 404,
  'ticket-in-hand': 409,
  'other-holder-away': 409,
  'unknown-staff': 422,
  'unknown-post-change': 404,
  'wrong-post-change-state': 409,
  'proposed-it-yourself': 403,
  'post-unsound': 422,
  'service-without-person': 409,
  'dates-not-in-order': 422,
  'device-in-trouble': 409,
  'commit-failed': 503,
  'internal-error': 500,
};

/** Thrown by a decision. Leaves no trace; carried to the caller as problem details. */
export class Refused extends Error {
  constructor(
    readonly code: RefusalCode,
    /** What would have been allowed, or the values that make the message precise. */
    readonly facts: Record<string, unknown> = {},
  ) {
    super(code);
    this.name = 'Refused';
  }
}

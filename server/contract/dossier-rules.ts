import type { CardColour } from './dossier-life.ts';

/** Thresholds and points of the dossier's clocks; every number is a setting (dossier-rules, section 5.3). Days are working days. */
export interface DossierRules {
  /** Art. 32: told within so many days of receipt, or counted as accepted. */
  acceptanceDays: number;
  /** A correction that never comes ends the dossier after so many natural days. */
  lapseDays: number;
  /** Art. 44. */
  issueDays: number;
  /** 上报 within so many days of the leader's signature. */
  forwardDays: number;
  /** Answer to the applicant within so many days of the superior's. */
  replyDays: number;
  /** Limit of the superior authority where the forwarding names none (art. 42). */
  superiorDays: number;
  examineDays: number;
  reviewDays: number;
  signDays: number;
  /** Art. 42: the head of the organ may grant so many days more. */
  extensionDays: number;
  /** Art. 42: the head of the government may, for joint handling. */
  jointExtensionDays: number;
  /** Blue when so few days remain of a promise longer than `shortPromiseDays`, and of a shorter one. */
  blueDaysLeft: number;
  blueDaysLeftShort: number;
  shortPromiseDays: number;
  /** Yellow from this share of the promise on. */
  yellowShare: number;
  /** Minute of the day at which blue and yellow cards are given: by then it is known who stands in for whom. */
  morningCardMinute: number;
  points: Record<CardColour, number>;
  /** Every so many blue cards in a row on one dossier or counter cost `blueRunPoints`. */
  blueRun: number;
  blueRunPoints: number;
  /** Whether a missed legal limit also brings a written proposal of the inspection (监察建议书). */
  inspectionProposal: boolean;
  /** Departments whose silence never counts as consent: fire, work safety, food and drugs. */
  silenceNeverOf: readonly string[];
}

const limits = {
  acceptanceDays: 5,
  lapseDays: 60,
  issueDays: 10,
  forwardDays: 3,
  replyDays: 2,
  superiorDays: 20,
  examineDays: 3,
  reviewDays: 2,
  signDays: 2,
  extensionDays: 10,
  jointExtensionDays: 15,
  blueDaysLeft: 2,
  blueDaysLeftShort: 1,
  shortPromiseDays: 5,
  yellowShare: 0.9,
  morningCardMinute: 540,
  blueRun: 3,
  blueRunPoints: -3,
  silenceNeverOf: ['XF', 'AJ', 'SY'],
};

/** The two presets: 县 and 市. */
export const dossierRules: Record<'county' | 'city', DossierRules> = {
  county: { ...limits, inspectionProposal: false, points: { blue: 0, yellow: 0, red: -5, 'red-legal': -10 } },
  city: { ...limits, inspectionProposal: true, points: { blue: 0, yellow: -5, red: -10, 'red-legal': -10 } },
};

import { Type } from 'typebox';
import type { ItemKind } from './item.ts';

/** Where a dossier stands (dossier-rules, section 4). An extension moves dates only and is no status of its own. */
export const dossierStatuses = [
  'lodged',
  'precheck',
  'correction',
  'corrected',
  'accepted',
  'deemed-accepted',
  'refused-accept',
  'under-review',
  'reviewed',
  'signed',
  'joint',
  'forwarded',
  'answered',
  'special',
  'suspended',
  'decided-grant',
  'decided-refuse',
  'payment-due',
  'paid',
  'made',
  'issued',
  'collected',
  'closed',
  'withdrawn',
  'lapsed',
  'archived',
] as const;
export type DossierStatus = (typeof dossierStatuses)[number];
export const DossierStatus = Type.Unsafe<DossierStatus>({ type: 'string', enum: [...dossierStatuses] });

/** What people do with a dossier; each is one route. */
export const dossierVerbs = [
  'precheck',
  'fetch-paper',
  'fetch-material',
  'count-visit',
  'notify-correction',
  'receive-correction',
  'accept',
  'report-negative',
  'answer-negative',
  'refuse-acceptance',
  'examine',
  'review',
  'sign',
  'refer',
  'answer-joint',
  'record-absence',
  'forward',
  'answer-forwarded',
  'reply',
  'start-special',
  'end-special',
  'suspend',
  'resume',
  'extend',
  'grant',
  'refuse',
  'ask-fee',
  'pay-fee',
  'make-result',
  'deliver',
  'collect',
  'withdraw',
  'annul',
  'archive',
  'notify-card',
  'answer-card',
  'appeal-card',
  'decide-appeal',
  'urge',
  'answer-urge',
  'check-urge',
  'claim',
  'release',
  'hand-over',
] as const;
export type DossierVerb = (typeof dossierVerbs)[number];

/** What only the clock does: each has legal effect and is therefore recorded. */
export const clockVerbs = ['deem-accepted', 'lapse', 'count-silence', 'issue-card', 'reckon', 'erase'] as const;
export type ClockVerb = (typeof clockVerbs)[number];
/** What comes with a file: each has a route of its own, which writes the file before the record speaks of it. */
export const fileVerbs = ['issue-paper', 'attach-scan', 'remove-scan'] as const;
export type ScanVerb = 'attach-scan' | 'remove-scan';
/** Taking a dossier in hand is no step of its life: none of these is offered as a next step. */
export const claimVerbs = ['claim', 'release', 'hand-over'] as const;
export type DossierAction = DossierVerb | (typeof fileVerbs)[number] | ClockVerb;

/**
 * 职责 in a department or over it: `reviewer` 股室审核, `leader` 分管领导 or 首席代表, `government` 县政府, `superior` the
 * authority above. `applicant` and `clock` are nobody on the staff.
 */
export const dossierDuties = [
  'clerk',
  'reviewer',
  'leader',
  'government',
  'superior',
  'cashier',
  'supervisor',
  'archivist',
  'applicant',
  'clock',
] as const;
export type DossierDuty = (typeof dossierDuties)[number];
export const StaffDuty = Type.Unsafe<DossierDuty>({
  type: 'string',
  enum: dossierDuties.filter((duty) => duty !== 'applicant' && duty !== 'clock'),
});

/** Who has the right to each action. */
export const dutiesOf: Record<DossierAction, readonly DossierDuty[]> = {
  precheck: ['clerk'],
  'fetch-paper': ['clerk'],
  'fetch-material': ['clerk'],
  'count-visit': ['clerk'],
  'notify-correction': ['clerk'],
  'receive-correction': ['clerk'],
  accept: ['clerk'],
  'report-negative': ['clerk'],
  'answer-negative': ['leader'],
  'refuse-acceptance': ['clerk'],
  examine: ['clerk'],
  review: ['reviewer', 'leader'],
  sign: ['leader'],
  refer: ['clerk', 'leader'],
  'answer-joint': ['clerk', 'reviewer', 'leader'],
  'record-absence': ['clerk', 'leader'],
  forward: ['clerk'],
  'answer-forwarded': ['superior'],
  reply: ['clerk'],
  'start-special': ['leader'],
  'end-special': ['clerk', 'leader'],
  suspend: ['supervisor'],
  resume: ['supervisor'],
  extend: ['leader', 'government'],
  grant: ['leader'],
  refuse: ['leader'],
  'ask-fee': ['clerk', 'cashier'],
  'pay-fee': ['clerk', 'cashier'],
  'make-result': ['clerk'],
  deliver: ['clerk'],
  collect: ['clerk'],
  withdraw: ['clerk', 'applicant'],
  annul: ['supervisor'],
  archive: ['archivist'],
  'notify-card': ['supervisor', 'clock'],
  'answer-card': ['clerk', 'reviewer', 'leader'],
  'appeal-card': ['clerk', 'reviewer', 'leader'],
  'decide-appeal': ['supervisor'],
  urge: ['supervisor'],
  'answer-urge': ['clerk', 'reviewer', 'leader'],
  'check-urge': ['supervisor'],
  // Whose turn it is claims; `rights.ts` narrows this to the duty in turn.
  claim: ['clerk', 'reviewer', 'leader'],
  release: ['clerk', 'reviewer', 'leader', 'supervisor'],
  'hand-over': ['supervisor'],
  'issue-paper': ['clerk', 'reviewer', 'leader', 'cashier', 'supervisor', 'archivist'],
  'attach-scan': ['clerk', 'reviewer', 'leader', 'archivist'],
  'remove-scan': ['clerk', 'reviewer', 'leader', 'archivist'],
  'deem-accepted': ['clock'],
  lapse: ['clock'],
  'count-silence': ['clock'],
  'issue-card': ['clock'],
  reckon: ['clock'],
  erase: ['clock'],
};

/** Actions that approve: whoever accepted the dossier may take none of them, also when acting (R12). */
export const approvals: readonly DossierAction[] = ['answer-negative', 'review', 'sign', 'grant', 'refuse'];

/** A card or an urging outlives every step of its dossier. */
const always: readonly DossierAction[] = [
  'notify-card',
  'answer-card',
  'appeal-card',
  'decide-appeal',
  'answer-urge',
  'check-urge',
  'issue-card',
  'issue-paper',
  'attach-scan',
  'reckon',
];
const beforeAcceptance: readonly DossierAction[] = [
  'notify-correction',
  'accept',
  'report-negative',
  'answer-negative',
  'refuse-acceptance',
  'fetch-paper',
  'fetch-material',
  'withdraw',
  'deem-accepted',
];
const halts: readonly DossierAction[] = ['start-special', 'suspend', 'extend', 'withdraw'];

const steps: Record<DossierStatus, readonly DossierAction[]> = {
  lodged: ['precheck', ...beforeAcceptance],
  precheck: beforeAcceptance,
  correction: ['receive-correction', 'notify-correction', 'fetch-paper', 'fetch-material', 'withdraw', 'lapse'],
  corrected: beforeAcceptance,
  accepted: ['examine', 'refer', 'grant', 'refuse', ...halts],
  'deemed-accepted': ['examine', 'refer', 'grant', 'refuse', ...halts],
  'refused-accept': ['archive'],
  'under-review': ['review', 'refer', ...halts],
  reviewed: ['sign', 'grant', 'refuse', ...halts],
  signed: ['forward', 'grant', 'refuse', ...halts],
  joint: ['answer-joint', 'record-absence', 'count-silence', ...halts],
  forwarded: ['answer-forwarded', 'withdraw'],
  answered: ['reply'],
  special: ['end-special', 'withdraw'],
  suspended: ['resume', 'withdraw'],
  'decided-grant': ['ask-fee', 'make-result'],
  'decided-refuse': ['deliver'],
  'payment-due': ['pay-fee'],
  paid: ['make-result'],
  made: ['deliver'],
  issued: ['collect'],
  collected: [],
  closed: ['archive'],
  withdrawn: ['archive'],
  lapsed: ['archive'],
  archived: [],
};

const ended: readonly DossierStatus[] = ['refused-accept', 'closed', 'withdrawn', 'lapsed', 'archived'];

/** Whether nothing more will be decided or handed over. */
export function isEnded(status: DossierStatus): boolean {
  return ended.includes(status);
}

/** Decided on the spot straight after acceptance; any other kind is examined, reviewed and signed first. */
const onlyOnTheSpot: readonly DossierAction[] = ['grant', 'refuse'];
/** What makes no sense for a kind: a matter forwarded upward is decided above, one decided on the spot goes nowhere. */
const notOfKind: Record<ItemKind, readonly DossierAction[]> = {
  即办件: ['examine', 'refer', 'forward', 'extend'],
  上报件: ['refer', 'grant', 'refuse'],
  联办件: ['forward'],
};

/** The one table that lights the buttons and answers 409: actions by status, kind and whether a fee is due. */
export function dossierActions(status: DossierStatus, kind: ItemKind, feeDue: boolean): readonly DossierAction[] {
  const atAcceptance = status === 'accepted' || status === 'deemed-accepted';
  const own = steps[status].filter(
    (action) =>
      !notOfKind[kind].includes(action) &&
      !(atAcceptance && kind !== '即办件' && onlyOnTheSpot.includes(action)) &&
      !(status === 'decided-grant' && action === (feeDue ? 'make-result' : 'ask-fee')),
  );
  // Nothing is taken out of what was archived.
  if (status === 'archived') return [...always, 'erase'];
  return isEnded(status)
    ? [...own, 'remove-scan', 'erase', ...always]
    : [...own, 'urge', 'count-visit', 'annul', 'remove-scan', ...claimVerbs, ...always];
}

/** What may be done with a card, by where it stands. */
export type CardStatus = 'issued' | 'notified' | 'answered' | 'appealed' | 'upheld' | 'withdrawn';
export type CardVerb = 'notify-card' | 'answer-card' | 'appeal-card' | 'decide-appeal';
export const cardActions: Record<CardStatus, readonly CardVerb[]> = {
  issued: ['notify-card', 'answer-card', 'appeal-card'],
  notified: ['answer-card', 'appeal-card'],
  answered: ['appeal-card'],
  appealed: ['decide-appeal'],
  upheld: [],
  withdrawn: [],
};

/** 督办: urged, answered, checked; an answer that does not satisfy is urged again. */
export type UrgeStatus = 'urged' | 'answered' | 'closed';
export type UrgeVerb = 'answer-urge' | 'check-urge';
export const urgeActions: Record<UrgeStatus, readonly UrgeVerb[]> = {
  urged: ['answer-urge'],
  answered: ['check-urge'],
  closed: [],
};

/** 绿、蓝、黄、红, and red by law. `none`: nothing is running that could be late. */
export const lightColours = ['none', 'green', 'blue', 'yellow', 'red', 'red-legal'] as const;
export type LightColour = (typeof lightColours)[number];
export const LightColour = Type.Unsafe<LightColour>({ type: 'string', enum: [...lightColours] });
export type CardColour = Exclude<LightColour, 'none' | 'green'>;

/** 办结结果: 0 准予出证, 1 不予许可, 2 作废, 3 删除(录入错误), 4 转报, 5 退件(长期不补正、主动放弃), 6 不予受理. */
export type ClosingCode = 0 | 1 | 2 | 3 | 4 | 5 | 6;

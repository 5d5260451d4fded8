import type { Dossier } from '../../server/contract/dossier.ts';
import type { DossierVerb } from '../../server/contract/dossier-life.ts';
import type { Text } from '../../server/contract/texts/define.ts';
import { dossierFieldTexts as words } from '../../server/contract/texts/dossier-desk.ts';
import { t } from '../kit/text.ts';

export type Choice = [value: string | boolean, label: Text | string];
interface Named {
  name: string;
  label: Text;
  /** Left empty it is sent as null. */
  optional?: boolean;
}
/** One field of a sheet, as the body of the verb's route has it. */
export type Field =
  | (Named & { kind: 'words' | 'short' | 'number' | 'department' | 'departments' | 'staff' })
  | (Named & { kind: 'choice'; choices: readonly Choice[] })
  | (Named & { kind: 'shortcomings' | 'materials' | 'tasks' });
export type Draft = Record<string, unknown>;

const opinion: Field = { kind: 'words', name: 'opinion', label: words.opinion };
const yesNo = (name: string, label: Text, yes: Text = words.yes, no: Text = words.no): Field => ({
  kind: 'choice',
  name,
  label,
  choices: [
    [true, yes],
    [false, no],
  ],
});
const needed = (name: string, label: Text): Field => ({ kind: 'words', name, label });
const short = (name: string, label: Text, optional = false): Field => ({ kind: 'short', name, label, optional });
const number = (name: string, label: Text, optional = false): Field => ({ kind: 'number', name, label, optional });
const judged = [yesNo('agreed', words.agreed), opinion];
const fixed = (name: string, label: Text, values: readonly string[]): Field => ({
  kind: 'choice',
  name,
  label,
  choices: values.map((value) => [value, value]),
});
const procedures = ['听证', '招标', '拍卖', '检验', '检测', '检疫', '鉴定', '专家评审'];

const plain: Record<DossierVerb, readonly Field[]> = {
  precheck: [opinion],
  'fetch-paper': [
    fixed('material', words.material, []),
    short('sourceNo', words.sourceNo, true),
    number('copiesSaved', words.copiesSaved),
  ],
  'fetch-material': [fixed('material', words.material, [])],
  'count-visit': [fixed('ticketId', words.ticketId, [])],
  'notify-correction': [{ kind: 'shortcomings', name: 'shortcomings', label: words.shortcomings }],
  'receive-correction': [
    { kind: 'materials', name: 'materials', label: words.materials },
    yesNo('complete', words.complete, words.completeYes, words.completeNo),
  ],
  accept: [],
  'report-negative': [needed('reasons', words.reasons), needed('basis', words.basis)],
  'answer-negative': [yesNo('approved', words.approved), opinion],
  'refuse-acceptance': [
    {
      kind: 'choice',
      name: 'ground',
      label: words.ground,
      choices: [
        ['not-met', words.groundNotMet],
        ['not-competent', words.groundNotCompetent],
        ['not-needed', words.groundNotNeeded],
      ],
    },
    short('competentBody', words.competentBody, true),
  ],
  examine: [opinion],
  review: judged,
  sign: judged,
  refer: [fixed('mode', words.mode, ['抄告', '联审']), { kind: 'tasks', name: 'tasks', label: words.tasks }],
  'answer-joint': [fixed('body', words.bodyAnswering, []), ...judged],
  'record-absence': [fixed('body', words.bodyAnswering, []), short('meeting', words.meeting)],
  forward: [short('to', words.to), number('limitDays', words.limitDays, true)],
  'answer-forwarded': [
    yesNo('granted', words.granted, words.grantedYes, words.grantedNo),
    needed('reasons', words.reasons),
    short('reference', words.reference, true),
  ],
  reply: [],
  'start-special': [
    fixed('procedure', words.procedure, procedures),
    number('neededDays', words.neededDays),
    needed('basis', words.basis),
  ],
  'end-special': [needed('result', words.result)],
  suspend: [needed('reason', words.reason)],
  resume: [needed('reason', words.reason)],
  extend: [number('days', words.days), needed('reason', words.reason)],
  grant: [opinion],
  refuse: [needed('reasons', words.reasons), needed('remedies', words.remedies)],
  'ask-fee': [
    number('amount', words.amount),
    { kind: 'words', name: 'reliefReason', label: words.reliefReason, optional: true },
  ],
  'pay-fee': [
    number('amount', words.amount),
    short('receiptNo', words.receiptNo),
    {
      kind: 'choice',
      name: 'method',
      label: words.method,
      choices: [
        ['cash', words.cash],
        ['card', words.card],
        ['online', words.online],
      ],
    },
  ],
  'make-result': [short('certificateNo', words.certificateNo)],
  deliver: [],
  collect: [
    {
      kind: 'choice',
      name: 'collector',
      label: words.collector,
      choices: [
        ['applicant', words.applicant],
        ['agent', words.agent],
      ],
    },
    {
      kind: 'choice',
      name: 'channel',
      label: words.channel,
      choices: [
        ['counter', words.atCounter],
        ['post', words.byPost],
      ],
    },
  ],
  withdraw: [needed('reason', words.reason)],
  annul: [yesNo('mistake', words.mistake, words.mistakeYes, words.mistakeNo), needed('reason', words.reason)],
  archive: [
    { kind: 'department', name: 'paperHolder', label: words.paperHolder },
    { kind: 'departments', name: 'copiesAt', label: words.copiesAt },
  ],
  'notify-card': [],
  'answer-card': [needed('text', words.text)],
  'appeal-card': [needed('grounds', words.grounds)],
  'decide-appeal': [
    yesNo('withdrawn', words.withdrawn, words.withdrawnYes, words.withdrawnNo),
    needed('reason', words.reason),
  ],
  urge: [needed('reason', words.reason)],
  'answer-urge': [needed('text', words.text)],
  'check-urge': [
    yesNo('satisfied', words.satisfied, words.satisfiedYes, words.satisfiedNo),
    { kind: 'words', name: 'text', label: words.text },
  ],
  claim: [],
  release: [],
  'hand-over': [fixed('to', words.staff, []), needed('reason', words.reason)],
};

/** Words that may stay empty: an opinion, or the words of a check. */
const mayBeEmpty: readonly string[] = ['precheck.opinion', 'check-urge.text', 'examine.opinion', 'grant.opinion'];
const emptyOpinion: readonly DossierVerb[] = ['review', 'sign', 'answer-negative', 'answer-joint', 'answer-forwarded'];

/** The fields that a verb's route asks for, with the choices that this dossier leaves to this reader. */
export function fieldsOf(verb: DossierVerb, dossier: Dossier, bodyName: (code: string) => string): readonly Field[] {
  const { sharable = [], fetchable = [], tasks = [], beside, served = [] } = dossier.life ?? {};
  const open = tasks.filter(({ agreed }) => agreed === null).map(({ body }) => body);
  const bodies = verb === 'answer-joint' ? (beside?.bodies ?? []) : open;
  const choices: Record<string, readonly Choice[]> = {
    material: (verb === 'fetch-paper' ? sharable : fetchable).map((each) => [each, each]),
    body: bodies.map((each) => [each, bodyName(each)]),
    to: (beside?.handTo ?? []).map(({ staff, name }) => [staff, t(words.staffChoice, { staff, name })]),
    ticketId: served.map(({ id, number }) => [id, number]),
  };
  return plain[verb].map((field) => {
    if (field.kind !== 'choice') return field;
    // Nobody collects as an agent who was not named as one.
    if (field.name === 'collector' && dossier.applicant?.agentName === undefined)
      return { ...field, choices: field.choices.slice(0, 1) };
    return { ...field, choices: choices[field.name] ?? field.choices };
  });
}

/** The fee as it was asked for, in yuan. */
export function askedAmount({ life }: Dossier): unknown {
  return life?.steps.findLast(({ type }) => type === 'FeeAsked')?.detail.amount ?? life?.fee;
}

/** What a sheet begins with: the fee that is due, the papers that are missing, the only choice there is. */
export function draftOf(verb: DossierVerb, fields: readonly Field[], dossier: Dossier): Draft {
  const { missing = [], fee = 0 } = dossier.life ?? {};
  return Object.fromEntries(
    fields.map((field): [string, unknown] => {
      const { kind, name } = field;
      if (kind === 'shortcomings') return [name, []];
      if (kind === 'materials') return [name, missing.map((paper) => ({ name: paper, received: 'missing' }))];
      if (kind === 'tasks') return [name, [{ department: '', office: '', limitDays: 3 }]];
      if (kind === 'departments') return [name, []];
      if (kind === 'department') return [name, dossier.item.department];
      if (kind === 'choice') return [name, field.choices[0]?.[0] ?? ''];
      if (name === 'amount') return [name, String(verb === 'pay-fee' ? askedAmount(dossier) : fee)];
      if (name === 'copiesSaved') return [name, '1'];
      if (name === 'remedies') return [name, t(words.usualRemedies)];
      return [name, ''];
    }),
  );
}

export type Fault = 'needed' | 'numberWrong' | 'chooseOne';

const listOf = (value: unknown) => (Array.isArray(value) ? (value as Record<string, unknown>[]) : []);
const wordsOf = (value: unknown) => String(value ?? '').trim();

function filled(field: Field, value: unknown): unknown {
  switch (field.kind) {
    case 'number':
      return wordsOf(value) === '' ? null : Number(wordsOf(value));
    case 'words':
    case 'short':
    case 'staff':
      return wordsOf(value) === '' && field.optional ? null : wordsOf(value);
    case 'materials':
      return listOf(value).filter(({ received }) => received !== 'missing');
    case 'tasks':
      return listOf(value).map(({ department, office, limitDays }) => ({
        body: wordsOf(office) === '' ? department : `${department}/${wordsOf(office)}`,
        limitDays: Number(limitDays),
      }));
    default:
      return value;
  }
}

function faultOf(verb: DossierVerb, field: Field, value: unknown): Fault | null {
  if (field.kind === 'shortcomings') {
    const lines = listOf(value);
    if (lines.length === 0) return 'chooseOne';
    return lines.some(({ material, what }) => wordsOf(material) === '' || wordsOf(what) === '') ? 'needed' : null;
  }
  if (field.kind === 'materials') return listOf(filled(field, value)).length === 0 ? 'chooseOne' : null;
  if (field.kind === 'tasks')
    return listOf(value).some(({ department, limitDays }) => department === '' || !(Number(limitDays) >= 1))
      ? 'needed'
      : null;
  if (field.kind === 'departments' || (field.kind === 'choice' && value !== '')) return null;
  if (field.optional && wordsOf(value) === '') return null;
  if (field.kind === 'number') return Number.isFinite(Number(value)) && wordsOf(value) !== '' ? null : 'numberWrong';
  const free = mayBeEmpty.includes(`${verb}.${field.name}`) || (field.kind === 'words' && emptyOpinion.includes(verb));
  return wordsOf(value) === '' && !free ? 'needed' : null;
}

/** What still keeps a sheet from being sent, by field. */
export function faultsOf(verb: DossierVerb, fields: readonly Field[], draft: Draft): Record<string, Fault> {
  const faults: Record<string, Fault> = {};
  for (const field of fields) {
    const fault = faultOf(verb, field, draft[field.name]);
    if (fault !== null) faults[field.name] = fault;
  }
  return faults;
}

export function bodyOf(fields: readonly Field[], draft: Draft): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field.name, filled(field, draft[field.name])]));
}

import { computed, ref, shallowRef } from 'vue';
import { ApiError } from '../../server/client/api.ts';
import { dossierApi } from '../../server/client/dossiers.ts';
import type { Dossier } from '../../server/contract/dossier.ts';
import type { DossierVerb } from '../../server/contract/dossier-life.ts';
import type { PaperLine } from '../../server/contract/paper.ts';
import { dossierDeskTexts as texts } from '../../server/contract/texts/dossier-desk.ts';
import { dossierVerbTexts } from '../../server/contract/texts/dossier-step-words.ts';
import { useNotices } from '../kit/notices.ts';
import { problemWords } from '../kit/problem-words.ts';
import { t } from '../kit/text.ts';
import { followDossier } from './follow-dossier.ts';

/** Why a step was not taken: the words, and the field they belong to where the server names one. */
export interface Trouble {
  words: string;
  fields: Record<string, string>;
  stale: boolean;
}

function troubleOf(error: unknown): Trouble {
  const problem = error instanceof ApiError ? error.problem : null;
  const fields: Record<string, string> = {};
  for (const { path, message } of problem?.errors ?? []) {
    const name = path.split('/')[2];
    if (name !== undefined) fields[name] = message;
  }
  return { words: problemWords(error), fields, stale: error instanceof ApiError && error.code === 'stale-dossier' };
}

/** Steps for which the dossier is taken in hand first. */
const besideWork: readonly string[] = [
  'claim',
  'release',
  'hand-over',
  'urge',
  'check-urge',
  'answer-urge',
  'answer-joint',
  'notify-card',
  'answer-card',
  'appeal-card',
  'decide-appeal',
  'count-visit',
  'annul',
  'suspend',
  'resume',
  'archive',
];

/** One dossier as the server has it. A step is sent with the version that was looked at. */
export function useDossier(no: string, me: () => string) {
  const notices = useNotices();
  const dossier = shallowRef<Dossier | null>(null);
  const papers = shallowRef<PaperLine[] | null>(null);
  const failure = ref<string | null>(null);
  const whole = ref(false);
  const busy = ref(false);
  const trouble = shallowRef<Trouble | null>(null);
  const life = computed(() => dossier.value?.life ?? null);

  let asked = 0;

  /** What was asked for last is what the page shows, in whatever order the answers come. */
  async function load(): Promise<void> {
    asked += 1;
    const mine = asked;
    try {
      const applicant = whole.value ? dossier.value?.applicant : undefined;
      const [now, given] = await Promise.all([dossierApi.masked(no), dossierApi.papers(no)]);
      if (mine !== asked) return;
      dossier.value = applicant === undefined ? now : { ...now, applicant };
      papers.value = given.papers;
      failure.value = null;
    } catch (error) {
      if (mine === asked) failure.value = problemWords(error);
    }
  }
  async function show(): Promise<void> {
    try {
      dossier.value = await dossierApi.whole(no);
      whole.value = true;
    } catch (error) {
      notices.tell('trouble', problemWords(error));
    }
  }
  async function claimFirst(verb: DossierVerb): Promise<void> {
    const { yours = [], claim } = life.value ?? {};
    if (besideWork.includes(verb) || !yours.includes('claim') || claim?.staff === me()) return;
    await dossierApi.verb(no, 'claim', {});
  }
  /** `seen` is the version that was on the page when the sheet was opened. True when it was recorded. After a refusal the page is new and `trouble` says why. */
  async function act(verb: DossierVerb, body: Record<string, unknown>, seen?: number): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    trouble.value = null;
    const expectedVersion = seen ?? life.value?.version;
    try {
      await claimFirst(verb);
      await dossierApi.verb(no, verb, { ...body, expectedVersion });
      notices.tell('good', t(texts.done, { verb: t(dossierVerbTexts[verb]) }));
      return true;
    } catch (error) {
      trouble.value = troubleOf(error);
      return false;
    } finally {
      await load();
      busy.value = false;
    }
  }
  void load();
  followDossier(no, ({ version, light }) => {
    const isNew = version !== life.value?.version || light !== life.value.light;
    if (isNew && !busy.value) void load();
  });
  return { dossier, life, papers, failure, whole, busy, trouble, show, act };
}

import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { ApiError } from '../../server/client/api.ts';
import { formApi } from '../../server/client/form-api.ts';
import type { OwnCard } from '../../server/contract/card.ts';
import { asksWhatCardsSay, cardAnswers } from '../../server/contract/card-answers.ts';
import type { Form } from '../../server/contract/form.ts';
import { useCard } from '../journey/card.ts';
import { useJourney } from '../journey/journey.ts';
import { useTerminal } from '../journey/terminal.ts';
import { type FormStep, formsAt } from './steps.ts';
import { useForms } from './store.ts';

type FillingStep = Extract<FormStep, { form: Form }>;

/** The first question without an answer, or the overview; whoever was putting one answer right goes back there. */
export function afterCard(step: FillingStep, isAnswered: (field: string) => boolean): FormStep {
  const { form } = step;
  const index = form.fields.findIndex(({ id }) => !isAnswered(id));
  const fixing = step.at === 'review' || (step.at === 'field' && step.fixing);
  return fixing || index < 0 ? { at: 'review', form } : { at: 'field', form, index, fixing: false };
}

/** Filling in with the id card on the reader: asked once for each card and form, and only then is the whole card fetched. */
export const useCardFill = defineStore('card-fill', () => {
  const card = useCard();
  const forms = useForms();
  const journey = useJourney();
  const terminal = useTerminal();
  /** The whole card once it was fetched, for further forms of the same visitor. */
  const fetched = shallowRef<OwnCard | null>(null);
  const settled = ref<readonly string[]>([]);
  const busy = ref(false);
  const problem = ref<'gone' | 'failed' | null>(null);

  function forget(): void {
    fetched.value = null;
    settled.value = [];
    problem.value = null;
  }
  watch(() => card.notice?.token, forget, { flush: 'sync' });

  /** The form that waits for the visitor's word about the card. */
  const asked = computed((): FillingStep | null => {
    const within = journey.step.at === 'forms' ? journey.step.within : null;
    if (within === null || within.at === 'grid' || within.at === 'passed' || card.notice === null) return null;
    if (card.notice.place !== terminal.id || !asksWhatCardsSay(within.form)) return null;
    return settled.value.includes(within.form.code) ? null : within;
  });
  function settle({ form }: FillingStep): void {
    settled.value = [...settled.value, form.code];
    problem.value = null;
  }
  function decline(): void {
    if (asked.value !== null) settle(asked.value);
  }
  /** Fills what the card answers. Nothing happens where the visitor has left, or laid another card, meanwhile. */
  async function fill(): Promise<void> {
    const { notice } = card;
    if (busy.value || notice === null) return;
    busy.value = true;
    problem.value = null;
    try {
      const whole = fetched.value ?? (await formApi.card(notice.place, notice.token));
      const step = asked.value;
      if (card.notice?.token !== notice.token || step === null) return;
      fetched.value = whole;
      forms.fillByCard(cardAnswers(step.form, whole));
      settle(step);
      journey.showForm(formsAt(afterCard(step, (field) => forms.answerTo(field) !== '')));
    } catch (error) {
      if (card.notice?.token === notice.token)
        problem.value = error instanceof ApiError && error.problem?.code === 'card-gone' ? 'gone' : 'failed';
    } finally {
      busy.value = false;
    }
  }
  return { asked, fetched, busy, problem, fill, decline };
});

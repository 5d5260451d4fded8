import { defineStore } from 'pinia';
import { ref, shallowRef, watch } from 'vue';
import { newCommandId } from '../../server/client/api.ts';
import { formApi } from '../../server/client/form-api.ts';
import type { Form, FormValues, PassedForm } from '../../server/contract/form.ts';
import { useJourney } from '../journey/journey.ts';
import { station } from './entry.ts';

const retryMs = 5000;
/** Steps on which somebody is still on the way with a form. */
const onTheWay: readonly string[] = ['forms', 'help', 'voices'];

/** The hall's forms. */
function useFormList() {
  const forms = shallowRef<Form[]>([]);
  const loaded = ref(false);
  let loading = false;

  /** Keeps trying, as a kiosk is often switched on before the server. */
  async function load(): Promise<void> {
    if (loading) return;
    loading = true;
    for (;;) {
      try {
        forms.value = await formApi.list();
        loaded.value = true;
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, retryMs));
      }
    }
  }
  return { forms, loaded, load };
}

/** The visitor's answers; `changed` is told of every change. */
function useAnswers(changed: () => void) {
  const values = ref<FormValues>({});
  const byCard = ref<readonly string[]>([]);

  const answerTo = (field: string) => values.value[field] ?? '';
  function fill(field: string, value: string): void {
    values.value = { ...values.value, [field]: value };
    station.filled = Object.values(values.value).some((each) => each !== '');
    changed();
  }
  /** Answers from an id card, which the way through the form then leaves out. */
  function fillByCard(answers: FormValues): void {
    for (const [field, value] of Object.entries(answers)) fill(field, value);
    byCard.value = [...byCard.value, ...Object.keys(answers)];
  }
  const isByCard = (field: string) => byCard.value.includes(field) && answerTo(field) !== '';
  function clear(): void {
    values.value = {};
    byCard.value = [];
    station.filled = false;
    changed();
  }
  return { answerTo, fill, fillByCard, isByCard, clear };
}

/** The hall's forms, and what the visitor has filled in so far. Nothing of it outlives the visitor. */
export const useForms = defineStore('forms', () => {
  const { forms, loaded, load } = useFormList();
  const busy = ref(false);
  const failed = ref(false);
  let commandId = newCommandId();
  let passing = '';

  const { answerTo, fill, fillByCard, isByCard, clear } = useAnswers(() => {
    commandId = newCommandId();
  });
  function wipe(): void {
    clear();
    failed.value = false;
  }

  const journey = useJourney();
  /** What was filled in stays only as long as the visitor is on the way with it. */
  watch([() => onTheWay.includes(journey.step.at), () => station.visitors], ([filling, visitors], [, before]) => {
    if (filling && visitors === before) return;
    wipe();
    forgetPrinted();
  });
  /** What the form asks of it: somebody may have answered more on the way through another one. */
  const answersTo = ({ fields }: Form): FormValues =>
    Object.fromEntries(fields.flatMap(({ id }) => (answerTo(id) === '' ? [] : [[id, answerTo(id)]])));

  /** Passes the form to the counters; a second try after a lost answer brings the same code. Null: it did not go. */
  async function pass(form: Form, terminal: string): Promise<PassedForm | null> {
    if (passing !== form.code) commandId = newCommandId();
    passing = form.code;
    return working(() => formApi.pass(form.code, { commandId, values: answersTo(form), terminal }));
  }
  /** Opens the print window of the browser with the filled form. */
  async function print(form: Form): Promise<void> {
    await working(async () => printFile(URL.createObjectURL(await formApi.filled(form.code, answersTo(form)))));
  }
  const printPaper = (form: Form, sample: boolean) => printFile(formApi.paperAddress(form.code, sample));

  async function working<T>(work: () => Promise<T>): Promise<T | null> {
    if (busy.value) return null;
    busy.value = true;
    failed.value = false;
    try {
      return await work();
    } catch {
      failed.value = true;
      return null;
    } finally {
      busy.value = false;
    }
  }
  return {
    forms,
    loaded,
    busy,
    failed,
    load,
    answerTo,
    answersTo,
    fill,
    fillByCard,
    isByCard,
    wipe,
    pass,
    print,
    printPaper,
  };
});

let frame: HTMLIFrameElement | null = null;

/** One hidden frame holds the page that is printed; the next one takes the place of the one before. */
function printFile(address: string): void {
  frame?.remove();
  if (frame?.src.startsWith('blob:')) URL.revokeObjectURL(frame.src);
  const opened = document.createElement('iframe');
  opened.hidden = true;
  opened.title = 'print';
  opened.addEventListener('load', () => opened.contentWindow?.print());
  opened.src = address;
  document.body.append(opened);
  frame = opened;
}

/** Nothing that was printed stays in the page. */
function forgetPrinted(): void {
  if (frame?.src.startsWith('blob:')) URL.revokeObjectURL(frame.src);
  frame?.remove();
  frame = null;
}

import { type Ref, ref, shallowRef } from 'vue';
import { formApi } from '../../../server/client/form-api.ts';
import type { TakenForm } from '../../../server/contract/form.ts';
import { formTexts as texts } from '../../../server/contract/texts/forms.ts';
import { useNotices } from '../../kit/notices.ts';
import { problemWords } from '../../kit/problem-words.ts';
import { language, t } from '../../kit/text.ts';
import type { IntakeDraft } from './intake-draft.ts';

/** What of a form the draft takes over; what the form does not say stays as the clerk has it. */
export function draftFrom({ form, values }: TakenForm): Partial<IntakeDraft> {
  const draft: Partial<IntakeDraft> = { kind: form.applicant };
  for (const { id, fills } of form.fields) {
    const value = values?.[id] ?? '';
    if (value === '') continue;
    if (fills === 'name' || fills === 'idNumber' || fills === 'phone' || fills === 'agentName') draft[fills] = value;
  }
  return draft;
}

/** The paper that the form is counts as received; every other line stays as it is. */
export function receiveForm(materials: IntakeDraft['materials'], { form }: TakenForm): void {
  const material = materials.find(({ name }) => name === form.material);
  if (material?.received === 'missing') material.received = 'electronic';
}

/** Whether a form goes with an item; one without items goes with all. */
export const belongsTo = ({ form }: TakenForm, item: string) => form.items.length === 0 || form.items.includes(item);

/** 表单码: takes over what the visitor filled in at the kiosk, and lays it to the dossier once that is lodged. */
export function useFormCode(draft: Ref<IntakeDraft>) {
  const notices = useNotices();
  const taken = shallowRef<TakenForm[]>([]);
  const busy = ref(false);
  const titleOf = ({ form }: TakenForm) => form.title[language.value];

  async function take(code: string): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    try {
      const form = await formApi.take(code);
      taken.value = [...taken.value.filter(({ id }) => id !== form.id), form];
      Object.assign(draft.value, draftFrom(form));
      receiveForm(draft.value.materials, form);
      notices.tell('good', t(texts.counterTaken, { title: titleOf(form) }));
      return true;
    } catch (error) {
      notices.tell('trouble', problemWords(error));
      return false;
    } finally {
      busy.value = false;
    }
  }

  /** Each form that belongs to the item goes to the dossier's scans; one that could not stays at hand. */
  async function file(no: string, item: string): Promise<void> {
    for (const form of taken.value.filter((each) => belongsTo(each, item))) {
      try {
        await formApi.file(form.id, no);
        taken.value = taken.value.filter((each) => each !== form);
        notices.tell('good', t(texts.counterFiled, { title: titleOf(form) }));
      } catch (error) {
        notices.tell('trouble', problemWords(error));
      }
    }
  }
  return { taken, busy, take, file };
}

import { computed, type Ref, ref, shallowRef, watch } from 'vue';
import { api } from '../../../server/client/api.ts';
import type { ItemCard, ServiceCard } from '../../../server/contract/catalogue.ts';
import type { LodgedDossier } from '../../../server/contract/dossier.ts';
import { intakeTexts as texts } from '../../../server/contract/texts/counter.ts';
import type { CheckedPapers, TicketBrief } from '../../../server/contract/ticket.ts';
import type { CardNotice } from '../../../server/contract/views.ts';
import { useHall } from '../../kit/hall.ts';
import { useNotices } from '../../kit/notices.ts';
import { problemWords } from '../../kit/problem-words.ts';
import { t } from '../../kit/text.ts';
import {
  applicantOf,
  checklistOf,
  draftFaults,
  emptyDraft,
  type IntakeDraft,
  nextItem,
  receivedOf,
} from './intake-draft.ts';
import { belongsTo, receiveForm, useFormCode } from './use-form-code.ts';

interface IntakeSource {
  /** The ticket the form was opened for; the form keeps it, also after the next call. */
  ticket: TicketBrief | null;
  counter: number;
  card(): CardNotice | null;
  onLodged(): void;
}

/** One form after the other for one visitor: a ticket may ask for several items, and each makes a dossier of its own. */
export function useIntake({ ticket, counter, card, onLodged }: IntakeSource) {
  const notices = useNotices();
  const draft = ref(emptyDraft());
  const lodged = shallowRef<LodgedDossier | null>(null);
  const done = ref<string[]>([]);
  const submitting = ref(false);
  const tried = ref(false);
  const forms = useFormCode(draft);

  const asked = [ticket?.service.code ?? '', ...(ticket?.further ?? []).map(({ code }) => code)];
  const choices = computed(() => itemChoices(asked, counter));
  const itemCode = ref(nextItem(asked, choices.value, []));
  const checked = computed(() => ticket?.checked?.find(({ service }) => service === itemCode.value) ?? null);

  const { item, loadItem } = useItem(itemCode, draft, checked, forms);
  useCard(counter, card, draft);

  const faults = computed(() => draftFaults(draft.value));
  const ready = computed(() => item.value !== null && ticket !== null && !submitting.value);

  async function submit(): Promise<void> {
    tried.value = true;
    if (!ready.value || faults.value.length > 0 || ticket === null || item.value === null) return;
    submitting.value = true;
    try {
      lodged.value = await api.lodgeDossier({
        ticketId: ticket.id,
        item: item.value.code,
        applicant: applicantOf(draft.value),
        materials: receivedOf(draft.value),
      });
      done.value = [...done.value, item.value.code];
      void forms.file(lodged.value.no, item.value.code);
      onLodged();
    } catch (error) {
      notices.tell('trouble', problemWords(error));
    } finally {
      submitting.value = false;
    }
  }

  /** The same visitor's next item; who applies stays as it was. */
  async function another(): Promise<void> {
    lodged.value = null;
    tried.value = false;
    const next = nextItem(asked, choices.value, done.value);
    // The same item may be lodged for somebody else; its list of papers then begins anew.
    if (next === itemCode.value) await loadItem(next);
    itemCode.value = next;
  }
  return {
    itemCode,
    item,
    draft,
    lodged,
    done,
    submitting,
    tried,
    choices,
    checked,
    faults,
    ready,
    submit,
    another,
    forms,
  };
}

/** The item that is chosen, with its list of papers in the draft: what the desk checked and what forms were handed in stand there already. */
function useItem(
  itemCode: Ref<string>,
  draft: Ref<IntakeDraft>,
  checked: Ref<CheckedPapers | null>,
  forms: ReturnType<typeof useFormCode>,
) {
  const notices = useNotices();
  const item = shallowRef<ItemCard | null>(null);
  async function loadItem(code: string): Promise<void> {
    item.value = null;
    draft.value.materials = [];
    if (code === '') return;
    try {
      const loaded = await api.item(code);
      if (itemCode.value !== code) return;
      item.value = loaded;
      draft.value.materials = checklistOf(loaded, checked.value ?? undefined);
      for (const form of forms.taken.value) if (belongsTo(form, code)) receiveForm(draft.value.materials, form);
    } catch (error) {
      notices.tell('trouble', problemWords(error));
    }
  }
  watch(itemCode, loadItem, { immediate: true });
  return { item, loadItem };
}

/** Items that may be lodged here: those the ticket asks for first, then what else the counter serves. */
function itemChoices(asked: readonly string[], counter: number): ServiceCard[] {
  const hall = useHall();
  const services = hall.card?.counters.find(({ no }) => no === counter)?.services ?? [];
  const codes = [...asked.filter((code, index) => index === 0 || services.includes(code)), ...services];
  return [...new Set(codes)]
    .flatMap((code) => hall.serviceByCode.get(code) ?? [])
    .filter((service) => service.kind === 'item');
}

/** A card laid on the reader fills name and number; what the clerk typed before gives way to the document. */
function useCard(counter: number, card: () => CardNotice | null, draft: Ref<IntakeDraft>): void {
  const notices = useNotices();
  watch(card, async (notice) => {
    if (notice === null) return;
    try {
      const fields = await api.card(counter, notice.token);
      Object.assign(draft.value, { kind: 'person', name: fields.name, idNumber: fields.number });
      notices.tell('good', t(texts.cardRead, { name: notice.name }));
    } catch (error) {
      notices.tell('trouble', problemWords(error));
    }
  });
}

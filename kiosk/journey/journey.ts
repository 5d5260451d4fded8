import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { ApiError, api, newCommandId } from '../../server/client/api.ts';
import type { ServiceCard } from '../../server/contract/catalogue.ts';
import type { NumberStatus } from '../../server/contract/number-status.ts';
import type { Problem } from '../../server/contract/problem.ts';
import type { GreenReason, TakenTicket } from '../../server/contract/ticket.ts';
import { type FormsStep, formsEntry } from '../forms/entry.ts';
import { isFormStation } from '../forms/station-address.ts';
import { chosenAssist } from './assist.ts';
import { useCard } from './card.ts';
import type { ServiceGroup } from './groups.ts';

/** The one question before a number is taken. `green`: what the visitor named for the green channel, or null. */
export interface ServiceStep {
  at: 'service';
  service: ServiceCard;
  group: ServiceGroup | null;
  green: GreenReason | null;
}

/** Where the visitor stands. Each step holds only what it shows. */
export type Step =
  | { at: 'home' }
  | { at: 'group'; group: ServiceGroup }
  | ServiceStep
  | { at: 'priority'; from: ServiceStep }
  | { at: 'taking'; service: ServiceCard }
  | { at: 'taken'; service: ServiceCard; ticket: TakenTicket }
  | {
      at: 'not-taken';
      service: ServiceCard;
      green: GreenReason | null;
      commandId: string;
      problem: Problem | null;
      unreachable: boolean;
    }
  | { at: 'voices'; from: Step }
  | { at: 'lookup' }
  /** `id`: known where the slip's code was read. */
  | { at: 'number'; status: NumberStatus; id: string | null }
  | FormsStep
  | { at: 'help'; from: Step };

const canLeave: readonly Step['at'][] = [
  'group',
  'service',
  'priority',
  'not-taken',
  'help',
  'voices',
  'lookup',
  'number',
  'forms',
];
/** Where everybody begins: the services, or the forms where the screen is a form station. */
const start: Step = isFormStation(globalThis.location ?? { pathname: '', search: '' }) ? formsEntry : { at: 'home' };

/** Where one stands, and the two ways out of everywhere. */
function useSteps() {
  const step = shallowRef<Step>(start);
  const homePage = ref(0);
  /** Page of a group's services or of a service's papers. */
  const innerPage = ref(0);

  function enter(next: Step): void {
    innerPage.value = 0;
    step.value = next;
  }
  function goHome(): void {
    if (step.value.at === 'taking') return;
    homePage.value = 0;
    enter(start);
  }
  function back(): void {
    const here = step.value;
    if (here.at === 'help' || here.at === 'voices' || here.at === 'priority') enter(here.from);
    else if (here.at === 'service' && here.group !== null) enter({ at: 'group', group: here.group });
    else if (here.at === 'not-taken') enter({ at: 'service', service: here.service, group: null, green: here.green });
    else if (here.at === 'number') enter({ at: 'lookup' });
    else if (here.at === 'forms') enter(here.before === null ? start : here.before());
    else if (canLeave.includes(here.at)) enter(start);
  }
  return { step, homePage, innerPage, enter, goHome, back };
}
type Steps = Pick<ReturnType<typeof useSteps>, 'step' | 'enter'>;

/** What is chosen on the way to a number. */
function choices({ step, enter }: Steps) {
  function ask(service: ServiceCard, group: ServiceGroup | null): void {
    enter({ at: 'service', service, group, green: null });
  }
  function chooseGroup(group: ServiceGroup): void {
    const only = group.services[0];
    if (group.services.length === 1 && only !== undefined) ask(only, null);
    else enter({ at: 'group', group });
  }
  function chooseService(service: ServiceCard): void {
    ask(service, step.value.at === 'group' ? step.value.group : null);
  }
  function askForPriority(): void {
    if (step.value.at === 'service') enter({ at: 'priority', from: step.value });
  }
  /** Back at the question with the reason, or without one. */
  function chooseGreen(green: GreenReason | null): void {
    if (step.value.at === 'priority') enter({ ...step.value.from, green });
  }
  return { chooseGroup, chooseService, askForPriority, chooseGreen };
}

/** Pages beside that way; back leads to where they were opened. */
function asides({ step, enter }: Steps) {
  return {
    askForHelp(): void {
      if (step.value.at !== 'help' && step.value.at !== 'taking') enter({ at: 'help', from: step.value });
    },
    askForVoice(): void {
      if (step.value.at !== 'voices' && step.value.at !== 'taking') enter({ at: 'voices', from: step.value });
    },
    askForNumber: (): void => enter({ at: 'lookup' }),
    showNumber: (status: NumberStatus, id: string | null = null): void => enter({ at: 'number', status, id }),
    showForm: (step: FormsStep): void => enter(step),
    askForForms: (): void => enter(formsEntry),
  };
}

/** The card on this kiosk's reader goes along, so that nobody holds two numbers for one service. */
function cardOf(terminal: string): { card?: string } {
  const { notice } = useCard();
  return notice?.place === terminal ? { card: notice.token } : {};
}

/** One visitor's way through the kiosk. Nothing is taken before the one ✓. */
export const useJourney = defineStore('journey', () => {
  const { step, homePage, innerPage, enter, goHome, back } = useSteps();
  const atStart = computed(() => step.value.at === 'home' || step.value === start);
  const canGoBack = computed(() => !atStart.value && canLeave.includes(step.value.at));

  /**
   * Takes one number. While one is on its way no other can start; a retry after a lost answer goes out under the same
   * command id, so that the visitor never holds two numbers.
   */
  async function takeNumber(terminal: string): Promise<void> {
    const here = step.value;
    if (here.at !== 'service' && here.at !== 'not-taken') return;
    const { service, green } = here;
    const commandId = here.at === 'not-taken' && here.unreachable ? here.commandId : newCommandId();
    enter({ at: 'taking', service });
    const reason = green === null ? {} : { greenReason: green };
    const assist = chosenAssist();
    try {
      const body = {
        commandId,
        service: service.code,
        origin: 'kiosk' as const,
        terminal,
        ...reason,
        ...cardOf(terminal),
        ...(assist.length === 0 ? {} : { assist }),
      };
      enter({ at: 'taken', service, ticket: await api.takeTicket(body) });
    } catch (error) {
      const problem = error instanceof ApiError ? error.problem : null;
      const unreachable = problem === null || problem.status >= 500;
      enter({ at: 'not-taken', service, green, commandId, problem, unreachable });
    }
  }

  return {
    step,
    homePage,
    innerPage,
    atStart,
    canGoBack,
    goHome,
    back,
    ...choices({ step, enter }),
    ...asides({ step, enter }),
    takeNumber,
  };
});

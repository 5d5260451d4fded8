import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { ApiError, api, newCommandId } from '../../server/client/api.ts';
import type { ServiceCard } from '../../server/contract/catalogue.ts';
import type { Problem } from '../../server/contract/problem.ts';
import type { TakenTicket } from '../../server/contract/ticket.ts';
import type { ServiceGroup } from './groups.ts';

/** Where the visitor stands. Each step holds only what it shows. */
export type Step =
  | { at: 'home' }
  | { at: 'group'; group: ServiceGroup }
  | { at: 'service'; service: ServiceCard; group: ServiceGroup | null }
  | { at: 'taking'; service: ServiceCard }
  | { at: 'taken'; service: ServiceCard; ticket: TakenTicket }
  | { at: 'not-taken'; service: ServiceCard; commandId: string; problem: Problem | null; unreachable: boolean }
  | { at: 'help'; from: Step };

/** One visitor's way through the kiosk. Nothing is taken before the one ✓. */
export const useJourney = defineStore('journey', () => {
  const step = shallowRef<Step>({ at: 'home' });
  const homePage = ref(0);
  /** Page of a group's services or of a service's papers. */
  const innerPage = ref(0);
  const canGoBack = computed(() => ['group', 'service', 'not-taken', 'help'].includes(step.value.at));

  function enter(next: Step): void {
    innerPage.value = 0;
    step.value = next;
  }
  function goHome(): void {
    if (step.value.at === 'taking') return;
    homePage.value = 0;
    enter({ at: 'home' });
  }
  function chooseGroup(group: ServiceGroup): void {
    const only = group.services[0];
    if (group.services.length === 1 && only !== undefined) enter({ at: 'service', service: only, group: null });
    else enter({ at: 'group', group });
  }
  function chooseService(service: ServiceCard): void {
    enter({ at: 'service', service, group: step.value.at === 'group' ? step.value.group : null });
  }
  function back(): void {
    const here = step.value;
    if (here.at === 'help') enter(here.from);
    else if (here.at === 'service' && here.group !== null) enter({ at: 'group', group: here.group });
    else if (here.at === 'not-taken') enter({ at: 'service', service: here.service, group: null });
    else if (canGoBack.value) enter({ at: 'home' });
  }
  function askForHelp(): void {
    if (step.value.at !== 'help' && step.value.at !== 'taking') enter({ at: 'help', from: step.value });
  }

  /**
   * Takes one number. While one is on its way no other can start; a retry after a lost answer goes out under the same
   * command id, so that the visitor never holds two numbers.
   */
  async function takeNumber(terminal: string): Promise<void> {
    const here = step.value;
    if (here.at !== 'service' && here.at !== 'not-taken') return;
    const { service } = here;
    const commandId = here.at === 'not-taken' && here.unreachable ? here.commandId : newCommandId();
    enter({ at: 'taking', service });
    try {
      const ticket = await api.takeTicket({ commandId, service: service.code, origin: 'kiosk', terminal });
      enter({ at: 'taken', service, ticket });
    } catch (error) {
      const problem = error instanceof ApiError ? error.problem : null;
      const unreachable = problem === null || problem.status >= 500;
      enter({ at: 'not-taken', service, commandId, problem, unreachable });
    }
  }

  return { step, homePage, innerPage, canGoBack, goHome, chooseGroup, chooseService, back, askForHelp, takeNumber };
});

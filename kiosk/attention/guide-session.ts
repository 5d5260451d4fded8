import { computed, onScopeDispose, ref, watch } from 'vue';
import { useClock } from '../../counter-ui/kit/clock.ts';
import { api, newCommandId } from '../../server/client/api.ts';
import { kioskSessions } from '../../server/client/guides.ts';
import type { KioskReport } from '../../server/contract/kiosk-session.ts';
import { type Step, useJourney } from '../journey/journey.ts';
import { useTerminal } from '../journey/terminal.ts';

/** The server forgets a kiosk that is silent for three minutes. */
const againMs = 45_000;
const servicesMost = 4;

/** What a guide may know of a step, to go on from there; null where there is nobody, or nothing left to do. */
export function reportOf(step: Step): Omit<KioskReport, 'session'> | null {
  switch (step.at) {
    case 'home':
    case 'taking':
    case 'taken':
    // What is filled in is the visitor's own; a guide helps beside the glass.
    case 'forms':
      return null;
    case 'group':
      return { page: 'choosing', services: step.group.services.slice(0, servicesMost).map(({ code }) => code) };
    case 'service':
      return { page: 'service', services: [step.service.code] };
    case 'priority':
      return { page: 'service', services: [step.from.service.code] };
    case 'not-taken':
      return { page: 'not-taken', services: [step.service.code] };
    case 'lookup':
    case 'number':
      return { page: 'number', services: [] };
    case 'voices':
      return reportOf(step.from) ?? { page: 'choosing', services: [] };
    case 'help':
      return { page: 'help', services: reportOf(step.from)?.services ?? [] };
  }
}

/**
 * Lets a guide at the desk go on for the visitor at this kiosk. `helping` while one does; it ends with the guide's word, with
 * the time, and at once when the visitor wants to go on alone.
 */
export function useGuideSession() {
  const journey = useJourney();
  const terminal = useTerminal();
  const now = useClock(1000, () => terminal.view);
  const session = ref<string | null>(null);
  /** The end of a help that the visitor sent away: another one ends at another time. */
  const sentAway = ref(0);
  const helper = computed(() => {
    const told = terminal.view?.helper ?? null;
    const current = told !== null && told.session === session.value && now.value + terminal.clockOffsetMs < told.until;
    return current ? told : null;
  });
  const helping = computed(() => helper.value?.state === 'helping' && helper.value.until !== sentAway.value);

  function tell(): void {
    // A browser that is not this kiosk has no visitor of its own.
    const report = terminal.view?.elsewhere ? null : reportOf(journey.step);
    const known = session.value;
    if (report === null) {
      session.value = null;
      if (known !== null) void kioskSessions.end(terminal.id, known).catch(() => undefined);
      return;
    }
    session.value = known ?? newCommandId();
    void kioskSessions.report(terminal.id, { session: session.value, ...report }).catch(() => undefined);
  }
  watch(() => journey.step, tell);
  const timer = setInterval(() => {
    if (session.value !== null) tell();
  }, againMs);
  onScopeDispose(() => clearInterval(timer));

  // The guide has taken the number: the kiosk shows where it stands, as if it had been typed here.
  watch(
    () => (helper.value?.state === 'done' ? helper.value.number : null),
    async (number) => {
      if (number === null) return;
      const mine = session.value;
      const status = await api.number(number).catch(() => null);
      if (status !== null && mine !== null && mine === session.value) journey.showNumber(status);
    },
  );
  function goOnAlone(): void {
    const mine = session.value;
    sentAway.value = helper.value?.until ?? 0;
    if (mine !== null) void kioskSessions.release(terminal.id, mine).catch(() => undefined);
  }
  return { helping, goOnAlone };
}

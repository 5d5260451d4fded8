import { useSpeech } from '../../counter-ui/kit/speech.ts';
import { api } from '../../server/client/api.ts';
import type { AssistNeed } from '../../server/contract/assist.ts';
import { useHelpCall } from '../attention/help-call.ts';
import { listening } from '../listening.ts';

const standardSpeech = '普通话';

/** What this visitor chose at the kiosk, as the counter may know it: that, and nothing about the person (guidance T25). */
export function chosenAssist(): AssistNeed[] {
  const speech = useSpeech();
  const voice = speech.voices.value.find(({ id }) => id === speech.voice.value);
  const needs: AssistNeed[] = [];
  if (listening.value) needs.push('listening');
  if (voice !== undefined && voice.dialect !== standardSpeech) needs.push('dialect');
  if (useHelpCall().called) needs.push('helper');
  return needs;
}

/** The way for a wheelchair was asked for, or is not wanted after all. A counter that does not learn of it manages too. */
export function noteWheelchair(ticketId: string, wanted: boolean): void {
  const needs: AssistNeed[] = wanted ? [...chosenAssist(), 'wheelchair'] : chosenAssist();
  void api.noteAssist(ticketId, needs).catch(() => undefined);
}

import type { NumberStatus } from '../../server/contract/number-status.ts';
import type { Text } from '../../server/contract/texts/define.ts';
import { kioskTexts } from '../../server/contract/texts/kiosk.ts';
import { kioskCardTexts } from '../../server/contract/texts/kiosk-card.ts';
import { guideTexts, sayTexts } from '../../server/contract/texts/kiosk-guide.ts';
import type { HelpPhase } from '../attention/help-call.ts';
import type { Step } from './journey.ts';

export interface Prompt {
  text: Text;
  values: Record<string, unknown>;
}
const plain = (text: Text, values: Record<string, unknown> = {}): Prompt => ({ text, values });
const digits = (number: string) => [...number].join(' ');

/** The number that the holder of the card has already, where none was taken for that reason; else null. */
export function numberHeld(step: Step): string | null {
  const problem = step.at === 'not-taken' ? step.problem : null;
  return problem?.code === 'already-waiting' ? String(problem.facts?.number ?? '') : null;
}
const heldPrompt = (number: string | null) =>
  number === null ? plain(sayTexts.notTaken) : plain(sayTexts.taken, { digits: digits(number) });

/** What each step asks, in writing. */
export function writtenPrompt(step: Step, help: HelpPhase): Text {
  switch (step.at) {
    case 'home':
      return kioskTexts.chooseWhat;
    case 'group':
      return kioskTexts.chooseWhich;
    case 'service':
      return kioskTexts.confirmThis;
    case 'priority':
      return guideTexts.priorityTitle;
    case 'voices':
      return guideTexts.chooseVoice;
    case 'lookup':
      return guideTexts.typeNumber;
    case 'number':
    case 'taken':
      return kioskTexts.yourNumber;
    case 'not-taken':
      return numberHeld(step) === null ? kioskTexts.notTaken : kioskCardTexts.already;
    case 'forms':
      return step.written;
    case 'help':
      return helpWords(help);
    case 'taking':
      return kioskTexts.taking;
  }
}

function helpWords(help: HelpPhase): Text {
  if (help === 'taken') return guideTexts.helpTaken;
  if (help === 'slow') return guideTexts.helpSlow;
  if (help === 'calling') return guideTexts.helpCalling;
  return help === 'failed' ? guideTexts.helpFailed : kioskTexts.helpTitle;
}

/** What is said aloud when a step begins. `zoneWord` is the word of a zone's symbol, `name` that of a picture. */
export function spokenPrompt(
  step: Step,
  words: { name(pictogram: string): string; zoneWord(zone: number): string },
): Prompt[] {
  switch (step.at) {
    case 'home':
      return [plain(sayTexts.home)];
    case 'group':
      return [plain(sayTexts.group, { name: words.name(step.group.pictogram) })];
    case 'service':
      return [plain(sayTexts.service, { name: words.name(step.service.pictogram) })];
    case 'priority':
      return [plain(sayTexts.priority)];
    case 'voices':
      return [plain(sayTexts.voices)];
    case 'taking':
      return [plain(sayTexts.taking)];
    case 'taken':
      return [
        plain(sayTexts.taken, { digits: digits(step.ticket.number) }),
        plain(sayTexts.goTo, { zone: words.zoneWord(step.ticket.zone), counters: step.ticket.counters.slice(0, 3) }),
      ];
    case 'not-taken':
      return [heldPrompt(numberHeld(step))];
    case 'lookup':
      return [plain(sayTexts.lookup)];
    case 'forms':
      return [plain(step.spoken)];
    case 'number':
      return [plain(sayTexts.taken, { digits: digits(step.status.number) }), numberPrompt(step.status)];
    case 'help':
      return [plain(sayTexts.help)];
  }
}

function numberPrompt(status: NumberStatus): Prompt {
  if (status.mayRequeue) return plain(sayTexts.numberMissed);
  if (status.status === 'called' || status.status === 'serving')
    return plain(sayTexts.numberCalled, { counter: status.counter });
  if (status.status !== 'waiting') return plain(sayTexts.numberOver);
  if (status.moved !== undefined && status.counters.length > 0)
    return plain(sayTexts.numberMoved, { counter: status.counters[0] });
  return status.ahead === 0 ? plain(sayTexts.numberNext) : plain(sayTexts.numberWaiting, { count: status.ahead });
}

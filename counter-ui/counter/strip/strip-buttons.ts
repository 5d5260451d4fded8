import type { CounterStage, CounterVerb } from '../../../server/contract/counter.ts';
import { counterTexts as texts } from '../../../server/contract/texts/counter.ts';
import { stripTexts } from '../../../server/contract/texts/counter-keys.ts';
import type { Text } from '../../../server/contract/texts/define.ts';
import type { Intent } from '../key-map.ts';

export interface StripButton {
  intent: Intent;
  verb: CounterVerb;
  text: Text;
  /** The one key of the steady state. */
  main?: boolean;
}

/** The keys that matter now, the first of them first; at most four fit. Every other key works in the strip all the same. */
export function stripButtons(now: { stage: CounterStage; asked: boolean; undo: boolean }): StripButton[] {
  const noShow: StripButton = { intent: 'no-show', verb: 'no-show', text: stripTexts.noShow };
  if (now.stage === 'closed') return [{ intent: 'call-next', verb: 'open', text: texts.openCounter, main: true }];
  if (now.stage === 'paused') return [{ intent: 'call-next', verb: 'resume', text: texts.resume, main: true }];
  if (now.asked) return [{ intent: 'call-next', verb: 'call-next', text: stripTexts.came, main: true }, noShow];
  const callNext: StripButton = { intent: 'call-next', verb: 'call-next', text: stripTexts.callNext, main: true };
  const undo: StripButton[] = now.undo ? [{ intent: 'undo', verb: 'undo', text: texts.undo }] : [];
  switch (now.stage) {
    case 'free':
      return [callNext, ...undo, { intent: 'pause', verb: 'pause', text: texts.pause }];
    case 'called': {
      const recall: StripButton = { intent: 'recall', verb: 'recall', text: texts.recall };
      const start: StripButton = { intent: 'start-or-finish', verb: 'start', text: stripTexts.start };
      return [callNext, start, ...(now.undo ? undo : [recall]), noShow];
    }
    case 'serving':
      return [
        callNext,
        { intent: 'start-or-finish', verb: 'finish', text: texts.finish },
        { intent: 'evaluate', verb: 'evaluate', text: texts.evaluate },
        ...undo,
      ];
  }
}

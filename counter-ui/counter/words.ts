import type { CounterAnswer, CounterStage, UndoOffer } from '../../server/contract/counter.ts';
import type { KeyIntent } from '../../server/contract/counter-keys.ts';
import type { CounterSign } from '../../server/contract/device.ts';
import { counterTexts as texts } from '../../server/contract/texts/counter.ts';
import { stripTexts } from '../../server/contract/texts/counter-keys.ts';
import type { Text } from '../../server/contract/texts/define.ts';
import { t } from '../kit/text.ts';
import type { FinishResult, Underway } from './command.ts';

const actionTexts: Record<Underway, Text> = {
  open: texts.openCounter,
  close: texts.closeCounter,
  pause: texts.pause,
  resume: texts.resume,
  'call-next': texts.callNext,
  call: texts.callBack,
  recall: texts.recall,
  start: texts.start,
  finish: texts.finish,
  'no-show': texts.noShow,
  hold: texts.hold,
  transfer: texts.transfer,
  'add-service': texts.addService,
  undo: texts.undo,
  'store-next': texts.storeNext,
  'cancel-next': texts.cancelNext,
  evaluate: texts.evaluate,
  requeue: texts.requeue,
};
const intentTexts: Record<KeyIntent, Text> = {
  'call-next': texts.callNext,
  recall: texts.recall,
  evaluate: texts.evaluate,
  'no-show': texts.noShow,
  pause: texts.pause,
  transfer: texts.transfer,
  hold: texts.hold,
  'call-back': texts.callBack,
  'start-or-finish': texts.startOrFinish,
  intake: texts.intake,
  'add-service': texts.addService,
  undo: texts.undo,
  'auto-call': texts.autoCall,
  strip: stripTexts.strip,
  help: texts.callHelp,
};
export const intentName = (intent: KeyIntent): string => t(intentTexts[intent]);

export const actionName = (action: Underway): string => t(actionTexts[action]);

export const stageTexts: Record<CounterStage, Text> = {
  closed: texts.stageClosed,
  paused: texts.stagePaused,
  free: texts.stageFree,
  called: texts.stageCalled,
  serving: texts.stageServing,
};

export const undoTexts: Record<UndoOffer['action'], Text> = {
  call: texts.undoCall,
  finish: texts.undoFinish,
  'no-show': texts.undoNoShow,
  hold: texts.undoHold,
  transfer: texts.undoTransfer,
};

/** Why the last step can no longer be taken back. */
export const undoOverWords = ({ action, number }: UndoOffer): string =>
  t(texts.undoOver, { action: t(undoTexts[action], { number }), seconds: undoSeconds(action) });

/** How long the house lets a step be taken back (guidance C4). */
export const undoSeconds = (action: UndoOffer['action']): number => (action === 'call' ? 8 : 10);

export const resultTexts: Record<FinishResult, Text> = {
  done: texts.resultDone,
  lodged: texts.resultLodged,
  incomplete: texts.resultIncomplete,
  consulted: texts.resultConsulted,
};

/** The sentence a screen reader says after a command. `before` is the number that was in hand. */
export function announcementOf(verb: Underway, answer: CounterAnswer, before: string): string {
  const number = answer.ticket?.number ?? before;
  const no = answer.counter.no;
  switch (verb) {
    case 'call-next':
    case 'call':
      return answer.ticket === null ? t(texts.saidEmpty) : t(texts.saidCalled, { number });
    case 'recall':
      return t(texts.saidRecalled, { number });
    case 'start':
      return t(texts.saidStarted, { number });
    case 'finish':
      return t(texts.saidFinished, { number: before });
    case 'no-show':
      return t(texts.saidMissed, { number: before });
    case 'hold':
      return t(texts.saidHeld, { number: before });
    case 'transfer':
      return t(texts.saidTransferred, { number: before });
    case 'add-service':
      return t(texts.saidAdded, { name: answer.ticket?.further.at(-1)?.name ?? '' });
    case 'undo':
      return t(texts.saidUndone);
    case 'store-next':
      return t(texts.standby);
    case 'cancel-next':
      return t(texts.standbyOff);
    case 'evaluate':
      return t(texts.saidAsked);
    case 'pause':
      return t(texts.saidPaused);
    case 'resume':
      return t(texts.saidResumed);
    case 'open':
      return t(texts.saidOpened, { no });
    case 'close':
      return t(texts.saidClosed, { no });
    case 'requeue':
      return t(texts.saidRequeued, { number });
  }
}

/** What a counter's sign says, in words for staff. */
export function signWords(sign: CounterSign): string {
  switch (sign.state) {
    case 'closed':
      return t(texts.signClosed);
    case 'idle':
      return t(texts.signIdle);
    case 'calling':
      return t(texts.signCalling, { number: sign.number });
    case 'serving':
      return t(texts.signServing, { number: sign.number });
    case 'paused':
      return t(texts.signPaused);
  }
}

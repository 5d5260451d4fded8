import type { DeviceHealth } from '../../server/contract/device.ts';
import type { Text } from '../../server/contract/texts/define.ts';
import { devicesTexts as texts } from '../../server/contract/texts/devices-page.ts';
import { t } from './text.ts';

const stateTexts: Record<DeviceHealth['state'], Text> = {
  starting: texts.stateStarting,
  ready: texts.stateReady,
  busy: texts.stateBusy,
  trouble: texts.stateTrouble,
  offline: texts.stateOffline,
};
const reasonTexts: Record<string, Text> = {
  'paper-out': texts.reasonPaperOut,
  'paper-near-end': texts.reasonPaperLow,
  'cover-open': texts.reasonCoverOpen,
  'no-answer': texts.reasonNoAnswer,
  refused: texts.reasonRefused,
  timeout: texts.reasonTimeout,
  error: texts.reasonError,
  'cut-off': texts.reasonCutOff,
  'queue-full': texts.reasonQueueFull,
  'no-voice': texts.reasonNoVoice,
  'agent-lost': texts.reasonAgentLost,
  'agent-restarted': texts.reasonAgentRestarted,
  restarted: texts.reasonRestarted,
  settled: texts.reasonSettled,
  'silent-display': texts.reasonSilentDisplay,
  offline: texts.reasonOffline,
};

/** A device's reason in words; one without words of its own is shown as the device gave it. */
export function reasonWords(reason: string): string {
  const known = reasonTexts[reason];
  return known === undefined ? reason : t(known);
}

/** `有故障 · 缺纸`. */
export function healthWords(device: Pick<DeviceHealth, 'state' | 'reason'>): string {
  const state = t(stateTexts[device.state]);
  return device.reason === null ? state : `${state} · ${reasonWords(device.reason)}`;
}

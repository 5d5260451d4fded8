import type { DeviceHealth } from '../../server/contract/device.ts';
import type { Text } from '../../server/contract/texts/define.ts';
import { devicesTexts as texts } from '../../server/contract/texts/devices-page.ts';
import { t } from '../kit/text.ts';

const stateTexts: Record<DeviceHealth['state'], Text> = {
  starting: texts.stateStarting,
  ready: texts.stateReady,
  busy: texts.stateBusy,
  trouble: texts.stateTrouble,
  offline: texts.stateOffline,
};
const reasonTexts: Record<string, Text> = {
  'paper-out': texts.reasonPaperOut,
  'paper-low': texts.reasonPaperLow,
  'cover-open': texts.reasonCoverOpen,
  'no-answer': texts.reasonNoAnswer,
  refused: texts.reasonRefused,
  timeout: texts.reasonTimeout,
  cutter: texts.reasonCutter,
};

/** `有故障 · 缺纸`; a reason without words of its own is shown as the device gave it. */
export function healthWords(device: Pick<DeviceHealth, 'state' | 'reason'>): string {
  const state = t(stateTexts[device.state]);
  if (device.reason === null) return state;
  const known = reasonTexts[device.reason];
  return `${state} · ${known === undefined ? device.reason : t(known)}`;
}

import { ApiError } from '../../server/client/api.ts';
import type { DeviceHealth } from '../../server/contract/device.ts';
import type { Text } from '../../server/contract/texts/define.ts';
import { devicesTexts as texts } from '../../server/contract/texts/devices-page.ts';
import { problemWords } from './problem-words.ts';
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
  'no-guid': texts.reasonNoGuid,
  'memory-overrun': texts.reasonMemoryOverrun,
  'cut-off': texts.reasonCutOff,
  'queue-full': texts.reasonQueueFull,
  'no-voice': texts.reasonNoVoice,
  'agent-lost': texts.reasonAgentLost,
  'agent-restarted': texts.reasonAgentRestarted,
  restarted: texts.reasonRestarted,
  settled: texts.reasonSettled,
  'silent-display': texts.reasonSilentDisplay,
  offline: texts.reasonOffline,
  trouble: texts.stateTrouble,
  'no-announcer': texts.reasonNoAnnouncer,
  'sound-blocked': texts.reasonSoundBlocked,
  'page-failed': texts.reasonPageFailed,
  'silent-speaker': texts.reasonSilentSpeaker,
  'speech-load': texts.reasonSpeechLoad,
  'time-limit': texts.reasonTimeLimit,
  'sound-device': texts.reasonSoundDevice,
  'aplay-missing': texts.reasonAplayMissing,
  'say-failed': texts.reasonSayFailed,
  'bad-profile': texts.reasonBadProfile,
  'damaged-answer': texts.reasonDamagedAnswer,
  'damaged-command': texts.reasonDamagedCommand,
  'not-authorised': texts.reasonNotAuthorised,
  'reader-fault': texts.reasonReaderFault,
  'unknown-error': texts.reasonUnknownError,
  'refused-command': texts.reasonRefusedCommand,
  'illegal-command': texts.reasonIllegalCommand,
  'illegal-function': texts.reasonIllegalFunction,
  'write-failed': texts.reasonWriteFailed,
  busy: texts.reasonBusy,
  closed: texts.reasonClosed,
  'not-printable': texts.reasonNotPrintable,
  unreachable: texts.reasonUnreachable,
  'test-late': texts.reasonTestLate,
  stopped: texts.reasonStopped,
  'music-partly-wav': texts.reasonMusicPartlyWav,
  'music-needs-wav': texts.reasonMusicNeedsWav,
};

/** A device's reason in words; one without words of its own is shown as the device gave it. */
export function reasonWords(reason: string): string {
  const known = reasonTexts[reason];
  return known === undefined ? reason : t(known);
}

/** Why a test did not work; of a bus that names the boxes concerned, `no-answer: 3, 5`, their addresses as well. */
export function testProblemWords(error: unknown, name: string): string {
  const reason = error instanceof ApiError && error.code === 'device-in-trouble' ? error.problem?.facts?.reason : null;
  if (typeof reason !== 'string' || reason === '') return problemWords(error);
  const [word = '', boxes] = reason.split(': ');
  const told = boxes === undefined ? reasonWords(word) : `${reasonWords(word)} (${boxes})`;
  return t(texts.testFailed, { name, reason: told });
}

/** `有故障 · 缺纸`. */
export function healthWords(device: Pick<DeviceHealth, 'state' | 'reason'>): string {
  const state = t(stateTexts[device.state]);
  return device.reason === null ? state : `${state} · ${reasonWords(device.reason)}`;
}

/**
 * `paper-near-end`; `paper-out`; `silent-display`: it does not take what it should show; `silent-speaker`: calls are not heard;
 * `speech-load`: more is called than can be spoken; `offline` for longer than a minute;
 * `trouble` of any other kind.
 */
export interface DeviceAlarm {
  device: string;
  reason: 'paper-near-end' | 'paper-out' | 'silent-display' | 'silent-speaker' | 'speech-load' | 'offline' | 'trouble';
  /** Epoch milliseconds. */
  since: number;
}

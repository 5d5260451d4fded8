/** One take of a microphone: samples between -1 and 1. */
export interface Take {
  sampleRate: number;
  samples: Float32Array;
}
export type TakeFault = 'silent' | 'too-quiet' | 'overdriven' | 'too-long' | null;
export interface CheckedTake {
  take: Take;
  fault: TakeFault;
  seconds: number;
  /** Of the loudest sample, decibels below full scale. */
  peakDbfs: number;
}

const silentDbfs = -50;
const quietDbfs = -26;
const overdrivenShare = 0.002;
const secondsMost = 8;
/** What is left before the first and after the last sound, so that no consonant is cut. */
const edgeSeconds = 0.04;

const decibels = (ratio: number) => 20 * Math.log10(Math.max(ratio, 1e-6));

/** Cuts silence off both ends and says whether the take can be used. */
export function checkTake({ sampleRate, samples }: Take): CheckedTake {
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const peakDbfs = Math.round(decibels(peak) * 10) / 10;
  // A hundredth of the peak is the room; the quietest consonant is louder.
  const floor = Math.max(peak * 0.03, 10 ** (silentDbfs / 20));
  const first = samples.findIndex((sample) => Math.abs(sample) > floor);
  let last = samples.length - 1;
  while (last > first && Math.abs(samples[last] ?? 0) <= floor) last -= 1;
  const edge = Math.round(edgeSeconds * sampleRate);
  const spoken = first < 0 ? new Float32Array(0) : samples.slice(Math.max(0, first - edge), last + edge);
  const seconds = Math.round((spoken.length / sampleRate) * 100) / 100;
  const clipped = samples.reduce((count, sample) => count + (Math.abs(sample) >= 0.99 ? 1 : 0), 0);
  return { take: { sampleRate, samples: spoken }, fault: faultOf(), seconds, peakDbfs };

  function faultOf(): TakeFault {
    if (first < 0) return 'silent';
    if (clipped > samples.length * overdrivenShare) return 'overdriven';
    if (peakDbfs < quietDbfs) return 'too-quiet';
    return seconds > secondsMost ? 'too-long' : null;
  }
}

/** RIFF WAVE, 16 bits, one channel. */
export function waveOf({ sampleRate, samples }: Take): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(44 + samples.length * 2));
  const word = (at: number, text: string) => {
    for (let index = 0; index < text.length; index += 1) view.setUint8(at + index, text.charCodeAt(index));
  };
  word(0, 'RIFF');
  view.setUint32(4, 36 + samples.length * 2, true);
  word(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  word(36, 'data');
  view.setUint32(40, samples.length * 2, true);
  samples.forEach((sample, index) => {
    view.setInt16(44 + index * 2, Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), true);
  });
  return view.buffer;
}

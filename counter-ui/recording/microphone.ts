import type { Take } from './clip.ts';

/** Runs beside the page: hands every block of samples on as it comes. */
const worklet = `registerProcessor('take', class extends AudioWorkletProcessor {
  process(inputs) {
    const channel = inputs[0] && inputs[0][0];
    if (channel) this.port.postMessage(channel.slice());
    return true;
  }
});`;
const secondsMost = 12;

/** An open microphone. Plain samples without the browser's own noise filters, which cut the beginnings of words. */
export interface Microphone {
  begin(): void;
  end(): Take;
  close(): void;
}

/** `level` is told of the loudest sample of each block. Rejects when there is no microphone or it may not be used. */
export async function openMicrophone(level: (peak: number) => void): Promise<Microphone> {
  const raw = { echoCancellation: false, noiseSuppression: false, autoGainControl: false, channelCount: 1 };
  const stream = await navigator.mediaDevices.getUserMedia({ audio: raw });
  const context = new AudioContext();
  await context.resume();
  const address = URL.createObjectURL(new Blob([worklet], { type: 'text/javascript' }));
  await context.audioWorklet.addModule(address).finally(() => URL.revokeObjectURL(address));
  const node = new AudioWorkletNode(context, 'take', { numberOfOutputs: 1 });
  let blocks: Float32Array[] | null = null;
  let count = 0;
  node.port.onmessage = ({ data }: MessageEvent<Float32Array>) => {
    level(data.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0));
    if (blocks === null || count > secondsMost * context.sampleRate) return;
    blocks.push(data);
    count += data.length;
  };
  context.createMediaStreamSource(stream).connect(node);
  node.connect(context.destination);
  return {
    begin() {
      blocks = [];
      count = 0;
    },
    end() {
      const samples = new Float32Array(count);
      let at = 0;
      for (const block of blocks ?? []) {
        samples.set(block, at);
        at += block.length;
      }
      blocks = null;
      return { sampleRate: context.sampleRate, samples };
    },
    close() {
      for (const track of stream.getTracks()) track.stop();
      void context.close();
    },
  };
}

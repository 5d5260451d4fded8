/** Where the samples of a WAVE file stand, and how one is read. */
export interface WavHead {
  sampleRate: number;
  /** Bytes of one sample of every channel. */
  frameBytes: number;
  dataFrom: number;
  dataEnd: number;
  /** The mean of the channels of the frame that begins at `at`, between -1 and 1. */
  meanOf(bytes: Buffer, at: number): number;
}

interface Format {
  code: number;
  channels: number;
  sampleRate: number;
  bits: number;
}

/**
 * Reads the beginning of a 16-bit or 32-bit float WAVE file of `fileBytes` bytes. Lengths beyond the end mean up to the end:
 * programs that write into a pipe cannot know them. Throws an Error with a plain reason for anything else.
 */
export function readWavHead(bytes: Buffer, fileBytes: number): WavHead {
  if (bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE') {
    throw new Error('not a WAVE file');
  }
  let format: Format | null = null;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const name = bytes.toString('latin1', at, at + 4);
    const end = Math.min(fileBytes, at + 8 + bytes.readUInt32LE(at + 4));
    if (name === 'fmt ' && end - at >= 24) format = readFormat(bytes, at + 8, end);
    if (name === 'data') return headOf(format, at + 8, end);
    at = end + (end % 2);
  }
  throw new Error('a WAVE file without sound');
}

function readFormat(bytes: Buffer, at: number, end: number): Format {
  const plain = bytes.readUInt16LE(at);
  // An extensible format says what it really is in the first half of its identifier.
  const code = plain === 0xfffe && end - at >= 26 ? bytes.readUInt16LE(at + 24) : plain;
  return {
    code,
    channels: bytes.readUInt16LE(at + 2),
    sampleRate: bytes.readUInt32LE(at + 4),
    bits: bytes.readUInt16LE(at + 14),
  };
}

function headOf(format: Format | null, dataFrom: number, dataEnd: number): WavHead {
  if (!format) throw new Error('a WAVE file without a format');
  const { code, channels, sampleRate, bits } = format;
  const whole = code === 1 && bits === 16;
  if (!whole && !(code === 3 && bits === 32)) throw new Error(`WAVE format ${code} of ${bits} bits`);
  if (channels < 1 || channels > 8 || sampleRate < 8000 || sampleRate > 192_000) throw new Error('odd WAVE format');
  const sampleBytes = bits / 8;
  const head = { sampleRate, frameBytes: channels * sampleBytes, dataFrom, dataEnd };
  // What voices deliver, and the most of all that is read.
  if (whole && channels === 1) return { ...head, meanOf: (bytes, at) => bytes.readInt16LE(at) / 32_768 };
  const meanOf = (bytes: Buffer, at: number) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) {
      const place = at + channel * sampleBytes;
      sum += whole ? bytes.readInt16LE(place) / 32_768 : bytes.readFloatLE(place);
    }
    const mean = sum / channels;
    return Number.isFinite(mean) ? mean : 0;
  };
  return { ...head, meanOf };
}

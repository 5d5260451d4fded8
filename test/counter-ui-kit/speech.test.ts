// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Speaker, type SpeechParts } from '../../counter-ui/kit/speech.ts';

/** Sources that were started, and when each was told to stop, in seconds of the context's clock. */
let sources: { stoppedAt: number | null; end(): void }[];
let loaded: string[];
let contextState: 'running' | 'suspended';
let loads: (path: string) => Promise<ArrayBuffer>;

function fakeContext(): AudioContext {
  const node = () => ({ connect: (next: unknown) => next, gain: { value: 1, setTargetAtTime() {} } });
  const source = () => {
    const made = {
      ...node(),
      frequency: { value: 0 },
      stoppedAt: null as number | null,
      onended: null as (() => void) | null,
      start() {
        sources.push(made);
      },
      stop(at: number) {
        made.stoppedAt = at;
      },
      end: () => made.onended?.(),
    };
    return made;
  };
  return {
    get state() {
      return contextState;
    },
    currentTime: 10,
    destination: {},
    resume: async () => {},
    createGain: node,
    createBufferSource: source,
    createOscillator: source,
    decodeAudioData: async () => ({}),
  } as unknown as AudioContext;
}

const parts: SpeechParts = {
  context: fakeContext,
  synthesis: () => null,
  utterance: () => ({}) as SpeechSynthesisUtterance,
  load: (path) => {
    loaded.push(path);
    return loads(path);
  },
};
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

beforeEach(() => {
  sources = [];
  loaded = [];
  contextState = 'running';
  loads = async () => new ArrayBuffer(8);
  sessionStorage.clear();
});

describe('the voice of a page', () => {
  it('a new sentence ends the one before it', async () => {
    const speaker = new Speaker(parts);
    void speaker.say('结婚登记');
    await settled();
    void speaker.say('身份证');
    await settled();
    expect(sources).toHaveLength(2);
    expect(sources[0]?.stoppedAt).not.toBeNull();
    expect(sources[1]?.stoppedAt).toBeNull();
    expect(speaker.speaking.value).toBe('身份证');
  });

  it('stopping silences in less than 200 ms and resolves whoever waits for the end', async () => {
    const speaker = new Speaker(parts);
    const over = speaker.say('请取号');
    await settled();
    speaker.stop();
    await over;
    expect((sources[0]?.stoppedAt ?? 99) - 10).toBeLessThan(0.2);
    expect(speaker.speaking.value).toBeNull();
  });

  it('a sentence that is still on its way when it is stopped is never heard', async () => {
    let arrive: (bytes: ArrayBuffer) => void = () => {};
    loads = () => new Promise((resolve) => (arrive = resolve));
    const speaker = new Speaker(parts);
    void speaker.say('慢');
    await settled();
    speaker.stop();
    arrive(new ArrayBuffer(8));
    await settled();
    expect(sources).toEqual([]);
  });

  it('the same sentence is fetched once, and no more than 32 are kept', async () => {
    const speaker = new Speaker(parts);
    for (let no = 0; no < 33; no += 1) {
      void speaker.say(`第${no}句`);
      await settled();
    }
    void speaker.say('第32句');
    await settled();
    expect(loaded).toHaveLength(33);
    void speaker.say('第0句');
    await settled();
    expect(loaded).toHaveLength(34);
  });

  it('without the server the browser speaks Mandarin, and without that a chime is heard', async () => {
    loads = async () => {
      throw new Error('no server');
    };
    const spoken: string[] = [];
    const synthesis = {
      getVoices: () => [{ lang: 'en-US' }, { lang: 'zh-CN' }],
      speak: (utterance: { text: string; onend(): void }) => {
        spoken.push(utterance.text);
        utterance.onend();
      },
      cancel() {},
    } as unknown as SpeechSynthesis;
    const utterance = (text: string) => ({ text }) as SpeechSynthesisUtterance;
    await new Speaker({ ...parts, synthesis: () => synthesis, utterance }).say('请稍等');
    expect(spoken).toEqual(['请稍等']);
    const dumb = new Speaker(parts).say('请稍等');
    await settled();
    expect(sources).toHaveLength(1);
    sources[0]?.end();
    await dumb;
  });

  it('a browser that wants a touch first keeps the newest sentence for it', async () => {
    vi.useFakeTimers();
    contextState = 'suspended';
    const speaker = new Speaker(parts);
    const over = speaker.say('请点一下');
    await vi.advanceTimersByTimeAsync(300);
    await over;
    vi.useRealTimers();
    expect(speaker.wantsTouch.value).toBe(true);
    contextState = 'running';
    speaker.touched();
    await settled();
    expect(speaker.wantsTouch.value).toBe(false);
    expect(sources).toHaveLength(1);
  });

  it('the voice is kept for the session and volume goes round; the next visitor finds both as usual', () => {
    const speaker = new Speaker(parts);
    speaker.chooseVoice('gan');
    expect(new Speaker(parts).voice.value).toBe('gan');
    speaker.louder();
    expect(speaker.volume.value).toBe(1);
    speaker.louder();
    expect(speaker.volume.value).toBe(0.25);
    speaker.reset();
    expect([speaker.voice.value, speaker.volume.value]).toEqual(['mandarin', 0.75]);
    expect(new Speaker(parts).voice.value).toBe('mandarin');
  });

  it('only voices that can speak now are offered', async () => {
    const voices = [
      { id: 'mandarin', name: '普通话', dialect: '普通话', engine: 'espeak', sample: '您好' },
      { id: 'gan', name: '赣语', dialect: '赣语', engine: null, sample: '您好' },
    ];
    loads = async () => new TextEncoder().encode(JSON.stringify(voices)).buffer as ArrayBuffer;
    const speaker = new Speaker(parts);
    await speaker.loadVoices();
    expect(speaker.voices.value.map((voice) => voice.id)).toEqual(['mandarin']);
  });
});

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { createVoice } from '../../../devices/voice/engine.ts';
import { clipEngine } from '../../../devices/voice/engines/clips.ts';
import { espeakEngine, pinyinText } from '../../../devices/voice/engines/espeak.ts';
import { type SayPlatform, safeText, sayEngine, speakAloud } from '../../../devices/voice/engines/say.ts';
import { syllableEngine } from '../../../devices/voice/engines/syllables.ts';
import type { VoiceEngine } from '../../../devices/voice/engines/voice-engine.ts';
import { peakDbfs, soundingRmsDbfs } from '../../../devices/voice/level.ts';
import { ProgramError, runProgram } from '../../../devices/voice/run-program.ts';
import { callSentence } from '../../../devices/voice/sentence.ts';
import { SoundCache } from '../../../devices/voice/sound-cache.ts';
import { houseRate, type Sound, secondsOf, writeWav } from '../../../devices/voice/wav.ts';

vi.setConfig({ testTimeout: 30_000 });

const folder = mkdtempSync(joinPath(tmpdir(), 'voice-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const call = callSentence({ number: '1047', counter: 3 });
const node = process.execPath;
/** A script that copies a file to another, or to its output. */
const copy = 'require("fs").writeFileSync(process.argv[2] ?? 1, require("fs").readFileSync(process.argv[1]))';
const said = joinPath(folder, 'said.wav');
const hum = (seconds: number, size = 0.3): Sound => ({
  sampleRate: houseRate,
  samples: Float32Array.from({ length: seconds * houseRate }, (_, at) => size * Math.sin(at / 8)),
});
const has = (command: string) => spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;
const noEngineFolders = { clipFolder: null, cacheFolder: null };

function engine(name: string, change: Partial<VoiceEngine> = {}): VoiceEngine {
  return { name, worthKeeping: false, unavailable: async () => null, render: async () => hum(1), ...change };
}

describe('espeak-ng', () => {
  test('is given pinyin with commas where the voice rests', () => {
    expect(pinyinText(call)).toBe('qing3, yi1 ling2 si4 qi1 hao4, dao4 san1 hao4 chuang1 kou3 ban4 li3.');
  });

  if (has('espeak-ng')) {
    test('reads that pinyin as Mandarin with the right tones', () => {
      const args = ['-v', 'cmn-latn-pinyin', '-x', '-q', pinyinText(call)];
      const phonemes = execFileSync('espeak-ng', args, { encoding: 'utf8' });
      expect(phonemes).not.toContain('(en)');
      const said = phonemes.replace(/[_|']/g, '').split(/\s+/).filter(Boolean);
      const expected = [
        'tS;hi214N',
        'ji55',
        'li35N',
        'si[51',
        'tS;hi55',
        'XAu51',
        'tAu51',
        'sa55n',
        'XAu51',
        'ts.hwA55N',
      ];
      expect(said.slice(0, 10)).toEqual(expected);
      expect(said.slice(10)).toEqual(['khou21', 'pa51n', 'li214']);
    });

    test('an announcement has the length, loudness and peak of one', async () => {
      const { sound, voice } = await createVoice(noEngineFolders, [espeakEngine()]).announce(call, 0);
      expect(voice).toBe('espeak-ng');
      expect(secondsOf(sound)).toBeGreaterThan(4);
      expect(secondsOf(sound)).toBeLessThan(8);
      expect(soundingRmsDbfs(sound)).toBeGreaterThan(-18);
      expect(soundingRmsDbfs(sound)).toBeLessThan(-14);
      expect(peakDbfs(sound)).toBeLessThanOrEqual(-1);
      const numbers = [secondsOf(sound), soundingRmsDbfs(sound), peakDbfs(sound)].map((value) => value.toFixed(2));
      console.info(`announcement by espeak-ng: ${numbers[0]} s, RMS ${numbers[1]} dBFS, peak ${numbers[2]} dBFS`);
    });
  } else {
    test('is absent on this machine, so that the chime alone sounds', async () => {
      const { voice, passedOver } = await createVoice(noEngineFolders, [espeakEngine()]).announce(call, 0);
      expect([voice, passedOver]).toEqual(['chime', ['espeak-ng: espeak-ng is not installed']]);
    });
  }

  test('that is not installed is passed over with a clear reason', async () => {
    const absent = espeakEngine('espeak-of-nowhere');
    expect(await absent.unavailable()).toBe('espeak-of-nowhere is not installed');
  });
});

describe('the order of engines', () => {
  test('is clips, syllables, espeak-ng, say, and the chime alone when none can speak', async () => {
    const refusing = ['clips', 'syllables', 'espeak-ng', 'say'].map((name) =>
      engine(name, { unavailable: async () => `no ${name}` }),
    );
    const { voice, sound, passedOver } = await createVoice(noEngineFolders, refusing).announce(call, 0);
    expect(voice).toBe('chime');
    expect(secondsOf(sound)).toBeLessThan(1.5);
    expect(passedOver).toEqual([
      'clips: no clips',
      'syllables: no syllables',
      'espeak-ng: no espeak-ng',
      'say: no say',
    ]);
  });

  test('an engine that cannot say this sentence leaves it to the next', async () => {
    const first = engine('first', { render: () => Promise.reject(new Error('no recording of A')) });
    const made = await createVoice(noEngineFolders, [first, engine('second')]).announce(call, 0);
    expect([made.voice, made.passedOver]).toEqual(['second', ['first: no recording of A']]);
  });

  test('an engine that was absent is looked for again after ten seconds', async () => {
    let reason: string | null = 'not yet';
    let looks = 0;
    const late = engine('late', {
      unavailable: async () => {
        looks += 1;
        return reason;
      },
    });
    const voice = createVoice(noEngineFolders, [late]);
    await voice.announce(call, 0);
    reason = null;
    expect((await voice.announce(call, 9000)).voice).toBe('chime');
    expect((await voice.announce(call, 10_000)).voice).toBe('late');
    expect(looks).toBe(2);
  });
});

describe('recorded clips', () => {
  const pack = joinPath(folder, 'pack');
  mkdirSync(pack);
  const clips = {
    请: 'qing.wav',
    一零: '10.wav',
    四: '4.wav',
    七: '7.wav',
    号到: 'hao-dao.wav',
    三: '3.wav',
    号窗口办理: 'end.wav',
  };
  for (const file of Object.values(clips)) writeFileSync(joinPath(pack, file), writeWav(hum(0.25)));
  const manifest = (content: unknown) => writeFileSync(joinPath(pack, 'manifest.json'), JSON.stringify(content));

  test('are joined by the longest words that fit', async () => {
    manifest({ voice: 'test', gapMs: 40, clips });
    expect(await clipEngine(pack).unavailable()).toBeNull();
    // Seven clips of 0.25 s; rests after 请 and after 号到, gaps after the other five.
    expect(secondsOf(await clipEngine(pack).render(call))).toBeCloseTo(7 * 0.25 + 2 * 0.22 + 5 * 0.04, 1);
  });

  test('a word without a clip is named', async () => {
    manifest({ voice: 'test', gapMs: 40, clips: { 请: 'qing.wav' } });
    await expect(clipEngine(pack).render(call)).rejects.toThrow('no clip for 一');
  });

  test('a manifest cannot lead out of its folder', async () => {
    manifest({ voice: 'test', gapMs: 40, clips: { 请: '../../secret.wav' } });
    expect(await clipEngine(pack).unavailable()).toBe('manifest.json is not as it should be');
  });

  test('that nobody configured are passed over', async () => {
    expect(await clipEngine(null).unavailable()).toBe('no clip pack is configured');
    expect(await clipEngine(joinPath(folder, 'nowhere')).unavailable()).toContain('ENOENT');
  });
});

describe('recorded syllables', () => {
  const syllables = joinPath(folder, 'ogg');
  for (const name of [
    'ㄑㄧㄥ3',
    'ㄧ',
    'ㄌㄧㄥ2',
    'ㄙ4',
    'ㄑㄧ',
    'ㄏㄠ4',
    'ㄉㄠ4',
    'ㄙㄢ',
    'ㄔㄨㄤ',
    'ㄎㄡ3',
    'ㄅㄢ4',
    'ㄌㄧ3',
  ]) {
    mkdirSync(joinPath(syllables, name), { recursive: true });
    writeFileSync(joinPath(syllables, name, '5.ogg'), writeWav(hum(0.3, name.length / 10)));
  }
  // The clips of this test are WAV inside, so that a decoder is not needed.
  const cat = async () => ({
    command: node,
    probe: [],
    speaks: () => true,
    args: (file: string) => ['-e', copy, file],
  });

  test('are joined with gaps and rests, each at the same loudness', async () => {
    const sound = await syllableEngine(syllables, cat).render(call);
    expect(secondsOf(sound)).toBeCloseTo(13 * 0.3 + 3 * 0.22 + 10 * 0.04, 0);
    expect(soundingRmsDbfs(sound)).toBeCloseTo(-18, 0);
  });

  test('a syllable that was never recorded and a letter are left to the next engine', async () => {
    const made = syllableEngine(syllables, cat);
    await expect(made.render(callSentence({ number: '2', counter: 1 }))).rejects.toThrow('no recording at');
    await expect(made.render(callSentence({ number: 'A1', counter: 1 }))).rejects.toThrow('no recording of A');
  });

  test('without the package, or without a decoder, they are passed over with the reason', async () => {
    expect(await syllableEngine(joinPath(folder, 'nowhere')).unavailable()).toBe('package gcin-voice is not installed');
    expect(await syllableEngine(syllables, async () => null).unavailable()).toContain(
      'no program here reads Ogg Vorbis',
    );
  });
});

describe('the voice of Windows and macOS', () => {
  const asked: unknown[] = [];
  const load = (platform: string): SayPlatform => ({
    buildSpeakCommand: (request) => {
      asked.push([platform, request]);
      return { command: node, args: ['-e', ''], pipedData: request.text };
    },
    buildExportCommand: ({ filename }) => ({ command: node, args: ['-e', copy, said, filename], pipedData: '' }),
  });

  test('is never loaded on Linux', async () => {
    const trap = () => {
      throw new Error('loaded');
    };
    expect(await sayEngine('linux', trap).unavailable()).toBe('say speaks on Windows and macOS only');
    await expect(sayEngine('linux', trap).render(call)).rejects.toThrow('only');
    await expect(speakAloud('请', 1000, new AbortController().signal, 'linux', trap)).rejects.toThrow('only');
  });

  test('is told nothing but hanzi, letters, digits and two marks', async () => {
    expect(safeText('请1047号") (system "rm -rf /") $(x)`y`-o')).toBe('请1047号 system rm rf  xyo');
    await speakAloud('请"1"号;', 5000, new AbortController().signal, 'darwin', load);
    expect(asked).toEqual([['darwin', { text: '请1号', voice: 'Tingting', speed: null }]]);
  });

  test('speaks into a file that is read back and taken away', async () => {
    writeFileSync(said, writeWav(hum(2)));
    expect(secondsOf(await sayEngine('darwin', load).render(call))).toBeCloseTo(2, 1);
  });

  test('a program that is missing is an error to be handled and no end of the server', async () => {
    const missing = (): SayPlatform => ({
      ...load('x'),
      buildSpeakCommand: () => ({ command: 'say-of-nowhere', args: [], pipedData: '' }),
    });
    const spoken = speakAloud('请', 1000, new AbortController().signal, 'darwin', missing);
    await expect(spoken).rejects.toThrow('say-of-nowhere is not installed');
  });
});

describe('speech that was made once', () => {
  test('is not made again, and outlives a restart on disk', async () => {
    const cacheFolder = joinPath(folder, 'cache');
    let made = 0;
    const make = async () => {
      made += 1;
      return hum(0.5);
    };
    await new SoundCache(cacheFolder).get('one', '请', make);
    const later = new SoundCache(cacheFolder);
    expect(secondsOf(await later.get('one', '请', make))).toBeCloseTo(0.5, 2);
    expect(made).toBe(1);
    await later.get('two', '请', make);
    expect(made).toBe(2);
  });

  test('is kept within bounds', async () => {
    const cacheFolder = joinPath(folder, 'small');
    const cache = new SoundCache(cacheFolder, { filesMost: 3, memoryMost: 2 });
    for (let number = 0; number < 8; number += 1) await cache.get('one', String(number), async () => hum(0.05));
    expect(readdirSync(cacheFolder)).toHaveLength(3);
  });

  test('a damaged file is made anew', async () => {
    const cacheFolder = joinPath(folder, 'damaged');
    await new SoundCache(cacheFolder).get('one', '请', async () => hum(0.2));
    for (const file of readdirSync(cacheFolder)) writeFileSync(joinPath(cacheFolder, file), 'RIFF');
    expect(secondsOf(await new SoundCache(cacheFolder).get('one', '请', async () => hum(0.4)))).toBeCloseTo(0.4, 1);
  });

  test('a folder that cannot be written costs only the saving', async () => {
    const file = joinPath(folder, 'a-file');
    writeFileSync(file, '');
    expect(secondsOf(await new SoundCache(file).get('one', '请', async () => hum(0.2)))).toBeCloseTo(0.2, 1);
  });
});

describe('a program that is run', () => {
  test('gets its arguments and its input as they are, past every shell', async () => {
    const script = 'process.stdin.on("data", (d) => process.stdout.write(process.argv[1] + d))';
    expect((await runProgram(node, ['-e', script, '$(id);"'], { input: '请' })).toString()).toBe('$(id);"请');
  });

  test('is started by another process, and by a new one when that has gone', async () => {
    const parentOf = async () => Number(await runProgram(node, ['-e', 'console.log(process.ppid)']));
    const first = await parentOf();
    expect(first).not.toBe(process.pid);
    expect(await parentOf()).toBe(first);
    const hanging = runProgram(node, ['-e', 'setInterval(() => {}, 1000)']).catch((error: unknown) => error);
    process.kill(first, 'SIGKILL');
    expect(await hanging).toMatchObject({ fault: 'failed' });
    expect([first, process.pid]).not.toContain(await parentOf());
  });

  test('is ended when it is called off', async () => {
    const call = new AbortController();
    const hanging = runProgram(node, ['-e', 'setInterval(() => {}, 1000)'], { signal: call.signal });
    call.abort();
    await expect(hanging).rejects.toMatchObject({ fault: 'failed', message: 'called off' });
  });

  test.each([
    ['ends badly', ['-e', 'console.error("no card"); process.exit(3)'], {}, 'failed', 'ended with 3: no card'],
    ['hangs', ['-e', 'setInterval(() => {}, 1000)'], { timeoutMs: 300 }, 'timeout', 'took over 300 ms'],
    [
      'says too much',
      ['-e', 'process.stdout.write("x".repeat(100000))'],
      { outputBytesMost: 1000 },
      'too-much',
      'too much',
    ],
  ])('and %s is ended with the reason', async (_name, args, options, fault, message) => {
    const error = await runProgram(node, args, options).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProgramError);
    expect(error).toMatchObject({ fault, message: expect.stringContaining(message) });
  });
});

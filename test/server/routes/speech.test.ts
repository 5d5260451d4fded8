import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSpeechDesk } from '../../../devices/speech.ts';
import type { VoiceEngine } from '../../../devices/voice/engines/voice-engine.ts';
import { createHouseVoices } from '../../../devices/voice/house-voices.ts';
import { houseRate, readWav, type Sound, secondsOf, writeWav } from '../../../devices/voice/wav.ts';
import type { SpeechDesk } from '../../../server/contract/speech.ts';
import { TestHouse } from '../../fixtures/house.ts';
import { lastingFolder } from '../../fixtures/temporary.ts';

const hum = (seconds: number): Sound => ({
  sampleRate: houseRate,
  samples: Float32Array.from({ length: seconds * houseRate }, (_, at) => 0.3 * Math.sin(at / 8)),
});
const folder = lastingFolder();
const packs = join(folder, 'voices');
/** What the engine was given to say, in syllables. */
const given: string[] = [];
let held: (() => void)[] = [];
let holding = false;
const engine: VoiceEngine = {
  name: 'test-engine',
  worthKeeping: false,
  unavailable: async () => null,
  render: async ({ tokens }) => {
    given.push(tokens.map(({ text }) => text).join(''));
    if (holding) await new Promise<void>((resolve) => held.push(resolve));
    return hum(0.5);
  },
};

let house: TestHouse;
let speech: SpeechDesk;
beforeAll(async () => {
  const pack = join(packs, 'gan');
  mkdirSync(pack, { recursive: true });
  writeFileSync(join(pack, 'ni.wav'), writeWav(hum(0.3)));
  const manifest = { voice: '刘师傅', dialect: '赣州话', gapMs: 40, clips: { 你: 'ni.wav', 你好: 'ni.wav' } };
  writeFileSync(join(pack, 'manifest.json'), JSON.stringify(manifest));
  const voices = createHouseVoices({ packFolder: packs, cacheFolder: null, engines: [engine] });
  speech = createSpeechDesk({ voices, cacheFolder: join(folder, 'cache') });
  house = await TestHouse.open({ speech }, folder);
});
afterAll(() => house.close());

const say = (text: string, more = '') => `/api/speech?text=${encodeURIComponent(text)}${more}`;

describe('speech over HTTP', () => {
  it('is a WAV, made once and then kept on the disk', async () => {
    const first = await house.get(say('请在打印机下方取走您的号票'));
    expect([first.statusCode, first.headers['content-type']]).toEqual([200, 'audio/wav']);
    expect(secondsOf(readWav(first.rawPayload))).toBeCloseTo(0.5, 1);
    const made = given.length;
    const second = await house.get(say('请在打印机下方取走您的号票'));
    expect(second.rawPayload).toEqual(first.rawPayload);
    expect(given.length).toBe(made);
    expect(readdirSync(join(folder, 'cache')).length).toBe(1);
  });

  it('is not sent again to who has it', async () => {
    const { headers } = await house.get(say('您好'));
    const tag = String(headers.etag);
    expect(headers['cache-control']).toBe('public, max-age=600');
    const again = await house.get(say('您好'), { headers: { 'if-none-match': tag } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect((await house.get(say('再见'))).headers.etag).not.toBe(tag);
  });

  it('reads long numbers digit by digit, short ones as a count, times by the clock', async () => {
    given.length = 0;
    await house.get(say('1047号，前面2人，约15分钟，3号窗口8:30开，12:00 A2'));
    expect(given).toEqual(['一零四七号前面两人约十五分钟三号窗口八点三十分开十二点A二']);
  });

  it('refuses what is not plain text, and what is too long', async () => {
    const odd = [
      '',
      ' ',
      '-f/etc/passwd',
      '<speak>您好</speak>',
      '您好\n',
      '$(reboot)',
      '您好`id`',
      '[[aeo]]',
      '您好|ls',
    ];
    for (const text of [...odd, '\u0000您好', '😀', '号'.repeat(121), '您好&lt;'])
      await house.refused(400, 'invalid-request', (h) => h.get(say(text)));
    await house.refused(400, 'invalid-request', (h) => h.get('/api/speech'));
    await house.refused(400, 'invalid-request', (h) => h.get(say('您好', '&voice=../../etc')));
    expect((await house.get(say('号'.repeat(120)))).statusCode).toBe(200);
  });

  it('speaks a recorded dialect, and says which word it lacks', async () => {
    expect((await house.get(say('你好', '&voice=gan'))).statusCode).toBe(200);
    const problem = await house.refused(422, 'voice-lacks-words', (h) => h.get(say('你早', '&voice=gan')));
    expect(problem.facts).toEqual({ voice: 'gan', missing: '早' });
    const unknown = await house.refused(422, 'unknown-voice', (h) => h.get(say('你好', '&voice=elvish')));
    expect(unknown.allowed).toEqual(['mandarin', 'gan']);
  });

  it('lists its voices with a sentence to try', async () => {
    const sample = '请1047号到3号窗口办理';
    expect((await house.get('/api/voices')).json()).toEqual([
      { id: 'mandarin', name: '普通话', dialect: '普通话', engine: 'test-engine', sample },
      { id: 'gan', name: '刘师傅', dialect: '赣州话', engine: 'clips', sample },
    ]);
  });

  it('makes few at a time, one text once, and refuses when too many wait', async () => {
    holding = true;
    const asked = Array.from({ length: 26 }, (_, index) => house.get(say(`第${index}句`)));
    const twice = house.get(say('第0句'));
    const settled: number[] = [];
    for (const each of asked) void each.then(({ statusCode }) => settled.push(statusCode));
    await expect.poll(() => held.length).toBe(2);
    const before = given.length;
    await house.refused(503, 'speech-busy', (h) => h.get(say('还有一句')));
    expect(given.length).toBe(before);
    holding = false;
    for (const go of held) go();
    held = [];
    expect((await Promise.all([...asked, twice])).every(({ statusCode }) => statusCode === 200)).toBe(true);
    expect(given.filter((text) => text === '第零句').length).toBe(1);
  });

  it('is refused with 503 where nothing can speak, and stays away from the disk', async () => {
    const silent = await TestHouse.open();
    try {
      await silent.refused(503, 'no-voice', (h) => h.get(say('您好')));
      expect((await silent.get('/api/voices')).json()).toEqual([]);
      expect(existsSync(join(silent.folder, 'speech'))).toBe(false);
    } finally {
      await silent.close();
    }
  });
});

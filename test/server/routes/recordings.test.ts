import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSpeechDesk } from '../../../devices/speech.ts';
import { createHouseVoices } from '../../../devices/voice/house-voices.ts';
import { houseRate, readWav, secondsOf, writeWav } from '../../../devices/voice/wav.ts';
import { type Asked, TestHouse } from '../../fixtures/house.ts';
import { lastingFolder } from '../../fixtures/temporary.ts';

let house: TestHouse;
const folder = lastingFolder();
beforeAll(async () => {
  const voices = createHouseVoices({ packFolder: join(folder, 'voices'), cacheFolder: null, engines: [] });
  house = await TestHouse.open({ speech: createSpeechDesk({ voices, cacheFolder: null }) }, folder);
});
afterAll(() => house.close());

const chief = { as: 'super1' };
const wav = (seconds: number, size: number, lead = 0.3) =>
  writeWav({
    sampleRate: houseRate,
    samples: Float32Array.from({ length: (seconds + lead) * houseRate }, (_, at) =>
      at < lead * houseRate ? 0 : Math.max(-1, Math.min(1, size * Math.sin(at / 9))),
    ),
  });
const keep = (words: string, payload: Buffer, asked: Asked = chief) =>
  house.inject(
    {
      method: 'PUT',
      url: `/api/recordings/ganzhou/${encodeURIComponent(words)}`,
      payload,
      headers: { 'content-type': 'audio/wav' },
    },
    asked,
  );
const name = (asked: Asked = chief) =>
  house.inject(
    { method: 'PUT', url: '/api/recordings/ganzhou', payload: { voice: '刘师傅', dialect: '赣州话' } },
    asked,
  );

it('only a supervisor or an administrator records', async () => {
  await house.refused(401, 'sign-in-first', () => name({}));
  await house.refused(403, 'not-allowed', () => name({ as: 'a01' }));
  await house.refused(403, 'not-allowed', () => keep('请', wav(0.4, 0.5), { as: 'a01' }));
  await house.refused(404, 'not-found', () => keep('请', wav(0.4, 0.5)));
});

it('a voice is recorded clip by clip, and the hall speaks with it at once', async () => {
  expect((await name()).json()).toEqual({ id: 'ganzhou', voice: '刘师傅', dialect: '赣州话', recorded: [] });
  const kept = (await keep('请', wav(0.4, 0.5))).json();
  expect(kept).toMatchObject({ words: '请', seconds: expect.closeTo(0.4, 1) });
  for (const words of ['一', '号', '到', '号窗口', '办理'])
    expect((await keep(words, wav(0.3, 0.5))).statusCode).toBe(200);
  const { packs, script } = (await house.get('/api/recordings', chief)).json();
  expect(packs[0].recorded).toEqual(['请', '一', '号', '到', '号窗口', '办理']);
  expect(script[0].words).toHaveLength(11);
  expect(script[3].words).toEqual(['鱼', '牛', '荷花', '玉米']);
  const said = await house.get(`/api/speech?voice=ganzhou&text=${encodeURIComponent('请1号到1号窗口办理')}`);
  expect([said.statusCode, secondsOf(readWav(said.rawPayload)) > 1.9]).toEqual([200, true]);
  const heard = await house.get(`/api/recordings/ganzhou/${encodeURIComponent('请')}`, chief);
  expect(secondsOf(readWav(heard.rawPayload))).toBeCloseTo(0.4, 1);
});

it('what cannot be used is refused, and what was recorded before stays', async () => {
  const problems: [Buffer, string][] = [
    [Buffer.from('not a sound'), 'no-wave'],
    [Buffer.alloc(0), 'no-wave'],
    [wav(0.4, 0.001), 'too-quiet'],
    [wav(0.4, 3), 'overdriven'],
    [wav(9, 0.5), 'too-long'],
  ];
  const before = readFileSync(join(folder, 'voices', 'ganzhou', 'manifest.json'), 'utf8');
  for (const [bytes, problem] of problems) {
    const told = await house.refused(422, 'unusable-recording', () => keep('请', bytes));
    expect(told.facts).toEqual({ problem });
  }
  await house.refused(400, 'invalid-request', () => keep('../请', wav(0.4, 0.5)));
  await house.refused(400, 'invalid-request', () => keep('qing', wav(0.4, 0.5)));
  expect(readFileSync(join(folder, 'voices', 'ganzhou', 'manifest.json'), 'utf8')).toBe(before);
  expect(readdirSync(join(folder, 'voices'))).toEqual(['ganzhou']);
});

it('a clip can be taken out again; doing so twice is no harm', async () => {
  const url = `/api/recordings/ganzhou/${encodeURIComponent('请')}`;
  for (let time = 0; time < 2; time += 1)
    expect((await house.inject({ method: 'DELETE', url }, chief)).statusCode).toBe(200);
  await house.refused(404, 'not-found', (h) => h.get(url, chief));
  expect((await name()).json().recorded).not.toContain('请');
});

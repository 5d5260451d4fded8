import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isTime } from '../../../server/music.ts';
import { sampleFile } from '../../fixtures/halls.ts';
import { TestHouse } from '../../fixtures/house.ts';
import { lastingFolder } from '../../fixtures/temporary.ts';

let house: TestHouse;
beforeAll(async () => {
  const folder = lastingFolder();
  mkdirSync(join(folder, 'music', 'more'), { recursive: true });
  writeFileSync(join(folder, 'music', '茉莉花 1.mp3'), '0123456789');
  writeFileSync(join(folder, 'music', 'b.OGG'), 'abc');
  writeFileSync(join(folder, 'music', '.hidden.mp3'), 'x');
  writeFileSync(join(folder, 'music', 'notes.txt'), 'x');
  writeFileSync(join(folder, 'music', 'more', 'deep.mp3'), 'x');
  writeFileSync(join(folder, 'secret.mp3'), 'secret');
  symlinkSync(join(folder, 'secret.mp3'), join(folder, 'music', 'linked.mp3'));
  const music = { folder: 'music', level: 0.4, times: [{ from: '08:30', until: '12:00' }] };
  house = await TestHouse.open({ file: { ...sampleFile(), music } }, folder);
});
afterAll(() => house.close());

describe('background music', () => {
  it('is what lies in its folder, and on at its times by the hall’s clock', async () => {
    const card = (await house.get('/api/music')).json();
    expect(card).toEqual({
      on: true,
      level: 0.4,
      tracks: [
        { title: 'b', address: '/api/music/b.OGG', bytes: 3 },
        { title: '茉莉花 1', address: `/api/music/${encodeURIComponent('茉莉花 1.mp3')}`, bytes: 10 },
      ],
    });
    house.at += 4 * 3_600_000;
    expect((await house.get('/api/music')).json().on).toBe(false);
  });

  it('is sent whole or in part', async () => {
    const address = `/api/music/${encodeURIComponent('茉莉花 1.mp3')}`;
    const whole = await house.get(address);
    expect([whole.statusCode, whole.headers['content-type'], whole.body]).toEqual([200, 'audio/mpeg', '0123456789']);
    const part = await house.get(address, { headers: { range: 'bytes=4-6' } });
    expect([part.statusCode, part.headers['content-range'], part.body]).toEqual([206, 'bytes 4-6/10', '456']);
    expect((await house.get(address, { headers: { range: 'bytes=7-' } })).body).toBe('789');
    expect((await house.get(address, { headers: { range: 'bytes=10-' } })).statusCode).toBe(416);
  });

  it('nothing beside the list can be had', async () => {
    const names = [
      '../secret.mp3',
      '..%2fsecret.mp3',
      '%2e%2e%2fsecret.mp3',
      '..%5csecret.mp3',
      'linked.mp3',
      'notes.txt',
    ];
    for (const name of [...names, '.hidden.mp3', 'more%2fdeep.mp3', '%2fetc%2fpasswd', 'b.OGG%00', 'B.ogg']) {
      const answer = await house.get(`/api/music/${name}`);
      expect([name, answer.statusCode, answer.body.includes('secret"')]).toEqual([name, 404, false]);
    }
  });

  it('a time that ends before it begins goes over midnight', () => {
    const config = { folder: 'music', level: 1, times: [{ from: '22:00', until: '06:00' }] };
    expect(['21:59', '22:00', '03:00', '06:00'].map((time) => isTime(config, time))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canInstallSystemPackages, hasProgram, installSystemPackages } from './system-packages.mjs';
import { say } from './words.mjs';

const installSecondsMost = 120;

/**
 * Where calls would have no voice of their own, tries once to install one. Never fails a start and never asks twice:
 * a note beside the packages remembers the try.
 */
export async function ensureVoice(root) {
  if (process.platform !== 'linux' || hasProgram('espeak-ng')) return;
  const note = join(root, 'node_modules', '.cache', 'tingqian-voice');
  if (mayTry() && !existsSync(note)) {
    say('正在安装语音合成 espeak-ng（只试一次）…', 'Installing the voice espeak-ng (tried once only)…');
    mkdirSync(join(root, 'node_modules', '.cache'), { recursive: true });
    writeFileSync(note, `${new Date().toISOString()}\n`);
    const { ok } = await installSystemPackages(['espeak-ng'], installSecondsMost);
    if (ok) {
      say('语音合成已安装。', 'The voice is installed.');
      return;
    }
  }
  say(
    '没有 espeak-ng：叫号时只有提示音和浏览器的语音。安装：apt-get install espeak-ng',
    '(espeak-ng is not here: calls have the chime and the voice of the browser.)',
  );
}

function mayTry() {
  const forbidden = ['CI', 'HALL_NO_APT'].some((name) => !['', '0', 'false', undefined].includes(process.env[name]));
  return !forbidden && canInstallSystemPackages();
}

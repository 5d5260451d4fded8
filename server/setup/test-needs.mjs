import { existsSync } from 'node:fs';
import { canInstallSystemPackages, hasProgram, installSystemPackages } from './system-packages.mjs';
import { complain, keepTelling, say } from './words.mjs';

const fontFolders = ['/usr/share/fonts/opentype/noto', '/usr/share/fonts/noto-cjk', '/usr/share/fonts/google-noto-cjk'];

/** What the tests use beside Node's packages: the Debian package, what for, and whether it is there. */
const needs = [
  { name: 'chromium', why: 'screens in a real browser', present: () => existsSync('/usr/bin/chromium') },
  { name: 'fonts-noto-cjk', why: 'Chinese text in that browser', present: () => fontFolders.some(existsSync) },
  { name: 'socat', why: 'pairs of serial ports', present: () => hasProgram('socat') },
  { name: 'espeak-ng', why: 'spoken calls', present: () => hasProgram('espeak-ng') },
];
const installMinutesMost = 10;

/** Installs what is missing. Resolves false, after naming each missing piece, when that is not possible here. */
export async function ensureTestNeeds() {
  const missing = () => needs.filter((need) => !need.present());
  const names = missing().map((need) => need.name);
  if (names.length === 0) return true;
  if (canInstallSystemPackages()) {
    say(`正在安装测试所需的系统软件:${names.join(' ')}`, `Installing what the tests need: ${names.join(' ')}`);
    const stopTelling = keepTelling('仍在安装', 'still installing');
    const { output } = await installSystemPackages(names, installMinutesMost * 60);
    stopTelling();
    if (missing().length > 0) process.stderr.write(`${output.trim()}\n`);
  }
  for (const { name, why } of missing()) complain(`缺少 ${name}。`, `Missing: ${name} (${why}).`);
  if (missing().length === 0) return true;
  const command = `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing()
    .map((need) => need.name)
    .join(' ')}`;
  complain(`安装后再试:${command}`, `Install, then try again: ${command}`);
  return false;
}

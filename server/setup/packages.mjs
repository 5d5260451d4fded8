import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runQuietly } from './run-program.mjs';
import { canInstallSystemPackages, hasProgram, installSystemPackages } from './system-packages.mjs';
import { complain, keepTelling, say } from './words.mjs';

/** What a native package needs when it is compiled on the spot: program and the Debian package that brings it. */
const compilers = [
  ['g++', 'g++'],
  ['make', 'make'],
  ['python3', 'python3'],
];
/** The one package the hall cannot do without and that may have to be compiled. */
const nativeBinding = join('node_modules', 'better-sqlite3', 'build', 'Release', 'better_sqlite3.node');
const installMinutesMost = 20;

/** Whether `node_modules` is what `package-lock.json` says; npm's own list of what it installed is compared with it. */
export function packagesAreCurrent(root) {
  const installedList = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedList) || !existsSync(join(root, nativeBinding))) return false;
  const installed = JSON.parse(readFileSync(installedList, 'utf8')).packages;
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(locked).every(([path, wanted]) => {
    if (path === '') return true;
    const present = installed[path];
    // Optional packages are made for other machines.
    if (present === undefined) return wanted.optional === true || wanted.devOptional === true;
    return present.version === wanted.version && present.integrity === wanted.integrity;
  });
}

/** npm as a script for this very Node, else whatever `npm` the machine has. */
function npmCommand() {
  const beside = dirname(process.execPath);
  const scripts = [
    process.env.npm_execpath,
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const script = scripts.find((path) => path?.endsWith('npm-cli.js') && existsSync(path));
  return script === undefined ? ['npm', []] : [process.execPath, [script]];
}

/** Headers that came with this Node spare the compiler a download. */
function headersOfThisNode() {
  const home = dirname(dirname(process.execPath));
  return existsSync(join(home, 'include', 'node', 'node.h')) ? { npm_config_nodedir: home } : {};
}

function runNpm(root) {
  const [program, before] = npmCommand();
  const args = [...before, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  return runQuietly(program, args, { cwd: root, env: headersOfThisNode(), limitSeconds: installMinutesMost * 60 });
}

/** Installs the locked packages when they are not there. Resolves false, after saying why, when that does not work. */
export async function ensurePackages(root) {
  if (packagesAreCurrent(root)) return true;
  say(
    '正在安装锁定的软件包（首次约一到三分钟）…',
    'Installing the locked packages (one to three minutes the first time)…',
  );
  const stopTelling = keepTelling('仍在安装', 'still installing');
  const { code, output } = await installWithCompilers(root);
  const seconds = stopTelling();
  if (code === 0) {
    say(`软件包已安装（${seconds} 秒）。`, `Packages installed (${seconds} s).`);
    return true;
  }
  const missing = compilers.filter(([program]) => !hasProgram(program)).map(([, name]) => name);
  process.stderr.write(`${output.trim()}\n`);
  complain('软件包安装失败，原因见上。', 'The packages could not be installed; the reason stands above.');
  if (missing.length > 0)
    complain(
      `编译 better-sqlite3 还缺:${missing.join(' ')}。Debian/Ubuntu:sudo apt-get install -y ${missing.join(' ')}`,
      `Compiling better-sqlite3 also needs: ${missing.join(' ')}. Debian/Ubuntu: sudo apt-get install -y ${missing.join(' ')}`,
    );
  return false;
}

/** A second try with compilers where the first failed for want of them. */
async function installWithCompilers(root) {
  const first = await runNpm(root);
  const missing = compilers.filter(([program]) => !hasProgram(program)).map(([, name]) => name);
  if (first.code === 0 || missing.length === 0 || !canInstallSystemPackages()) return first;
  say(`  缺少编译工具，正在安装:${missing.join(' ')}`, `compilers are missing, installing: ${missing.join(' ')}`);
  const compilersThere = await installSystemPackages(missing, 300);
  return compilersThere.ok ? runNpm(root) : first;
}

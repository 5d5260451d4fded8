import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { complain } from './words.mjs';

/** Whether `present` (such as `20.20.2`) is a Node that `package.json` asks for (`>=20.20 <21`). */
export function nodeFits(present, wanted) {
  const number = (text) => {
    const [major = 0, minor = 0] = text.split('.').map(Number);
    return major * 1000 + minor;
  };
  return wanted.split(' ').every((bound) => {
    const limit = number(bound.replace(/^[<>=]+/, ''));
    return bound.startsWith('>=') ? number(present) >= limit : number(present) < limit;
  });
}

/** Ends the program with a clear message when this is the wrong Node. */
export function requireNode(root) {
  const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node;
  if (nodeFits(process.versions.node, wanted)) return;
  complain(
    `厅前需要 Node.js ${wanted}，这台机器上是 ${process.versions.node}。请从 https://nodejs.org/download/release/latest-v20.x/ 安装 Node.js 20。`,
    `Tingqian needs Node.js ${wanted}; this is ${process.versions.node}. Install Node.js 20 from https://nodejs.org/download/release/latest-v20.x/.`,
  );
  process.exit(1);
}

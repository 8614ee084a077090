// Builds what `dist/` ships, in order: the runtime's WebAssembly, the bundle, the OTP pack.
//
// Usage: node tools/node/run.mjs tools/build.ts [--no-otp]
//
// Each step is a program of its own and can be run alone. Only the last may be missing its input: without a
// network and without Debian's tools the build is complete for whoever has an `erl` of their own.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

interface Step {
  readonly name: string;
  /** A script below the root; a step whose script is absent is skipped by name. */
  readonly script: string;
  readonly args?: readonly string[];
}

const STEPS: readonly Step[] = [
  { name: 'wasm', script: 'tools/wasmc/build.ts' },
  { name: 'bundle', script: 'node_modules/tsup/dist/cli-default.js', args: ['--silent'] },
  { name: 'otp', script: 'tools/fetch-otp.ts', args: ['--if-missing'] },
];

function build(skip: ReadonlySet<string>): void {
  for (const step of STEPS) {
    if (skip.has(step.name)) continue;
    if (!existsSync(join(root, step.script))) {
      console.error(`build: ${step.name} skipped, there is no ${step.script}`);
      continue;
    }
    const started = performance.now();
    const args = [join(root, step.script), ...(step.args ?? [])];
    const { status, signal, error } = spawnSync(process.execPath, args, {
      cwd: root,
      stdio: 'inherit',
    });
    if (error) throw error;
    if (status !== 0) {
      console.error(`build: ${step.name} failed (${signal ?? `status ${status}`})`);
      process.exit(1);
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.error(`build: ${step.name} ${seconds} s`);
  }
}

build(new Set(process.argv.slice(2).map((a) => a.replace(/^--no-/, ''))));

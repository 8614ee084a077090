// `npm test`: everything that must hold before a change is good: the build, the types, the lint rules, the tests.
//
// Usage: node tools/node/run.mjs tools/test.ts [--full] [VITEST-ARG…]
//
// The last line reads `N passed, N failed, N skipped`, alone on its line, for those who count. A failing build,
// type check or lint counts as one failed test each. All of them run, so that one run shows all that is wrong;
// only the tests need the build.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const report = join(root, '.cache/vitest.json');

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** The parts of vitest's JSON report that count. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { status: string; assertionResults: readonly unknown[] }[];
}

function run(name: string, script: string, args: readonly string[], env = {}): boolean {
  console.log(`── ${name}`);
  const result = spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (result.error) console.error(String(result.error));
  return result.status === 0;
}

/** Runs vitest; a run that leaves no report, or fails without a failed test, counts as one failure. */
function runTests(full: boolean, args: readonly string[]): Counts {
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const env = full ? { CORPUS: 'full', BEAMJIT_TEST: 'full' } : {};
  const ok = run('tests', 'node_modules/vitest/vitest.mjs', ['run', ...reporters, ...args], env);
  let counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    const r: VitestReport = JSON.parse(readFileSync(report, 'utf8'));
    const broken = r.testResults.filter(
      (f) => f.status === 'failed' && f.assertionResults.length === 0,
    );
    counts = {
      passed: r.numPassedTests,
      failed: r.numFailedTests + broken.length,
      skipped: r.numPendingTests + r.numTodoTests,
    };
  } catch (error) {
    console.error(`tests: no report: ${error}`);
  }
  if (!ok && counts.failed === 0) counts.failed = 1;
  return counts;
}

const args = process.argv.slice(2);
const full = args.includes('--full');
const total: Counts = { passed: 0, failed: 0, skipped: 0 };
const check = (ok: boolean) => (ok ? total.passed++ : total.failed++);

const built = run('build', 'tools/build.ts', []);
check(built);
check(run('typecheck', 'node_modules/typescript/bin/tsc', ['--noEmit']));
check(run('lint', 'node_modules/@biomejs/biome/bin/biome', ['check', '--error-on-warnings']));
if (built) {
  const counts = runTests(
    full,
    args.filter((a) => a !== '--full'),
  );
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
}

console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 ? 0 : 1);

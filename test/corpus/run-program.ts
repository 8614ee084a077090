// Runs one compiled program on beamjit: here by starting the command, a process per run.

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outcome } from './answers.ts';
import type { CompiledModule } from './pack.ts';

export interface RunProgramOptions {
  readonly stdin: Uint8Array;
  readonly args: readonly string[];
  /** Of the command. */
  readonly options: readonly string[];
  /** Where compiled code is kept; without it none is. */
  readonly cache?: string | undefined;
}

const CLI = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

const TIMEOUT_MS = 60_000;

/** Runs the main function of the first of `beams` in a scratch folder. */
export async function runProgram(
  beams: readonly CompiledModule[],
  { stdin, args, options, cache }: RunProgramOptions,
): Promise<Outcome> {
  if (!existsSync(CLI)) throw new Error(`${CLI} is not there: run npm run build first`);
  const folder = mkdtempSync(join(tmpdir(), 'beamjit-run-'));
  try {
    const ebin = join(folder, 'ebin');
    const work = join(folder, 'work');
    mkdirSync(ebin);
    mkdirSync(work);
    for (const { name, bytes } of beams) writeFileSync(join(ebin, `${name}.beam`), bytes);
    const main = join(ebin, `${beams[0].name}.beam`);
    const separator = args.length > 0 ? ['main/1', '--'] : [];
    const kept = cache === undefined ? ['--no-cache'] : [];
    const command = [CLI, ...options, ...kept, main, ...separator, ...args];
    return await execute(
      command,
      { ...process.env, HOME: work, BEAMJIT_CACHE: cache },
      work,
      stdin,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function execute(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  cwd: string,
  stdin: Uint8Array,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const env = { ...environment, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', TZ: 'UTC' };
    const child = spawn(process.execPath, args, { cwd, env });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_MS);
    child.stdout.on('data', (chunk) => stdout.push(chunk));
    child.stderr.on('data', (chunk) => stderr.push(chunk));
    child.on('error', reject);
    // A program that ends without reading its input closes the pipe under us: its right.
    child.stdin.on('error', () => {});
    child.stdin.end(stdin);
    child.on('close', (status, signal) => {
      clearTimeout(timer);
      if (status === null) reject(new Error(`ended by ${signal}`));
      else resolve({ stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr), status });
    });
  });
}

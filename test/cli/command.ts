// Starts the command from its sources, as a user would from a shell.

import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const COMMAND = join(ROOT, 'src/cli/bin.ts');

export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly stdin?: string;
  /** More of the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Called with all output so far, each time that there is more. */
  readonly onOutput?: (child: ReturnType<typeof spawn>, stdout: string) => void;
}

/** Runs `beamjit ARG…`. */
export function beamjit(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const child = spawn(process.execPath, [COMMAND, ...args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
  });
  return new Promise((resolve, reject) => {
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.on('error', reject);
    child.stdout.on('data', (chunk) => {
      out.push(chunk);
      options.onOutput?.(child, Buffer.concat(out).toString());
    });
    child.stderr.on('data', (chunk) => err.push(chunk));
    child.stdin.on('error', () => {});
    child.stdin.end(options.stdin ?? '');
    child.on('close', (status) =>
      resolve({
        stdout: Buffer.concat(out).toString(),
        stderr: Buffer.concat(err).toString(),
        status,
      }),
    );
  });
}

const programs: Record<string, string> = JSON.parse(
  readFileSync(join(ROOT, 'test/data/programs.json'), 'utf8'),
);

/** The bytes of a compiled program of test/cli/programs. */
export function program(name: string): Uint8Array {
  return new Uint8Array(Buffer.from(programs[name], 'base64'));
}

/** Writes a file with the folders above it, and answers its path. */
export function put(file: string, content: Uint8Array | string): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

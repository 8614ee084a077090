// What the recorder needs to know about a language: how its programs are compiled. One file per
// language implements it (erlang.ts, elixir.ts, gleam.ts); record.ts does the rest.

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { CompiledModule } from '../../test/corpus/pack.ts';
import type { LanguageName, Otp, Program } from '../../test/corpus/programs.ts';

export interface Language {
  readonly name: LanguageName;
  /** Changes when the same sources would compile to other modules: options, library versions. */
  readonly revision: string;
  /** The compiler flavours a toolchain has, `default` first. */
  flavours(toolchain: Toolchain): readonly string[];
  /** Compiles programs in one flavour; `folder` is empty and theirs to fill. */
  compile(
    programs: readonly Program[],
    toolchain: Toolchain,
    flavour: string,
    folder: string,
  ): Promise<Compiled>;
  /** Further folders of .beam files on the real VM's code path, such as Elixir's own ebin. */
  codePath?(toolchain: Toolchain): readonly string[];
  /** An Erlang expression to evaluate before a program runs: what the language's own command starts. */
  readonly start?: string;
}

export interface Compiled {
  /** By program name: its modules, the one with main first. Unstripped. */
  readonly programs: ReadonlyMap<string, readonly CompiledModule[]>;
  /** Modules that all programs share (a library compiled along with them). */
  readonly shared?: readonly CompiledModule[];
}

/** A real toolchain: a folder with erl, erlc and perhaps elixir. */
export class Toolchain {
  readonly otp: Otp;
  readonly folder: string;
  /** The toolchain whose library beamjit brings along. */
  readonly base: Toolchain;

  constructor(otp: Otp, folder: string, base?: Toolchain) {
    this.otp = otp;
    this.folder = folder;
    this.base = base ?? this;
  }

  /** Runs one of its commands to the end. */
  run(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
    return runCommand(join(this.folder, command), args, options);
  }

  /** Runs one of its commands, which must succeed, and returns its standard output. */
  async check(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
    const { status, stdout, stderr } = await this.run(command, args, options);
    if (status !== 0) {
      const output = Buffer.concat([stdout, stderr]).toString();
      throw new Error(`OTP ${this.otp}: ${command} ended with status ${status}:\n${output}`);
    }
    return stdout.toString();
  }
}

export interface RunOptions {
  readonly cwd?: string;
  readonly stdin?: Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutSeconds?: number;
}

export interface RunResult {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly status: number;
}

/** The same environment for every run: no user's locale, time zone or home. */
const ENVIRONMENT = {
  PATH: process.env.PATH ?? '',
  LANG: 'C.UTF-8',
  LC_ALL: 'C.UTF-8',
  TZ: 'UTC',
  ERL_CRASH_DUMP_SECONDS: '0',
};

export function runCommand(
  file: string,
  args: readonly string[],
  { cwd, stdin = new Uint8Array(), env = {}, timeoutSeconds = 60 }: RunOptions,
): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env: { ...ENVIRONMENT, HOME: cwd, ...env } });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutSeconds * 1000);
    child.stdout.on('data', (chunk) => stdout.push(chunk));
    child.stderr.on('data', (chunk) => stderr.push(chunk));
    child.on('error', reject);
    // A program that ends without reading its input closes the pipe under us: its right.
    child.stdin.on('error', () => {});
    child.stdin.end(stdin);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === null) reject(new Error(`${file} ${args.join(' ')}: ended by ${signal}`));
      else resolve({ stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr), status: code });
    });
  });
}

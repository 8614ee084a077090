/**
 * The virtual machines that are compared: how each is found, started and measured.
 *
 * A hot run starts a fresh VM that executes `bench_driver`, which takes the time inside the VM; starting the VM
 * is thus never part of a program's time, while warming it up is under our control. A whole run is timed
 * from outside, start and end of the process included.
 */

import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Vm {
  /** `erl`, or beamjit's tier. */
  readonly name: string;
  /** The command line that runs `main/1` of a module with strings as arguments, or its `main/0`. */
  command(ebin: string, module: string, args: readonly string[]): readonly string[];
  /** On top of our own environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** How a program runs inside one VM: first unmeasured, for so many milliseconds, then measured so many times. */
export interface Plan {
  readonly warmup: number;
  readonly runs: number;
}

export interface Measurement {
  readonly result: string;
  /** One for each measured run. */
  readonly milliseconds: readonly number[];
  /** Of the whole process, start-up and end included. */
  readonly wallMs: number;
  /** Peak resident memory, where the system tells. */
  readonly peakBytes: number | undefined;
  readonly stderr: string;
}

export interface TierOptions {
  /** The user's cache folder, in which beamjit keeps compiled code; without one it keeps none. */
  readonly cache?: string;
  /** Asks for `--stats=json`. */
  readonly stats?: boolean;
}

/** What the first line of the bundle starts Node with. */
function nodeFlags(cli: string): string[] {
  const [line] = readFileSync(cli, 'utf8').split('\n', 1);
  return line.split(' ').filter((word) => word.startsWith('--'));
}

const RUN_TIMEOUT_MS = 300_000;

/** How often a living process is asked for its peak memory, which only grows: the last reading counts. */
const POLL_MS = 5;

/** Real Erlang, with one scheduler as beamjit has one. */
export function erlangVm(erl: string, paths: readonly string[]): Vm {
  return {
    name: 'erl',
    command: (ebin, module, args) => [
      ...[erl, '+S', '1', '-noshell', '-pa', ebin, ...paths],
      // -run without arguments calls main/0.
      ...['-run', module, 'main', ...args, '-s', 'erlang', 'halt'],
    ],
  };
}

/** One tier of beamjit, of the given bundle. */
export function beamjitVm(
  cli: string,
  tier: string,
  paths: readonly string[],
  { cache, stats }: TierOptions = {},
): Vm {
  const flags = nodeFlags(cli);
  return {
    name: tier,
    environment: cache === undefined ? {} : { XDG_CACHE_HOME: cache },
    command: (ebin, module, args) => [
      ...[process.execPath, ...flags, cli, `--tier=${tier}`],
      // The interpreter has no compiled code to keep.
      ...(cache === undefined && tier !== 'interp' ? ['--no-cache'] : []),
      ...(stats ? ['--stats=json'] : []),
      ...[ebin, ...paths].flatMap((path) => ['-pa', path]),
      join(ebin, `${module}.beam`),
      ...(args.length > 0 ? ['main/1', '--', ...args] : ['main/0']),
    ],
  };
}

/** A command on PATH, or undefined. */
export function which(command: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, command)).find((file) => existsSync(file));
}

/** What real Erlang says about itself: its version line, and the folder of its stdlib. */
export function describeErlang(erl: string): { version: string; stdlib: string } {
  const expression =
    'io:put_chars([erlang:system_info(system_version), code:lib_dir(stdlib)]), halt().';
  const args = ['+S', '1', '-noshell', '-eval', expression];
  const output = execFileSync(erl, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [version, stdlib] = output.trim().split('\n');
  return { version: version.trim(), stdlib: join(stdlib, 'ebin') };
}

/** Why beamjit refuses a tier (exit status 2: a wrong command line), or undefined if it runs. */
export async function refusal(vm: Vm, ebin: string): Promise<string | undefined> {
  const { status, stderr } = await capture(vm, vm.command(ebin, 'bench_hello', []));
  return status === 2 ? stderr.trim() : undefined;
}

/** Measures one program at one size in one fresh VM. */
export async function measure(
  vm: Vm,
  ebin: string,
  { name, size }: { readonly name: string; readonly size: number },
  { warmup, runs }: Plan,
): Promise<Measurement> {
  const args = [`bench_${name}`, size, warmup, runs].map(String);
  return driven(vm, vm.command(ebin, 'bench_driver', args), name);
}

/** Compiles the modules in `folder` again with the Erlang compiler that the VM runs. */
export async function compileFolder(vm: Vm, ebin: string, folder: string): Promise<Measurement> {
  const command = vm.command(ebin, 'bench_compile_stdlib', [folder]);
  return driven(vm, command, 'compile_stdlib', 20 * RUN_TIMEOUT_MS);
}

async function driven(
  vm: Vm,
  command: readonly string[],
  program: string,
  timeoutMs?: number,
): Promise<Measurement> {
  const { stdout, stderr, status, wallMs, peakBytes } = await capture(vm, command, timeoutMs);
  const [, result, times] = /^result ([^\n]*)\ntimes \[([\d,]+)\]\n$/.exec(stdout) ?? [];
  if (status !== 0 || times === undefined) {
    throw new Error(`${vm.name} ${program}: ended with ${status}: ${stdout}${stderr}`);
  }
  const milliseconds = times.split(',').map((time) => Number(time) / 1000);
  return { result, milliseconds, wallMs, peakBytes, stderr };
}

/** Wall time and peak memory of the smallest program. */
export async function hello(
  vm: Vm,
  ebin: string,
): Promise<Pick<Measurement, 'wallMs' | 'peakBytes'>> {
  const captured = await capture(vm, vm.command(ebin, 'bench_hello', []));
  if (captured.status === 0) return captured;
  throw new Error(`${vm.name} hello: ended with ${captured.status}: ${captured.stderr}`);
}

interface Captured {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | string;
  readonly wallMs: number;
  readonly peakBytes: number | undefined;
}

async function capture(
  vm: Vm,
  command: readonly string[],
  timeoutMs = RUN_TIMEOUT_MS,
): Promise<Captured> {
  const begin = performance.now();
  const child = start(vm, command, 'ignore');
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  let peakBytes: number | undefined;
  const poll = setInterval(() => {
    peakBytes = statusBytes(child, 'VmHWM') ?? peakBytes;
  }, POLL_MS);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  try {
    const status = await ended(child);
    return { stdout, stderr, status, wallMs: performance.now() - begin, peakBytes };
  } finally {
    clearTimeout(timer);
    clearInterval(poll);
  }
}

/**
 * Resident bytes for each of `count` processes that wait in a receive: the growth of the VM's memory
 * while it spawns them, its garbage included. Undefined where the system does not tell.
 */
export async function bytesPerParkedProcess(
  vm: Vm,
  ebin: string,
  count: number,
): Promise<number | undefined> {
  const child = start(vm, vm.command(ebin, 'bench_parked', [String(count)]), 'pipe');
  const readings: (number | undefined)[] = [];
  child.stderr?.resume();
  child.stdout?.setEncoding('utf8').on('data', () => {
    readings.push(statusBytes(child, 'VmRSS'));
    child.stdin?.write('\n');
  });
  const status = await ended(child);
  if (status !== 0) throw new Error(`${vm.name} bench_parked: ended with ${status}`);
  const [before, after] = readings;
  return before === undefined || after === undefined ? undefined : (after - before) / count;
}

function start(vm: Vm, command: readonly string[], stdin: 'ignore' | 'pipe'): ChildProcess {
  const env = { ...process.env, ...vm.environment };
  return spawn(command[0], command.slice(1), { env, stdio: [stdin, 'pipe', 'pipe'] });
}

function ended(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    // A write may meet a process that has just gone; its status tells what matters.
    child.stdin?.on('error', () => {});
    child.on('close', (status, signal) => resolve(status ?? signal ?? 'no status'));
  });
}

/** A size that Linux tells about a living process. */
function statusBytes({ pid }: ChildProcess, key: 'VmHWM' | 'VmRSS'): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const [, kilobytes] = new RegExp(`^${key}:\\s+(\\d+) kB$`, 'm').exec(status) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}

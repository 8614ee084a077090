/**
 * The virtual machines that are compared: how each is found, started and measured.
 *
 * A run starts a fresh VM that executes `bench_driver`, which takes the time inside the VM; starting the VM
 * is thus never part of a program's time, while warming it up is under our control.
 */

import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Benchmark } from './suite.ts';

export interface Vm {
  /** The column's title: `erl`, or beamjit's tier. */
  readonly name: string;
  /** The command line that runs `main/1` of a module with strings as arguments, or its `main/0`. */
  command(ebin: string, module: string, args: readonly string[]): readonly string[];
}

export interface Plan {
  readonly warmup: number;
  readonly runs: number;
}

export interface Measurement {
  readonly result: string;
  /** One for each measured run. */
  readonly milliseconds: readonly number[];
}

const RUN_TIMEOUT_MS = 300_000;

/** Real Erlang, with one scheduler as beamjit has one. */
export function erlangVm(erl: string): Vm {
  return {
    name: 'erl',
    command: (ebin, module, args) => [
      ...[erl, '+S', '1', '-noshell', '-pa', ebin],
      // -run without arguments calls main/0.
      ...['-run', module, 'main', ...args, '-s', 'erlang', 'halt'],
    ],
  };
}

/** One tier of beamjit, of the given bundle. */
export function beamjitVm(cli: string, tier: string): Vm {
  return {
    name: tier,
    command: (ebin, module, args) => [
      ...[process.execPath, cli, `--tier=${tier}`, '-pa', ebin, join(ebin, `${module}.beam`)],
      ...(args.length > 0 ? ['main/1', '--', ...args] : ['main/0']),
    ],
  };
}

/** A command on PATH, or undefined. */
export function which(command: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, command)).find((file) => existsSync(file));
}

/** The line that a real VM introduces itself with. */
export function describeErlang(erl: string): string {
  const expression = 'io:put_chars(erlang:system_info(system_version)), halt().';
  const args = ['+S', '1', '-noshell', '-eval', expression];
  return execFileSync(erl, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
}

/** Measures one program in one fresh VM. */
export async function measure(
  vm: Vm,
  ebin: string,
  { name, size }: Benchmark,
  { warmup, runs }: Plan,
): Promise<Measurement> {
  const args = [`bench_${name}`, size, warmup, runs].map(String);
  const output = await capture(vm.command(ebin, 'bench_driver', args));
  const [, result, times] = /^result ([^\n]*)\ntimes \[([\d,]+)\]\n$/.exec(output) ?? [];
  if (times === undefined) throw new Error(`${vm.name} ${name}: unexpected output: ${output}`);
  return { result, milliseconds: times.split(',').map((time) => Number(time) / 1000) };
}

async function capture(command: readonly string[]): Promise<string> {
  const child = start(command, 'ignore');
  const timer = setTimeout(() => child.kill('SIGKILL'), RUN_TIMEOUT_MS);
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  const status = await ended(child);
  clearTimeout(timer);
  if (status !== 0) throw new Error(`${command.join(' ')}: ended with ${status}: ${output}`);
  return output;
}

/** Wall time in milliseconds and peak resident bytes (where the system tells) of a whole process. */
export async function wholeProcess(
  vm: Vm,
  ebin: string,
  module: string,
): Promise<{ milliseconds: number; peakBytes: number | undefined }> {
  const begin = performance.now();
  const child = start(vm.command(ebin, module, []), 'ignore');
  child.stdout?.resume();
  const end = ended(child).then((status) => {
    if (status !== 0) throw new Error(`${vm.name} ${module}: ended with ${status}`);
    return performance.now();
  });
  // The peak only grows, so that the last reading before the end counts.
  let peakBytes: number | undefined;
  const poll = setInterval(() => {
    peakBytes = statusBytes(child, 'VmHWM') ?? peakBytes;
  }, 2);
  try {
    return { milliseconds: (await end) - begin, peakBytes };
  } finally {
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
  const child = start(vm.command(ebin, 'bench_parked', [String(count)]), 'pipe');
  const readings: (number | undefined)[] = [];
  child.stdout?.setEncoding('utf8').on('data', () => {
    readings.push(statusBytes(child, 'VmRSS'));
    child.stdin?.write('\n');
  });
  const status = await ended(child);
  if (status !== 0) throw new Error(`${vm.name} bench_parked: ended with ${status}`);
  const [before, after] = readings;
  return before === undefined || after === undefined ? undefined : (after - before) / count;
}

function start(command: readonly string[], stdin: 'ignore' | 'pipe'): ChildProcess {
  return spawn(command[0], command.slice(1), { stdio: [stdin, 'pipe', 'inherit'] });
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

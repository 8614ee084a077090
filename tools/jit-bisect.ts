/*
 * Finds the function that is miscompiled: runs a program whose output with compiled code is not the interpreter's (or that crashes or hangs)
 * again and again, with fewer and fewer functions compiled, until none can be left out.
 *
 *     node tools/jit-bisect.ts [--tier=wasm|auto] [--jit=LIST] [--seconds=N] [--beamjit=FILE] FILE ARGUMENT…
 *
 * From the file on the arguments are those of `beamjit`: the function, options, `-- ARG…`. A run is bad if its standard output or
 * its exit status is another than the interpreter's, or if it takes longer than `--seconds`, by default ten times as long. Prints the function, or
 * the few that are needed together, and how to look at them; exit status 1 if nothing was found.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** A smallest part of a list that is still bad, by delta debugging; each part is tried once. */
export async function bisect(
  all: readonly string[],
  isBad: (part: readonly string[]) => Promise<boolean>,
): Promise<readonly string[]> {
  let bad = all;
  let pieces = 2;
  while (bad.length > 1) {
    const size = Math.ceil(bad.length / pieces);
    const parts: (readonly string[])[] = [];
    for (let i = 0; i < bad.length; i += size) parts.push(bad.slice(i, i + size));
    const rest = (part: readonly string[]) => bad.filter((name) => !part.includes(name));
    const candidates = pieces === 2 ? parts : [...parts, ...parts.map(rest)];
    let found: readonly string[] | undefined;
    for (const candidate of candidates) {
      if (await isBad(candidate)) {
        found = candidate;
        break;
      }
    }
    if (found !== undefined) {
      pieces = parts.includes(found) ? 2 : Math.max(2, pieces - 1);
      bad = found;
    } else if (pieces < bad.length) pieces = Math.min(bad.length, 2 * pieces);
    else break;
  }
  return bad;
}

/** Functions that a run has compiled, from its `--trace=tier`, which is there even if it crashed. */
export function compiledFunctions(trace: string): string[] {
  const names = new Set<string>();
  for (const line of trace.split('\n')) {
    const match = /^ *[\d.]+ ms {2}tier requested (.*)$/.exec(line);
    for (const name of match?.[1].split(', ') ?? []) names.add(name);
  }
  return [...names];
}

interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  /** Exit status, or the signal that ended it. */
  readonly status: number | string;
  readonly seconds: number;
}

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const first = words.findIndex((word) => !word.startsWith('--'));
  if (first < 0) throw new Error('usage: jit-bisect [--NAME=VALUE…] FILE ARGUMENT…');
  const program = words.slice(first);
  const { values } = parseArgs({
    args: words.slice(0, first),
    options: {
      tier: { type: 'string', default: 'wasm' },
      jit: { type: 'string' },
      seconds: { type: 'string' },
      beamjit: { type: 'string', default: join(import.meta.dirname, '../src/cli/bin.ts') },
    },
  });
  const thresholds = values.jit === undefined ? [] : [`--jit=${values.jit}`];
  const tier = [`--tier=${values.tier}`, '--no-cache', ...thresholds];
  const work = mkdtempSync(join(tmpdir(), 'jit-bisect-'));
  const filter = join(work, 'functions');
  const run = (options: readonly string[], seconds: number) =>
    runOnce(values.beamjit, [...options, ...program], seconds);
  try {
    const right = await run(['--tier=interp'], 600);
    const limit = Number(values.seconds ?? 10 * right.seconds + 10);
    const differs = (o: Outcome) => o.stdout !== right.stdout || o.status !== right.status;
    const whole = await run([...tier, '--trace=tier'], limit);
    if (!differs(whole))
      return give(`compiled code does what the interpreter does: ${summary(right)}`);
    console.log(`the interpreter: ${summary(right)}\ncompiled code:   ${summary(whole)}`);
    const all = compiledFunctions(whole.stderr);
    const isBad = async (part: readonly string[]) => {
      writeFileSync(filter, `${part.join('\n')}\n`);
      const isDifferent = differs(await run([...tier, `--jit-filter=@${filter}`], limit));
      console.log(`${String(part.length).padStart(6)} functions: ${isDifferent ? 'bad' : 'good'}`);
      return isDifferent;
    };
    if (await isBad([])) return give('it is bad without any compiled function, too');
    if (!(await isBad(all))) return give('it is good with just those functions that were compiled');
    const found = await bisect(all, isBad);
    console.log(`miscompiled: ${found.join(', ')}`);
    for (const name of found)
      console.log(`look at it:  beamjit --tier=${values.tier} --dump=listing,ir,wat:${name} …`);
  } finally {
    rmSync(work, { recursive: true });
  }
}

function give(reason: string): void {
  console.log(reason);
  process.exitCode = 1;
}

function runOnce(command: string, args: readonly string[], seconds: number): Promise<Outcome> {
  const began = performance.now();
  const child = spawn(process.execPath, [command, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: Math.round(1000 * seconds),
    killSignal: 'SIGKILL',
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk) => out.push(chunk));
  child.stderr.on('data', (chunk) => err.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) =>
      resolve({
        stdout: Buffer.concat(out).toString(),
        stderr: Buffer.concat(err).toString(),
        status: status ?? signal ?? 'killed',
        seconds: (performance.now() - began) / 1000,
      }),
    );
  });
}

function summary({ stdout, status, seconds }: Outcome): string {
  const text = stdout.length > 60 ? `${stdout.slice(0, 60)}…` : stdout;
  return `${JSON.stringify(text)}, status ${status}, ${seconds.toFixed(1)} s`;
}

if (import.meta.main) await main();

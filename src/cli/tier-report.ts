// What `--stats` and `--why` say about functions and tiers at a program's end.

import type { FunctionProfile, Profile, UnitProfile } from '../jit/profile.ts';
import type { Runtime } from '../runtime.ts';
import { type FunctionPattern, isMeant } from './patterns.ts';

/** Rows of a table. */
const HOTTEST = 20;
const LONGEST_WHY = 40;

/** How much happened where. */
interface Shares {
  readonly interp: number;
  readonly wasm: number;
}

export interface TierReport {
  /** Those that were called or compiled, those that were called most often first. */
  readonly functions: readonly FunctionProfile[];
  readonly units: readonly UnitProfile[];
  readonly calls: Shares;
  readonly reductions: Shares;
}

export function tierReport(runtime: Runtime, profile: Profile, reductions: number): TierReport {
  const functions = profile
    .functions(runtime.code, runtime.tiers)
    .filter(({ calls, tier }) => calls > 0 || tier === 'wasm');
  const calls = functions.reduce((sum, f) => sum + f.calls, 0);
  const compiledCalls = functions.reduce((sum, f) => sum + f.compiledCalls, 0);
  // A slice that is cut short counts as spent where compiled code was running.
  const compiled = Math.min(profile.compiledReductions(), reductions);
  return {
    functions,
    units: profile.units,
    calls: { interp: calls - compiledCalls, wasm: compiledCalls },
    reductions: { interp: reductions - compiled, wasm: compiled },
  };
}

const mfaOf = ({ module, name, arity }: FunctionProfile) => `${module}:${name}/${arity}`;

/** What `--stats=json` adds to the numbers of the table. */
export function reportJson({ functions, units, calls, reductions }: TierReport): object {
  return {
    calls,
    reductions,
    functions: functions.map((f) => ({
      mfa: mfaOf(f),
      ...f,
      compileMs: rounded(f.compileMs),
    })),
    units: units.map((unit) => ({
      ...unit,
      compileMs: rounded(unit.compileMs),
      elapsedMs: rounded(unit.elapsedMs),
    })),
  };
}

const rounded = (ms: number) => Math.round(ms * 100) / 100;

/** Rows for the table of `--stats`. */
export function reportRows({
  functions,
  units,
  calls,
  reductions,
}: TierReport): [string, string][] {
  const compiled = functions.filter(({ tier }) => tier === 'wasm').length;
  const ms = units.reduce((sum, u) => sum + u.compileMs, 0);
  const bytes = units.reduce((sum, u) => sum + u.bytes, 0);
  const copies = units.flatMap((u) => u.copies);
  const expected = units.flatMap((u) => u.expected);
  return [
    ['functions called', `${functions.filter((f) => f.calls > 0).length}`],
    [
      'functions compiled',
      `${compiled} in ${units.length} units, ${ms.toFixed(1)} ms, ${bytes} bytes`,
    ],
    [
      'functions copied',
      `${new Set(copies).size} into units that call them, ${copies.length} times`,
    ],
    [
      'funs called directly',
      `${new Set(expected).size} functions as such, in ${expected.length} places`,
    ],
    ['calls', shares(calls)],
    ['reductions', shares(reductions)],
  ];
}

function shares({ interp, wasm }: Shares): string {
  const percent = interp + wasm === 0 ? 0 : (100 * wasm) / (interp + wasm);
  return `${interp + wasm}, ${percent.toFixed(1)} % in compiled code`;
}

/** The functions that were called most often. */
export function hottest({ functions }: TierReport): string {
  const head = ['function', 'calls', 'compiled', 'tier', 'compile ms', 'bytes'];
  const rows = functions
    .slice(0, HOTTEST)
    .map((f) => [
      mfaOf(f),
      `${f.calls}`,
      f.calls === 0 ? '' : `${((100 * f.compiledCalls) / f.calls).toFixed(0)} %`,
      f.tier,
      f.tier === 'wasm' ? f.compileMs.toFixed(1) : '',
      f.tier === 'wasm' ? `${f.bytes}` : '',
    ]);
  const width = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i].length)));
  const line = (row: string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(width[i]) : cell.padStart(width[i]))).join('  ');
  return [head, ...rows].map((row) => `beamjit: ${line(row).trimEnd()}\n`).join('');
}

/** What is called directly as a fun. */
function funsOf({ expected }: FunctionProfile): string {
  return expected.length > 0 ? `; as a fun it calls ${expected.join(', ')} directly` : '';
}

/** `--why`: of functions that are asked for; else of those that were called and not compiled, or compiled again. */
export function whyReport(
  runtime: Runtime,
  profile: Profile,
  patterns: readonly FunctionPattern[],
): string {
  const functions = profile.functions(runtime.code, runtime.tiers);
  if (patterns.length > 0) {
    const asked = functions.filter((f) => isMeant(patterns, f.module, f.name, f.arity));
    if (asked.length === 0) return 'beamjit: no such function was loaded\n';
    return asked.map((f) => `beamjit: ${mfaOf(f)}: ${f.why ?? 'compiled'}${funsOf(f)}\n`).join('');
  }
  if (runtime.tiers === undefined) return 'beamjit: tier interp compiles nothing\n';
  const open = functions.filter((f) => f.why !== undefined && f.calls > 0);
  const lines = open.slice(0, LONGEST_WHY).map((f) => `beamjit: ${mfaOf(f)}: ${f.why}\n`);
  const rest = open.length - lines.length;
  if (rest > 0)
    lines.push(`beamjit: and ${rest} more, called less often; --why=M names those of M\n`);
  return lines.length > 0
    ? lines.join('')
    : 'beamjit: all functions that were called are compiled\n';
}

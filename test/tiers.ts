// The ways in which tests run programs: the interpreter, and compiled code with thresholds so low that every way into it, out of it and
// back is taken. CORPUS_TIERS=interp,shallow,… picks some.

import type { Thresholds, Tier, TierOptions } from '../src/jit/tiers.ts';

export interface Mode {
  readonly name: string;
  readonly tier: Tier;
  readonly thresholds: Partial<Thresholds>;
}

/** About ten frames, in bytes of the host's stack. */
const TEN_FRAMES = 1500;
/** Every call makes way. */
const NO_SLICE = 2;

export const INTERP: Mode = { name: 'interp', tier: 'interp', thresholds: {} };

export const COMPILED: readonly Mode[] = [
  { name: 'wasm', tier: 'wasm', thresholds: {} },
  // What is called a second time is compiled while its first call may still be under way.
  {
    name: 'auto',
    tier: 'auto',
    thresholds: { hotCalls: 1, warmCalls: 0, hotReturns: 1, startMs: 0 },
  },
  { name: 'preempted', tier: 'wasm', thresholds: { sliceReductions: NO_SLICE, hotReturns: 2 } },
  { name: 'shallow', tier: 'wasm', thresholds: { depthLimit: TEN_FRAMES } },
  {
    name: 'all',
    tier: 'auto',
    thresholds: {
      hotCalls: 3,
      warmCalls: 0,
      hotReturns: 1,
      startMs: 0,
      depthLimit: TEN_FRAMES,
      sliceReductions: 2 * NO_SLICE,
    },
  },
];

const MODES = [INTERP, ...COMPILED];

const picked = process.env.CORPUS_TIERS?.split(',').map(modeOf);

/** Those of the modes that this run is for. */
export function wanted(modes: readonly Mode[]): readonly Mode[] {
  return modes.filter((mode) => picked?.includes(mode) ?? true);
}

export function modeOf(name: string): Mode {
  const mode = MODES.find((m) => m.name === name);
  if (mode === undefined)
    throw new Error(`there is no ${name}, only ${MODES.map((m) => m.name).join(', ')}`);
  return mode;
}

/** The same as options of the command: compiled in the background where the tier is auto, and always by this run. */
export function commandOptions({ tier, thresholds }: Mode): string[] {
  const lowered = Object.entries(thresholds).map(([name, value]) => `${name}=${value}`);
  const jit = lowered.length > 0 ? [`--jit=${lowered.join(',')}`] : [];
  return [`--tier=${tier}`, ...jit, '--no-cache'];
}

/**
 * For a runtime in this process. What is hot is compiled at once: the program waits for it in both tiers, so that a run is the same each time.
 * `tier: 'interp'` has none.
 */
export async function tierOptions({ tier, thresholds }: Mode): Promise<TierOptions | undefined> {
  if (tier === 'interp') return undefined;
  const { NodeCompiler } = await import('../src/host/node/compiler.ts');
  const { stackBudget } = await import('../src/host/node/stack.ts');
  const compiler = new NodeCompiler();
  compiler.submit = (request, done) => done(compiler.now(request));
  return { tier, compiler, depthLimit: stackBudget(), ...thresholds };
}

/**
 * What `beamjit --stats=json` tells: one line on standard error, when the program has ended.
 *
 *     {"functions":[{"mfa":"lists:map/2","tier":"wasm","calls":120,"compileMs":1.4,"bytes":812}]}
 *
 * One entry for each function that was called or compiled. `tier` is where its next call runs, `compileMs` its share
 * of the time that its compilation took in the worker (0 if it came from the cache), `bytes` its share of the
 * compiled unit. What else the line holds is not read here.
 */

export interface TierStats {
  readonly functions: readonly FunctionStats[];
}

export interface FunctionStats {
  /** Module:function/arity, as Erlang writes it. */
  readonly mfa: string;
  readonly tier: 'interp' | 'wasm';
  readonly calls: number;
  readonly compileMs: number;
  readonly bytes: number;
}

/** The statistics in what a process wrote to standard error. */
export function parseStats(stderr: string): TierStats {
  const line = stderr.split('\n').findLast((candidate) => candidate.startsWith('{"'));
  if (line === undefined) throw new Error(`no statistics on standard error: ${stderr}`);
  return JSON.parse(line) as TierStats;
}

/** How many functions were compiled, and what that took. */
export function compiled({ functions }: TierStats): {
  functions: number;
  ms: number;
  bytes: number;
} {
  const done = functions.filter(({ bytes }) => bytes > 0);
  return {
    functions: done.length,
    ms: done.reduce((sum, { compileMs }) => sum + compileMs, 0),
    bytes: done.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

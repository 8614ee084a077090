// The stack of the program's thread: how much of it compiled code may use.

/** What V8 takes by itself, in KB. */
const DEFAULT_KB = 984;
/** What is left for built-ins, comparisons and the host itself. */
const RESERVE_KB = 480;

/**
 * How many bytes compiled code may use: of what `node --stack-size` was given where it was. Nothing that a running program asks of V8
 * changes its stack, `v8.setFlagsFromString` neither.
 */
export function stackBudget(): number {
  const flag = process.execArgv
    .map((arg) => /^--stack[-_]size=(\d+)$/.exec(arg)?.[1])
    .find(Boolean);
  return (Number(flag ?? DEFAULT_KB) - RESERVE_KB) * 1024;
}

// The compiler itself, in the thread that asks for it.
import { setFlagsFromString } from 'node:v8';
import type { UnitKeeper } from '../../jit/cache.ts';
import { CompileService } from '../../jit/service.ts';

/** What V8 lets WebAssembly execute, roughly in bytes, until it optimizes a function: its own figure, and that for Binaryen. */
const TIERING_BUDGET = { engine: 13_000_000, binaryen: 130_000_000 } as const;

export async function compileService(keeper?: UnitKeeper): Promise<CompileService> {
  const { default: binaryen } = await asBackground(() => import('binaryen'));
  return new CompileService(binaryen, keeper);
}

/**
 * Has V8 do less for the functions of a module that is not the program's: it validates them when they are first called (all of Binaryen's before
 * that take 40 ms), and optimizes them late, for on two processors it has one thread for that, in which the program's own code would
 * wait behind them. V8 keeps both with the module; all that is instantiated afterwards is done as ever.
 */
async function asBackground<T>(instantiate: () => Promise<T>): Promise<T> {
  setFlagsFromString('--wasm-lazy-validation');
  setFlagsFromString(`--wasm-tiering-budget=${TIERING_BUDGET.binaryen}`);
  try {
    return await instantiate();
  } finally {
    setFlagsFromString('--no-wasm-lazy-validation');
    setFlagsFromString(`--wasm-tiering-budget=${TIERING_BUDGET.engine}`);
  }
}
